import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived, Link } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { enumOf, Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar, LanguageTagScalar } from '../api/scalars.ts';
import { customerById } from '../customers/customer.loader.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { InteractionChannelEnum } from '../interactions/interaction.filter.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import { SurveyEventEnum } from '../surveys/survey.filter.ts';
import { surveyById } from '../surveys/survey.loader.ts';
import type { SurveyRow } from '../surveys/survey.queries.ts';
import { SurveyType } from '../surveys/survey.type.ts';
import type { SurveyEvent } from '../surveys/survey.words.ts';
import { invitationById } from './invitation.loader.ts';
import type { InvitationRow } from './invitation.queries.ts';
import type { LeftOutReason } from './invitation.rules.ts';

@ObjectType('Invitation', {
  implements: NodeType,
  description: 'That a customer was asked to answer a survey.',
})
export class InvitationType
  extends NodeType
  implements Pick<InvitationRow, 'channel' | 'language' | 'trigger'>
{
  @NodeId('invitation')
  override id!: string;

  @Link<InvitationRow, string, CustomerRow | null>(() => CustomerType, {
    scope: 'customers:read',
    description: 'Who was asked. Scope: customers:read.',
    by: customerById,
    from: ['customerId'],
    key: ({ customerId }) => customerId,
  })
  customer!: CustomerType;

  @Link<InvitationRow, string, SurveyRow | null>(() => SurveyType, {
    scope: 'satisfaction:read',
    description: 'To answer what. Scope: satisfaction:read.',
    by: surveyById,
    from: ['surveyId'],
    key: ({ surveyId }) => surveyId,
  })
  survey!: SurveyType;

  @Field(() => InteractionChannelEnum, { description: 'Over which channel the link goes.' })
  channel!: InteractionChannel;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: "The customer's language; null where the survey is not in it, and their browser is asked.",
  })
  language!: string | null;

  @Field(() => SurveyEventEnum, {
    nullable: true,
    description: 'After what it was made by the trigger of the survey; null when somebody asked for it.',
  })
  trigger!: SurveyEvent | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  invitedAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When its link was last handed out to be sent; null: not yet, issueSurveyLinks does.',
  })
  issuedAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'When its link stops working.' })
  expiresAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When something was first answered; that the page was looked at is not kept. Null: nothing was.',
  })
  openedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the answers were submitted; null: not yet.',
  })
  answeredAt!: string | null;
}

export const InvitationConnection = connectionOf('Invitation', () => InvitationType);

/** An invitation whose link has just been handed out. */
export interface IssuedLink {
  invitationId: string;
  /** null in a repeated answer: the token is kept nowhere. */
  url: string | null;
}

@ObjectType('SurveyLink', { description: 'The link of an invitation, to be sent to the customer.' })
export class SurveyLinkType implements Pick<IssuedLink, 'url'> {
  // Nullable, so that a link that is told once is not lost with what the key may not read.
  @Link<IssuedLink, string, InvitationRow | null>(() => InvitationType, {
    nullable: true,
    scope: 'satisfaction:read',
    description: 'Of which invitation. Scope: satisfaction:read.',
    by: invitationById,
    from: ['invitationId'],
    key: ({ invitationId }) => invitationId,
  })
  invitation!: InvitationType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The page to answer on: whoever has it answers, once. It is told here and kept nowhere; null when the call is repeated with the same idempotencyKey, after which issueSurveyLinks makes another. With ?score=9 it proposes a score. A path where PUBLIC_URL is not set.',
  })
  url!: string | null;
}

export const LeftOutReasonEnum = enumOf<LeftOutReason>(
  'SurveyLeftOutReason',
  'Why a customer was not invited. The first that holds is told.',
  {
    NOT_FOUND: 'There is no customer with this id.',
    UNIDENTIFIED: 'They are not known by name.',
    OPTED_OUT: 'They want no surveys.',
    UNREACHABLE: 'There is no address for the channel: e-mail for EMAIL, phone for PHONE, street for POST.',
    RECENTLY_INVITED: 'They were invited to this survey within its fatigueDays.',
    RECENTLY_ANSWERED: 'They answered this survey within its fatigueDays, by whatever way.',
    ASKED_BY_ANOTHER: 'They were invited to another survey within SURVEY_FATIGUE_DAYS.',
  },
);

@PartOfRow
@ObjectType('SurveyLeftOut', { description: 'How many customers were not invited, for one reason.' })
export class LeftOutType {
  @Field(() => LeftOutReasonEnum, { description: 'Why.' })
  reason!: LeftOutReason;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType('SurveyLinksPayload', { description: 'The links that were handed out.' })
export class SurveyLinksPayload extends Payload {
  @Derived<{ links?: IssuedLink[] }>(() => [SurveyLinkType], {
    description: 'One for each invitation.',
    cost: { size: 25 },
    of: ({ links = [] }) => links,
  })
  links!: SurveyLinkType[];
}

@ObjectType('SurveyInvitationsPayload', { description: 'Who was invited, and how many were not, and why.' })
export class SurveyInvitationsPayload extends SurveyLinksPayload {
  @Derived<{ links?: IssuedLink[] }>(() => Int, {
    description: 'How many were invited.',
    from: [],
    of: ({ links = [] }) => links.length,
  })
  invitedCount!: number;

  @Derived<{ leftOut?: LeftOutType[] }>(() => [LeftOutType], {
    description: 'How many were not, by reason; reasons of nobody are left out.',
    cost: { size: 7 },
    of: ({ leftOut = [] }) => leftOut,
  })
  leftOut!: LeftOutType[];

  @Derived<{ next?: string | null }>(() => ID, {
    nullable: true,
    description: 'What to give as after for the rest of the filter; null when there is no rest.',
    of: ({ next = null }) => next,
  })
  next!: string | null;

  @Link<{ surveyId?: string }, string, SurveyRow | null>(() => SurveyType, {
    nullable: true,
    scope: 'satisfaction:read',
    description: 'The survey as it is now; null when nobody could be invited. Scope: satisfaction:read.',
    by: surveyById,
    from: ['surveyId'],
    key: ({ surveyId }) => surveyId ?? null,
  })
  survey!: SurveyType | null;
}

@ObjectType('SurveyRefusalPayload', { description: 'The customer whose wish was kept.' })
export class SurveyRefusalPayload extends Payload {
  @Link<{ customerId?: string }, string, CustomerRow | null>(() => CustomerType, {
    nullable: true,
    scope: 'customers:read',
    description: 'As they are now; null when there is no such customer. Scope: customers:read.',
    by: customerById,
    from: ['customerId'],
    key: ({ customerId }) => customerId ?? null,
  })
  customer!: CustomerType | null;
}
