import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { DateRangeType } from '../api/date.range.type.ts';
import { Derived, Link } from '../api/field.ts';
import { Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { customerById } from '../customers/customer.loader.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { interactionById } from '../interactions/interaction.loader.ts';
import type { InteractionRow } from '../interactions/interaction.queries.ts';
import { InteractionType } from '../interactions/interaction.type.ts';
import { purchaseById } from '../purchases/purchase.loader.ts';
import type { PurchaseRow } from '../purchases/purchase.queries.ts';
import { PurchaseType } from '../purchases/purchase.type.ts';
import { reviewById } from '../reviews/review.loader.ts';
import type { ReviewRow } from '../reviews/review.queries.ts';
import { ReviewType } from '../reviews/review.type.ts';
import { responseById } from '../surveys/response.loader.ts';
import type { ResponseRow } from '../surveys/response.queries.ts';
import { SurveyResponseType } from '../surveys/response.type.ts';
import { customersByStudy, findingsByStudy, studyById } from './study.loader.ts';
import type { CaseStudyRow, FindingRow } from './study.queries.ts';

@ObjectType('Finding', {
  implements: NodeType,
  description: 'What a case study found out, and what shows it: exactly one of four things.',
})
export class FindingType extends NodeType {
  @NodeId('finding')
  override id!: string;

  @Field(() => String, { description: 'What was found.' })
  statement!: string;

  @Derived<FindingRow>(() => String, {
    nullable: true,
    personal: true,
    description:
      'In the words of the customer; null when nothing is quoted. Personal data: null without customers:pii.',
    of: ({ quote }) => quote ?? null,
  })
  quote!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  createdAt!: string;

  @Link<FindingRow, string, CustomerRow | null>(() => CustomerType, {
    scope: 'customers:read',
    description: 'Whose doing or saying shows it. Scope: customers:read.',
    by: customerById,
    from: ['customerId'],
    key: ({ customerId }) => customerId,
  })
  customer!: CustomerType;

  @Link<FindingRow, string, PurchaseRow | null>(() => PurchaseType, {
    nullable: true,
    scope: 'purchases:read',
    description: 'The purchase that shows it. Scope: purchases:read.',
    by: purchaseById,
    from: ['purchaseId'],
    key: ({ purchaseId }) => purchaseId ?? null,
  })
  purchase!: PurchaseType | null;

  @Link<FindingRow, string, InteractionRow | null>(() => InteractionType, {
    nullable: true,
    scope: 'interactions:read',
    description: 'The interaction that shows it. Scope: interactions:read.',
    by: interactionById,
    from: ['interactionId'],
    key: ({ interactionId }) => interactionId ?? null,
  })
  interaction!: InteractionType | null;

  @Link<FindingRow, string, ResponseRow | null>(() => SurveyResponseType, {
    nullable: true,
    scope: 'satisfaction:read',
    description: 'The response that shows it. Scope: satisfaction:read.',
    by: responseById,
    from: ['responseId'],
    key: ({ responseId }) => responseId ?? null,
  })
  response!: SurveyResponseType | null;

  @Link<FindingRow, string, ReviewRow | null>(() => ReviewType, {
    nullable: true,
    scope: 'satisfaction:read',
    description: 'The review that shows it. Scope: satisfaction:read.',
    by: reviewById,
    from: ['reviewId'],
    key: ({ reviewId }) => reviewId ?? null,
  })
  review!: ReviewType | null;
}

@ObjectType('CaseStudy', {
  implements: NodeType,
  description:
    'A close look at a few customers over their whole experience, with findings tied to what they did and said.',
})
export class CaseStudyType
  extends NodeType
  implements Pick<CaseStudyRow, 'title' | 'question' | 'conclusion'>
{
  @NodeId('study')
  override id!: string;

  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Field(() => String, { description: 'What it is to find out.' })
  question!: string;

  @Derived<CaseStudyRow>(() => DateRangeType, {
    nullable: true,
    description: 'The days it looks at; null: all.',
    from: ['periodFrom', 'periodTo'],
    of: ({ periodFrom: from, periodTo: to }) => (from || to ? { from, to } : null),
  })
  period!: DateRangeType | null;

  @Link<CaseStudyRow, string, CustomerRow[]>(() => [CustomerType], {
    scope: 'customers:read',
    description:
      'Whom it follows, in the order given; what happened with each is in their timeline. Scope: customers:read.',
    by: customersByStudy,
    cost: { size: 5 },
    from: ['id'],
    key: ({ id }) => id,
  })
  customers!: CustomerType[];

  @Link<CaseStudyRow, string, FindingRow[]>(() => [FindingType], {
    description: 'What it found, in the order in which it was.',
    by: findingsByStudy,
    cost: { size: 10 },
    from: ['id'],
    key: ({ id }) => id,
  })
  findings!: FindingType[];

  @Field(() => String, { nullable: true, description: 'What comes of it; null until it is concluded.' })
  conclusion!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was concluded; null until then.' })
  concludedAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was begun.' })
  createdAt!: string;
}

export const CaseStudyConnection = connectionOf('CaseStudy', () => CaseStudyType);

@ObjectType('CaseStudyPayload', { description: 'The case study that was written.' })
export class CaseStudyPayload extends Payload {
  @Link<{ caseStudyId?: string }, string, CaseStudyRow | null>(() => CaseStudyType, {
    nullable: true,
    description: 'As it is now; null when it was refused. Scope: satisfaction:read.',
    by: studyById,
    scope: 'satisfaction:read',
    from: ['caseStudyId'],
    key: ({ caseStudyId }) => caseStudyId ?? null,
  })
  caseStudy!: CaseStudyType | null;
}
