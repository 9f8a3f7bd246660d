import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived, Link } from '../api/field.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { identifiedCustomer } from '../customers/customer.loader.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { interactionById } from '../interactions/interaction.loader.ts';
import type { InteractionRow } from '../interactions/interaction.queries.ts';
import { InteractionType } from '../interactions/interaction.type.ts';
import { wholeDaysSince } from '../kernel/clock.ts';
import { reviewById } from '../reviews/review.loader.ts';
import type { ReviewRow } from '../reviews/review.queries.ts';
import { ReviewType } from '../reviews/review.type.ts';
import { responseById } from '../surveys/response.loader.ts';
import type { ResponseRow } from '../surveys/response.queries.ts';
import { SurveyResponseType } from '../surveys/response.type.ts';
import { type FeedbackOrigin, FeedbackOriginEnum } from './feedback.filter.ts';
import type { FeedbackRow } from './feedback.queries.ts';

@ObjectType('Feedback', {
  implements: NodeType,
  description: 'Something a customer said: exactly one of response, review and interaction.',
})
export class FeedbackType extends NodeType implements Pick<FeedbackRow, 'kind'> {
  @NodeId('feedback')
  override id!: string;

  @Field(() => FeedbackOriginEnum, { description: 'Where it was given.' })
  kind!: FeedbackOrigin;

  @Field(() => DateTimeScalar, { description: 'When.' })
  givenAt!: string;

  @Derived<FeedbackRow>(() => Int, {
    description: 'Whole days since then.',
    from: ['givenAt'],
    of: ({ givenAt }, { clock }) => wholeDaysSince(givenAt, clock.now()),
  })
  ageDays!: number;

  @Derived<FeedbackRow>(() => CustomerType, {
    nullable: true,
    scope: 'customers:read',
    description: 'Whose; null where that is not known. Scope: customers:read.',
    from: ['customerId'],
    of: ({ customerId }, context) => identifiedCustomer(context, customerId),
  })
  customer!: CustomerType | null;

  @Link<FeedbackRow, string, ResponseRow | null>(() => SurveyResponseType, {
    nullable: true,
    scope: 'satisfaction:read',
    description: 'The response, where it was given in one. Scope: satisfaction:read.',
    by: responseById,
    from: ['kind', 'id'],
    key: ({ kind, id }) => (kind === 'RESPONSE' ? id : null),
  })
  response!: SurveyResponseType | null;

  @Link<FeedbackRow, string, ReviewRow | null>(() => ReviewType, {
    nullable: true,
    scope: 'satisfaction:read',
    description: 'The review, where it was given in one. Scope: satisfaction:read.',
    by: reviewById,
    from: ['kind', 'id'],
    key: ({ kind, id }) => (kind === 'REVIEW' ? id : null),
  })
  review!: ReviewType | null;

  @Link<FeedbackRow, string, InteractionRow | null>(() => InteractionType, {
    nullable: true,
    scope: 'interactions:read',
    description: 'The interaction, where it was given in one. Scope: interactions:read.',
    by: interactionById,
    from: ['kind', 'id'],
    key: ({ kind, id }) => (kind === 'INTERACTION' ? id : null),
  })
  interaction!: InteractionType | null;
}

export const FeedbackConnection = connectionOf('Feedback', () => FeedbackType);
