import { Arg, Args, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { type Context, load } from '../api/context.ts';
import { Added, Listed, Needs, Public } from '../api/field.ts';
import { countCost } from '../api/limits/cost.declaration.ts';
import { perform } from '../api/mutation.ts';
import { RateType } from '../api/rate.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { referenceOf } from '../customers/customer.reference.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { wilson } from '../kernel/interval.ts';
import { SubmitSurveyResponseInput } from '../surveys/response.input.ts';
import { SurveyResponsePayload } from '../surveys/response.type.ts';
import type { SurveyRow } from '../surveys/survey.queries.ts';
import { SurveyType } from '../surveys/survey.type.ts';
import { submitSurveyResponse } from './answering.ts';
import { handingOut } from './handing.out.ts';
import { invitingDraftOf } from './invitation.draft.ts';
import { InviteToSurveyInput, IssueSurveyLinksInput, SetSurveyRefusalInput } from './invitation.input.ts';
import { countsBySurvey, invitationsBySurvey, refusalByCustomer } from './invitation.loader.ts';
import {
  InvitationConnection,
  SurveyInvitationsPayload,
  SurveyLinksPayload,
  SurveyRefusalPayload,
} from './invitation.type.ts';
import { inviteToSurvey } from './inviting.service.ts';
import { issueLinks } from './link.service.ts';
import { setSurveyRefusal } from './refusal.service.ts';

@Resolver()
export class InvitationResolver {
  @Needs('satisfaction:write')
  @Mutation(() => SurveyInvitationsPayload, {
    description:
      'Invites customers to answer a survey, and hands out the links for you to send. Nobody is invited who was lately, or who wants none: leftOut tells how many, and why. Scope: satisfaction:write.',
  })
  inviteToSurvey(
    @Arg('input', () => InviteToSurveyInput, { description: 'Whom, to what.' }) input: InviteToSurveyInput,
    @Ctx() context: Context,
  ) {
    return handingOut(context, 'inviteToSurvey', input, (unit, given, handOut) =>
      inviteToSurvey(unit, invitingDraftOf(given), handOut),
    );
  }

  @Needs('satisfaction:write')
  @Mutation(() => SurveyLinksPayload, {
    description:
      'Hands out links: of invitations that a trigger made, which have none until then, or new ones in place of those that were lost. Scope: satisfaction:write.',
  })
  issueSurveyLinks(
    @Arg('input', () => IssueSurveyLinksInput, { description: 'Which.' }) input: IssueSurveyLinksInput,
    @Ctx() context: Context,
  ) {
    return handingOut(context, 'issueSurveyLinks', input, issueLinks);
  }

  @Public
  @Mutation(() => SurveyResponsePayload, {
    description:
      'Takes what somebody answers to an OPEN survey. Of each customer and survey, figures count the latest that was submitted. By the token of a link it needs no key; a token that is wrong, too old or used is not found, and no more is told. Scope otherwise: satisfaction:write.',
  })
  submitSurveyResponse(
    @Arg('input', () => SubmitSurveyResponseInput, { description: 'To what, by whom, and what.' })
    input: SubmitSurveyResponseInput,
    @Ctx() context: Context,
  ) {
    return submitSurveyResponse(context, input);
  }

  @Needs('satisfaction:write')
  @Mutation(() => SurveyRefusalPayload, {
    description:
      'Keeps that a customer wants no surveys, as they can say themselves on every page of one, or takes it back. Scope: satisfaction:write.',
  })
  setSurveyRefusal(
    @Arg('input', () => SetSurveyRefusalInput, { description: 'Who, and what they want.' })
    input: SetSurveyRefusalInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'setSurveyRefusal', input, (unit) =>
      setSurveyRefusal(unit, { customer: referenceOf(input.customer), refused: input.refused }),
    );
  }
}

@Resolver(() => SurveyType)
export class SurveyInvitations {
  @Needs('satisfaction:read')
  @Listed(() => InvitationConnection, {
    description: 'Who was asked to answer it, the newest first. Scope: satisfaction:read.',
    by: invitationsBySurvey,
    key: ({ id }: SurveyRow) => id,
  })
  invitations(@Args(() => PageArgsType) _args: PageArgsType): void {}

  @Added<SurveyRow>(() => Int, {
    description: 'How many invitations were made, whether or not their links were handed out.',
    from: ['id'],
    cost: { extra: countCost },
    of: async ({ id }, context) => (await load(context, countsBySurvey, id)).invited,
  })
  invitationCount(): void {}

  @Added<SurveyRow>(() => RateType, {
    description: 'How many of those whose link was handed out have answered by it.',
    from: ['id'],
    cost: { extra: countCost },
    of: async ({ id }, context) => {
      const { sent, answered } = await load(context, countsBySurvey, id);
      return wilson(answered, sent);
    },
  })
  responseRate(): void {}

  @Added<SurveyRow>(() => Int, {
    description: 'How many customers said at this survey that they want no more surveys, and still do.',
    from: ['id'],
    cost: { extra: countCost },
    of: async ({ id }, context) => (await load(context, countsBySurvey, id)).refused,
  })
  refusalCount(): void {}
}

@Resolver(() => CustomerType)
export class CustomerRefusal {
  @Added<CustomerRow>(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when they want no surveys; null: they may be asked.',
    from: ['id'],
    of: ({ id }, context) => load(context, refusalByCustomer, id),
  })
  surveysRefusedAt(): void {}
}
