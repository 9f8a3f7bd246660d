import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived, Link } from '../api/field.ts';
import { Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar, LanguageTagScalar } from '../api/scalars.ts';
import { identifiedCustomer } from '../customers/customer.loader.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { CustomerType, ExternalIdType } from '../customers/customer.type.ts';
import type { ServiceCaseRow } from '../interactions/case.queries.ts';
import { ServiceCaseType } from '../interactions/case.type.ts';
import { InteractionChannelEnum } from '../interactions/interaction.filter.ts';
import { caseById } from '../interactions/interaction.loader.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import { productById } from '../products/product.loader.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import { purchaseById } from '../purchases/purchase.loader.ts';
import type { PurchaseRow } from '../purchases/purchase.queries.ts';
import { PurchaseType } from '../purchases/purchase.type.ts';
import { judgementOf } from '../sentiment/sentiment.ts';
import { SentimentType } from '../sentiment/sentiment.type.ts';
import { QuestionType } from './question.type.ts';
import { answersByResponse, externalIdsByResponse, responseById } from './response.loader.ts';
import type { AnswerRow, ResponseRow } from './response.queries.ts';
import { ResponseStatusEnum, ScoreKindEnum } from './survey.filter.ts';
import { questionById, surveyById } from './survey.loader.ts';
import type { QuestionRow, SurveyRow } from './survey.queries.ts';
import { SurveyType } from './survey.type.ts';
import type { ResponseStatus, ScoreKind } from './survey.words.ts';

@ObjectType('Answer', { description: 'What somebody answered to one question.' })
export class AnswerType implements Pick<AnswerRow, 'score' | 'choices'> {
  @Link<AnswerRow, string, QuestionRow | null>(() => QuestionType, {
    description: 'The question.',
    by: questionById,
    from: ['questionId'],
    key: ({ questionId }) => questionId,
  })
  question!: QuestionType;

  @Field(() => Int, { nullable: true, description: 'The score; null where none was asked for.' })
  score!: number | null;

  @Derived<AnswerRow>(() => Boolean, {
    nullable: true,
    description: 'Whether the score is in the top box of its question; null without a score.',
    from: ['isTop'],
    of: ({ isTop }) => isTop,
  })
  inTopBox!: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The values of what was chosen; null where there was no choice.',
  })
  choices!: string[] | null;

  @Derived<AnswerRow>(() => String, {
    nullable: true,
    personal: true,
    description: 'What was written. Personal data: null without customers:pii.',
    of: ({ text }) => text,
  })
  text!: string | null;
}

@ObjectType('SurveyResponse', { implements: NodeType, description: 'What a customer answered to a survey.' })
export class SurveyResponseType
  extends NodeType
  implements Pick<ResponseRow, 'status' | 'score' | 'scoreKind' | 'language' | 'channel'>
{
  @NodeId('response')
  override id!: string;

  @Link<ResponseRow, string, SurveyRow | null>(() => SurveyType, {
    description: 'To which survey.',
    by: surveyById,
    from: ['surveyId'],
    key: ({ surveyId }) => surveyId,
  })
  survey!: SurveyType;

  @Derived<ResponseRow>(() => CustomerType, {
    nullable: true,
    scope: 'customers:read',
    description: 'Who answered; null where that is not known. Scope: customers:read.',
    from: ['customerId'],
    of: ({ customerId }, context) => identifiedCustomer(context, customerId),
  })
  customer!: CustomerType | null;

  @Link<ResponseRow, ResponseRow, ExternalId[]>(() => [ExternalIdType], {
    description: 'What other systems call it.',
    by: externalIdsByResponse,
    cost: { size: 2 },
    from: ['id', 'customerId'],
    key: (response) => response,
  })
  externalIds!: ExternalIdType[];

  @Link<ResponseRow, ResponseRow, AnswerRow[]>(() => [AnswerType], {
    description: 'What was answered, in the order in which it is asked; skipped questions are not in it.',
    by: answersByResponse,
    cost: { size: 5 },
    from: ['id', 'customerId'],
    key: (response) => response,
  })
  answers!: AnswerType[];

  @Field(() => ResponseStatusEnum, { description: 'How far it has come.' })
  status!: ResponseStatus;

  @Derived<ResponseRow>(() => Boolean, {
    description:
      'Whether figures count it: of each customer and survey, the latest response that was submitted does.',
    from: ['isCounted'],
    of: ({ isCounted }) => isCounted,
  })
  counted!: boolean;

  @Field(() => Int, { nullable: true, description: 'The first score given in it; null without one.' })
  score!: number | null;

  @Field(() => ScoreKindEnum, { nullable: true, description: 'What that score measures; null without one.' })
  scoreKind!: ScoreKind | null;

  @Derived<ResponseRow>(() => String, {
    nullable: true,
    personal: true,
    description: 'The first text written in it. Personal data: null without customers:pii.',
    of: ({ comment }) => comment ?? null,
  })
  comment!: string | null;

  @Derived<ResponseRow>(() => SentimentType, {
    nullable: true,
    description: 'How the comment sounds; null without one, and in a language that cannot be judged.',
    from: ['sentimentLabel', 'sentimentScore', 'sentimentMethod'],
    of: judgementOf,
  })
  sentiment!: SentimentType | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'The language it was given in; null: not known.',
  })
  language!: string | null;

  @Field(() => InteractionChannelEnum, {
    nullable: true,
    description: 'Over which channel it came; null: not known.',
  })
  channel!: InteractionChannel | null;

  @Field(() => DateTimeScalar, { description: 'When it was begun.' })
  startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was submitted; null while PARTIAL.' })
  submittedAt!: string | null;

  @Link<ResponseRow, string, PurchaseRow | null>(() => PurchaseType, {
    nullable: true,
    scope: 'purchases:read',
    description: 'The purchase it is about; null: about none. Scope: purchases:read.',
    by: purchaseById,
    from: ['purchaseId'],
    key: ({ purchaseId }) => purchaseId ?? null,
  })
  purchase!: PurchaseType | null;

  @Link<ResponseRow, string, ServiceCaseRow | null>(() => ServiceCaseType, {
    nullable: true,
    scope: 'interactions:read',
    description: 'The service case it is about; null: about none. Scope: interactions:read.',
    by: caseById,
    from: ['serviceCaseId'],
    key: ({ serviceCaseId }) => serviceCaseId ?? null,
  })
  serviceCase!: ServiceCaseType | null;

  @Link<ResponseRow, string, ProductRow | null>(() => ProductType, {
    nullable: true,
    scope: 'products:read',
    description: 'The product it is about; null: about none. Scope: products:read.',
    by: productById,
    from: ['productId'],
    key: ({ productId }) => productId ?? null,
  })
  product!: ProductType | null;
}

export const SurveyResponseConnection = connectionOf('SurveyResponse', () => SurveyResponseType);

@ObjectType('SurveyResponsePayload', { description: 'The response that was written.' })
export class SurveyResponsePayload extends Payload {
  @Link<{ responseId?: string }, string, ResponseRow | null>(() => SurveyResponseType, {
    nullable: true,
    description: 'As it is now; null when it was refused. Scope: satisfaction:read.',
    by: responseById,
    scope: 'satisfaction:read',
    from: ['responseId'],
    key: ({ responseId }) => responseId ?? null,
  })
  surveyResponse!: SurveyResponseType | null;

  @Field(() => ResponseStatusEnum, {
    nullable: true,
    description:
      'SUBMITTED, which uses the token of a link up; or PARTIAL, and more can come. Null when it was refused. Holders of a token may read this alone.',
  })
  status!: ResponseStatus | null;
}
