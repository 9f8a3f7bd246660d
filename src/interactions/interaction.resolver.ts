import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, Selection } from '../api/context.ts';
import { Listed, Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import { Selected } from '../api/selection.ts';
import type { CustomerRow, CustomerSummaryRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { CustomerSummaryType } from '../customers/summary.type.ts';
import { ServiceCasesArgs } from './case.input.ts';
import type { ServiceCaseRow } from './case.queries.ts';
import { ServiceCaseConnection, ServiceCaseType } from './case.type.ts';
import { interactionDraftOf } from './interaction.draft.ts';
import { InteractionsArgs, RecordInteractionInput } from './interaction.input.ts';
import { casesByCustomer, interactionsByCase, interactionsByCustomer } from './interaction.loader.ts';
import { interactionsPage } from './interaction.queries.ts';
import { recordInteraction } from './interaction.service.ts';
import { InteractionConnection, InteractionPayload } from './interaction.type.ts';

@Resolver()
export class InteractionResolver {
  @Needs('interactions:read')
  @Query(() => InteractionConnection, {
    description:
      'Interactions, a page at a time, newest first unless ordered otherwise. Scope: interactions:read.',
  })
  interactions(
    @Args(() => InteractionsArgs) args: InteractionsArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return interactionsPage(context, args, selected);
  }

  @Needs('interactions:write')
  @Mutation(() => InteractionPayload, {
    description: 'Records an interaction that is in no case. Scope: interactions:write.',
  })
  recordInteraction(
    @Arg('input', () => RecordInteractionInput, { description: 'What was said, with whom.' })
    input: RecordInteractionInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'recordInteraction', input, (unit) =>
      recordInteraction(unit, interactionDraftOf(input, unit)),
    );
  }
}

@Resolver(() => CustomerType)
export class CustomerInteractions {
  @Needs('interactions:read')
  @Listed(() => InteractionConnection, {
    description:
      'What was said with them, in cases and alone, newest first unless ordered otherwise. Scope: interactions:read.',
    by: interactionsByCustomer,
    key: ({ id }: CustomerRow) => id,
  })
  interactions(@Args(() => InteractionsArgs) _args: InteractionsArgs): void {}

  @Needs('interactions:read')
  @Listed(() => ServiceCaseConnection, {
    description: 'Their service cases, newest first unless ordered otherwise. Scope: interactions:read.',
    by: casesByCustomer,
    key: ({ id }: CustomerRow) => id,
  })
  serviceCases(@Args(() => ServiceCasesArgs) _args: ServiceCasesArgs): void {}
}

@Resolver(() => CustomerSummaryType)
export class SummaryInteractions {
  @FieldResolver(() => Int, { description: 'Interactions with them, in cases and alone.' })
  interactionCount(@Root() { interactionCount }: CustomerSummaryRow) {
    return interactionCount;
  }

  @FieldResolver(() => Int, { description: 'Service cases that are neither resolved nor closed.' })
  openCaseCount(@Root() { openCaseCount }: CustomerSummaryRow) {
    return openCaseCount;
  }
}

@Resolver(() => ServiceCaseType)
export class CaseInteractions {
  @Needs('interactions:read')
  @Listed(() => InteractionConnection, {
    description: 'What was said in it, oldest first unless ordered otherwise. Scope: interactions:read.',
    by: interactionsByCase,
    key: (one: ServiceCaseRow) => one,
  })
  interactions(@Args(() => InteractionsArgs) _args: InteractionsArgs): void {}
}
