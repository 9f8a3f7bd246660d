import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import {
  BooleanFilter,
  DateTimeFilter,
  type EnumFilter,
  enumFilter,
  IdFilter,
  IntFilter,
  StringFilter,
} from '../api/filters.ts';
import { Personal } from '../api/personal.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, idsIn } from '../database/filter.ts';
import { InteractionChannelFilter } from '../interactions/interaction.filter.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import type { SentimentLabel } from '../sentiment/sentiment.ts';
import { SentimentLabelEnum } from '../sentiment/sentiment.type.ts';
import { ResponseStatusEnum, ScoreKindEnum } from './survey.filter.ts';
import type { ResponseStatus, ScoreKind } from './survey.words.ts';

const ResponseStatusFilter = enumFilter('ResponseStatusFilter', ResponseStatusEnum);
const ScoreKindFilter = enumFilter('ScoreKindFilter', ScoreKindEnum);
export const SentimentLabelFilter = enumFilter('SentimentLabelFilter', SentimentLabelEnum);

@InputType('SurveyResponseFilter', {
  description: 'Which responses. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class SurveyResponseFilter implements Combinable {
  @Field(() => [SurveyResponseFilter], { nullable: true, description: 'All of these hold.' })
  and?: SurveyResponseFilter[] | null;

  @Field(() => [SurveyResponseFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: SurveyResponseFilter[] | null;

  @Field(() => SurveyResponseFilter, { nullable: true, description: 'This does not hold.' })
  not?: SurveyResponseFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the survey.' })
  survey?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the customer.' })
  customer?: IdFilter | null;

  @Field(() => ResponseStatusFilter, { nullable: true, description: 'By how far it has come.' })
  status?: EnumFilter<ResponseStatus> | null;

  @Field(() => BooleanFilter, { nullable: true, description: 'By whether figures count it.' })
  counted?: BooleanFilter | null;

  @Field(() => ScoreKindFilter, { nullable: true, description: 'By what its score measures.' })
  scoreKind?: EnumFilter<ScoreKind> | null;

  @Field(() => IntFilter, { nullable: true, description: 'By its score.' })
  score?: IntFilter | null;

  @Field(() => SentimentLabelFilter, { nullable: true, description: 'By how its comment sounds.' })
  sentiment?: EnumFilter<SentimentLabel> | null;

  @Personal
  @Field(() => StringFilter, { nullable: true, description: 'By its comment. Needs customers:pii.' })
  comment?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By the language it was given in, BCP 47.' })
  language?: StringFilter | null;

  @Field(() => InteractionChannelFilter, { nullable: true, description: 'By the channel.' })
  channel?: EnumFilter<InteractionChannel> | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was begun.' })
  startedAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was submitted.' })
  submittedAt?: DateTimeFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the purchase it is about.' })
  purchase?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the service case it is about.' })
  serviceCase?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the product it is about.' })
  product?: IdFilter | null;
}

const response = (name: string) => sql.ref(`survey_response.${name}`);

export const responseClauses: Clauses<SurveyResponseFilter> = {
  id: (filter) => idsIn(response('id'), 'response', filter),
  survey: (filter) => idsIn(response('survey_id'), 'survey', filter),
  customer: (filter) => idsIn(response('customer_id'), 'customer', filter),
  status: compared(response('status'), 'text'),
  counted: compared(response('is_counted'), 'boolean'),
  scoreKind: compared(response('score_kind'), 'text'),
  score: compared(response('score'), 'int'),
  sentiment: compared(response('sentiment_label'), 'text'),
  comment: compared(response('comment'), 'text'),
  language: compared(response('language'), 'text'),
  channel: compared(response('channel'), 'text'),
  startedAt: compared(response('started_at'), 'timestamptz'),
  submittedAt: compared(response('submitted_at'), 'timestamptz'),
  purchase: (filter) => idsIn(response('purchase_id'), 'purchase', filter),
  serviceCase: (filter) => idsIn(response('service_case_id'), 'case', filter),
  product: (filter) => idsIn(response('product_id'), 'product', filter),
};
