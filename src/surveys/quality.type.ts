import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { enumOf } from '../api/mutation.ts';
import { LanguageTagScalar } from '../api/scalars.ts';
import { QuestionType } from './question.type.ts';
import type { ReadingEase, ReadingLevel } from './reading.ease.ts';
import type { SurveyQuality } from './survey.quality.ts';
import type { QuestionRow } from './survey.queries.ts';
import type { SurveyWarning, WarningCode } from './survey.warnings.ts';

const ReadingLevelEnum = enumOf<ReadingLevel>('ReadingLevel', 'How hard a text is to read.', {
  EASY: 'Easier than newspapers of its language.',
  NORMAL: 'As newspapers of its language: within five of their LIX.',
  HARD: 'Harder than newspapers of its language.',
});

const WarningCodeEnum = enumOf<WarningCode>('SurveyWarningCode', 'What makes a survey worse.', {
  TOO_MANY_QUESTIONS: 'It has more than five questions.',
  TAKES_TOO_LONG: 'It takes more than two minutes.',
  NO_WAY_TO_SKIP: 'None of several questions can be skipped, or a text cannot.',
  NOT_TRANSLATED: 'A question lacks a text in a language of the survey.',
  HARD_TO_READ: 'It reads harder than newspapers of its language.',
  LONG_SENTENCE: 'A sentence has more words than one reads at once: 20, in Finnish and Estonian 15.',
  DOUBLE_BARRELLED: 'A question may ask about two things at once.',
  LEADING: 'A question has words that say what one is to answer.',
  WORDING_NOT_JUDGED: 'Nothing here judges the wording in this language: it may be good or bad.',
});

@PartOfRow
@ObjectType('LanguageScore', {
  description:
    'How easy the questions are to read in one language, by LIX (Björnsson 1968): words per sentence plus the percentage of words of more than six letters.',
})
export class LanguageScoreType implements ReadingEase {
  @Field(() => LanguageTagScalar, { description: 'The language.' })
  language!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'The LIX of all questions together, the less the easier; null where there is no text.',
  })
  lix!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The LIX of newspapers in the language (Björnsson 1983): 47 in Swedish, 52 in English, 72 in Finnish. Null where none was published, as in Estonian.',
  })
  newspaperLix!: number | null;

  @Field(() => ReadingLevelEnum, {
    nullable: true,
    description:
      'Against those newspapers; null where nothing is known of them, as words of different languages differ in length, and of fewer than ten words, which tell too little.',
  })
  level!: ReadingLevel | null;
}

@PartOfRow
@ObjectType('SurveyWarning', {
  description: 'Something that makes a survey worse. Words are judged by lists, which err.',
})
export class SurveyWarningType implements Omit<SurveyWarning, 'position'> {
  @Field(() => WarningCodeEnum, { description: 'What it is.' })
  code!: WarningCode;

  @Field(() => QuestionType, { nullable: true, description: 'Of which question; null: of the whole.' })
  question!: QuestionRow | null;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'In which language; null: in all.' })
  language!: string | null;

  @Field(() => String, { description: 'Why, in a sentence.' })
  reason!: string;
}

@PartOfRow
@ObjectType('SurveyQuality', { description: 'Whether a survey is short and easy to understand.' })
export class SurveyQualityType implements Omit<SurveyQuality, 'warnings'> {
  @Field(() => Int, {
    description:
      'How long it takes to answer, in its longest language (Puleston 2012): a fifth of a second for each word, five for each question, two for each decision beyond the first, fifteen for a text.',
  })
  estimatedSeconds!: number;

  @Field(() => [LanguageScoreType], { description: 'How easy it is to read, by language.' })
  readingEase!: LanguageScoreType[];

  @Field(() => [SurveyWarningType], {
    description: 'What to think about; none of it but missing texts keeps it from being opened.',
  })
  warnings!: SurveyWarningType[];
}
