import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, load, type Selection } from '../api/context.ts';
import { Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import { Selected } from '../api/selection.ts';
import { localId } from '../kernel/ids.ts';
import {
  AssignServiceCaseInput,
  CloseServiceCaseInput,
  OpenServiceCaseInput,
  ReopenServiceCaseInput,
  ReplyToServiceCaseInput,
  ResolveServiceCaseInput,
  ServiceCasesArgs,
  WaitForCustomerInput,
} from './case.input.ts';
import { openCase } from './case.opening.ts';
import { casesPage } from './case.queries.ts';
import { assignCase, replyToCase, stepCase } from './case.service.ts';
import { ServiceCaseConnection, ServiceCaseType } from './case.type.ts';
import { caseDraftOf, replyDraftOf } from './interaction.draft.ts';
import { caseById } from './interaction.loader.ts';
import { ServiceCasePayload } from './interaction.type.ts';

@Resolver()
export class ServiceCaseResolver {
  @Needs('interactions:read')
  @Query(() => ServiceCaseType, {
    nullable: true,
    description: 'One service case; null when there is none. Scope: interactions:read.',
  })
  serviceCase(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    const key = localId('case', id);
    return key === null ? null : load(context, caseById, key, selected);
  }

  @Needs('interactions:read')
  @Query(() => ServiceCaseConnection, {
    description:
      'Service cases, a page at a time, newest first unless ordered otherwise. Scope: interactions:read.',
  })
  serviceCases(
    @Args(() => ServiceCasesArgs) args: ServiceCasesArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return casesPage(context, args, selected);
  }

  @Needs('interactions:write')
  @Mutation(() => ServiceCasePayload, {
    description: 'Opens a service case with its first message. Scope: interactions:write.',
  })
  openServiceCase(
    @Arg('input', () => OpenServiceCaseInput, { description: 'What it is about, and whose it is.' })
    input: OpenServiceCaseInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'openServiceCase', input, (unit) => openCase(unit, caseDraftOf(input, unit)));
  }

  @Needs('interactions:write')
  @Mutation(() => ServiceCasePayload, {
    description:
      'Adds a message to a case. When the customer writes, a case that is WAITING is OPEN again, and a RESOLVED one is reopened. Scope: interactions:write.',
  })
  replyToServiceCase(
    @Arg('input', () => ReplyToServiceCaseInput, { description: 'What is said.' })
    input: ReplyToServiceCaseInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'replyToServiceCase', input, (unit) => replyToCase(unit, replyDraftOf(input)));
  }

  @Needs('interactions:write')
  @Mutation(() => ServiceCasePayload, {
    description: 'Gives an OPEN or WAITING case to somebody else, or to nobody. Scope: interactions:write.',
  })
  assignServiceCase(
    @Arg('input', () => AssignServiceCaseInput, { description: 'Which, and who.' })
    input: AssignServiceCaseInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'assignServiceCase', input, (unit) => assignCase(unit, input));
  }

  @Needs('interactions:write')
  @Mutation(() => ServiceCasePayload, {
    description: 'Has an OPEN case wait until the customer writes. Scope: interactions:write.',
  })
  waitForCustomer(
    @Arg('input', () => WaitForCustomerInput, { description: 'Which.' }) input: WaitForCustomerInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'waitForCustomer', input, (unit) => stepCase(unit, 'WAIT', input));
  }

  @Needs('interactions:write')
  @Mutation(() => ServiceCasePayload, {
    description: 'Says that an OPEN or WAITING case is done. Scope: interactions:write.',
  })
  resolveServiceCase(
    @Arg('input', () => ResolveServiceCaseInput, { description: 'Which.' }) input: ResolveServiceCaseInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'resolveServiceCase', input, (unit) => stepCase(unit, 'RESOLVE', input));
  }

  @Needs('interactions:write')
  @Mutation(() => ServiceCasePayload, {
    description: 'Takes up a RESOLVED or CLOSED case again; that is counted. Scope: interactions:write.',
  })
  reopenServiceCase(
    @Arg('input', () => ReopenServiceCaseInput, { description: 'Which.' }) input: ReopenServiceCaseInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'reopenServiceCase', input, (unit) => stepCase(unit, 'REOPEN', input));
  }

  @Needs('interactions:write')
  @Mutation(() => ServiceCasePayload, {
    description:
      'Is done with a case, resolved or not; it takes no messages from then on. Scope: interactions:write.',
  })
  closeServiceCase(
    @Arg('input', () => CloseServiceCaseInput, { description: 'Which.' }) input: CloseServiceCaseInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'closeServiceCase', input, (unit) => stepCase(unit, 'CLOSE', input));
  }
}
