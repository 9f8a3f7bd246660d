import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { OneOf } from '../api/field.ts';
import { enumOf, MutationInput } from '../api/mutation.ts';
import { OrderDirectionEnum } from '../api/order.ts';
import { DateTimeScalar, LanguageTagScalar } from '../api/scalars.ts';
import { CustomerBy, ExternalIdInput } from '../customers/customer.input.ts';
import type { Direction } from '../database/keyset.ts';
import { InteractionChannelEnum } from '../interactions/interaction.filter.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import { ProductBy } from '../products/product.input.ts';
import { PurchaseBy } from '../purchases/purchase.input.ts';
import { SurveyResponseFilter } from './response.filter.ts';
import type { ResponseOrderField } from './response.queries.ts';

@InputType('AnswerInput', {
  description: 'What is answered to one question. With neither score, choices nor text it is skipped.',
})
export class AnswerInput {
  @Field(() => ID, { description: 'Which question of the survey.' })
  question!: string;

  @Field(() => Int, { nullable: true, description: 'Of NPS 0 to 10, of CSAT 1 to its scale, of CES 1 to 7.' })
  score?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Values of choices: one of SINGLE_CHOICE, any of MULTIPLE_CHOICE.',
  })
  choices?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Of TEXT, up to 5,000 characters.' })
  text?: string | null;
}

@OneOf
@InputType('ResponseSubjectInput', { description: 'What a response is about: exactly one thing.' })
export class ResponseSubjectInput {
  @Field(() => PurchaseBy, { nullable: true, description: 'A purchase of the customer.' })
  purchase?: PurchaseBy;

  @Field(() => ID, { nullable: true, description: 'A service case of the customer.' })
  serviceCase?: string;

  @Field(() => ProductBy, { nullable: true, description: 'A product.' })
  product?: ProductBy;
}

/** What is said whether a response is begun or gone on with. */
@InputType()
abstract class AnswersInput extends MutationInput {
  @Field(() => [AnswerInput], { description: 'What is answered, in any order.' })
  answers!: AnswerInput[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Keep it as PARTIAL, to be gone on with, and counted nowhere; it is submitted when nothing is said.',
  })
  partial?: boolean | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'The language it is given in, BCP 47; what is written is judged by it.',
  })
  language?: string | null;

  @Field(() => InteractionChannelEnum, { nullable: true, description: 'Over which channel it came.' })
  channel?: InteractionChannel | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was submitted; now when nothing is said. In 2000 or later, at most a day ahead.',
  })
  submittedAt?: Date | null;
}

@InputType('SubmitSurveyResponseInput', {
  description:
    'What somebody answers to an OPEN survey: the survey and, when known, the customer; or the token of a link, which says both.',
})
export class SubmitSurveyResponseInput extends AnswersInput {
  @Field(() => ID, { nullable: true, description: 'Which survey; needed without a token.' })
  survey?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The token of a link: what follows /survey/ in it. It says the survey, the customer, the channel and what it is about, and needs no key. Later calls add answers until they are submitted.',
  })
  token?: string | null;

  @Field(() => CustomerBy, {
    nullable: true,
    description: 'Who answers; somebody unknown when nothing is said.',
  })
  customer?: CustomerBy | null;

  @Field(() => ResponseSubjectInput, { nullable: true, description: 'What it is about.' })
  about?: ResponseSubjectInput | null;

  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'What other systems call it; no two responses have the same.',
  })
  externalIds?: ExternalIdInput[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was begun; when it was submitted, when nothing is said.',
  })
  startedAt?: Date | null;
}

@InputType('ContinueSurveyResponseInput', { description: 'What somebody answers further to a survey.' })
export class ContinueSurveyResponseInput extends AnswersInput {
  @Field(() => ID, { description: 'Which response; it is PARTIAL.' })
  id!: string;
}

export const SurveyResponseOrderFieldEnum = enumOf<ResponseOrderField>(
  'SurveyResponseOrderField',
  'What responses are ordered by.',
  { GIVEN_AT: 'When they were submitted; partial ones, when they were begun.' },
);

@InputType('SurveyResponseOrder', { description: 'One key to order responses by.' })
export class SurveyResponseOrder {
  @Field(() => SurveyResponseOrderFieldEnum, { description: 'What to order by.' })
  field!: ResponseOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which way.' })
  direction!: Direction;
}

@ArgsType()
export class SurveyResponsesArgs extends PageArgsType {
  @Field(() => SurveyResponseFilter, { nullable: true, description: 'Which responses.' })
  filter?: SurveyResponseFilter | null;

  @Field(() => [SurveyResponseOrder], {
    nullable: true,
    description: 'First by this, then by that; newest first when nothing is said.',
  })
  orderBy?: SurveyResponseOrder[] | null;
}
