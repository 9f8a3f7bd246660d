import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { NodeId } from '../api/node.ts';
import { RateType } from '../api/rate.type.ts';
import { LanguageTagScalar } from '../api/scalars.ts';
import type { AnswerShare, QuestionResult } from './question.result.ts';
import { type LocalizedText, localized } from './question.rules.ts';
import { QuestionKindEnum } from './survey.filter.ts';
import type { QuestionRow } from './survey.queries.ts';
import type { Choice, QuestionKind } from './survey.words.ts';

@PartOfRow
@ObjectType('LocalizedText', { description: 'A text in one of several languages.' })
export class LocalizedTextType implements LocalizedText {
  @Field(() => LanguageTagScalar, { description: 'Its language, BCP 47.' })
  language!: string;

  @Field(() => String, { description: 'The text.' })
  text!: string;
}

@PartOfRow
@ObjectType('Choice', { description: 'One of the answers that a question offers.' })
export class ChoiceType implements Pick<Choice, 'value'> {
  @Field(() => String, { description: 'What is stored of it, the same in every language.' })
  value!: string;

  @Derived<Choice>(() => [LocalizedTextType], {
    description: 'What one reads.',
    of: ({ texts }) => localized(texts),
  })
  texts!: LocalizedTextType[];
}

@ObjectType('Question', { description: 'One question of a survey.' })
export class QuestionType implements Pick<QuestionRow, 'position' | 'kind' | 'scaleMax' | 'topBox'> {
  @NodeId('question')
  id!: string;

  @Field(() => Int, { description: 'Its place in the survey, from 0.' })
  position!: number;

  @Field(() => QuestionKindEnum, { description: 'What it asks for.' })
  kind!: QuestionKind;

  @Derived<QuestionRow>(() => [LocalizedTextType], {
    description: 'What one reads.',
    of: ({ texts }) => localized(texts),
  })
  texts!: LocalizedTextType[];

  @Derived<QuestionRow>(() => [ChoiceType], {
    nullable: true,
    description: 'What it offers; null where it offers no choice.',
    of: ({ choices }) => choices,
  })
  choices!: ChoiceType[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The best score that one can give: 10 of NPS, 5, 7 or 10 of CSAT, 7 of CES. Null without one.',
  })
  scaleMax!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The least score of the top box: 9 of 10, 4 of 5, 5 of 7. Null without a score.',
  })
  topBox!: number | null;

  @Derived<QuestionRow>(() => Boolean, {
    description: 'Whether it cannot be skipped.',
    from: ['isRequired'],
    of: ({ isRequired }) => isRequired,
  })
  required!: boolean;
}

@PartOfRow
@ObjectType('AnswerCount', { description: 'How often one thing was answered.' })
export class AnswerCountType implements AnswerShare {
  @Field(() => Int, { nullable: true, description: 'The score; null where it is a choice.' })
  score!: number | null;

  @Field(() => String, { nullable: true, description: 'The value of the choice; null where it is a score.' })
  choice!: string | null;

  @Field(() => Int, { description: 'How often.' })
  count!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of those who answered, 0 to 1; null when nobody did. Of several choices, more than 1 together.',
  })
  share!: number | null;
}

@ObjectType('QuestionResult', {
  description:
    'What was answered to a question. Of each customer only the latest response to the survey counts; partial ones, and those that skipped the question, do not.',
})
export class QuestionResultType implements Omit<QuestionResult, 'question'> {
  @Field(() => QuestionType, { description: 'The question.' })
  question!: QuestionRow;

  @Field(() => Int, { description: 'How many answered it.' })
  n!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The mean score; null without a score, and when n is 0.',
  })
  mean!: number | null;

  @Field(() => RateType, {
    nullable: true,
    description:
      'The share of scores in the top box, which of CSAT is the figure; null where it asks for no score.',
  })
  topBox!: RateType | null;

  @Field(() => [AnswerCountType], {
    description:
      'Every score from the worst, or every choice in its order, those nobody gave too. Empty of free text.',
  })
  answers!: AnswerCountType[];
}
