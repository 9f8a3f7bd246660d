import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { MutationInput } from '../api/mutation.ts';
import { LanguageTagScalar } from '../api/scalars.ts';
import type { ChoiceDraft, LocalizedText, QuestionDraft } from './question.rules.ts';
import { QuestionKindEnum, SurveyEventEnum, SurveyFilter } from './survey.filter.ts';
import type { SurveyDraft } from './survey.rules.ts';
import type { QuestionKind, SurveyEvent, SurveyTrigger } from './survey.words.ts';

@InputType('LocalizedTextInput', { description: 'A text in one of the languages of the survey.' })
export class LocalizedTextInput implements LocalizedText {
  @Field(() => LanguageTagScalar, { description: 'Its language, BCP 47.' })
  language!: string;

  @Field(() => String, {
    description: 'The text: of a question up to 500 characters, of a choice up to 200.',
  })
  text!: string;
}

@InputType('ChoiceInput', { description: 'One of the answers that a question offers.' })
export class ChoiceInput implements ChoiceDraft {
  @Field(() => String, {
    description: 'What is stored of it: 1 to 60 letters of ASCII, digits, hyphens and underscores.',
  })
  value!: string;

  @Field(() => [LocalizedTextInput], { description: 'What one reads.' })
  texts!: LocalizedTextInput[];
}

@InputType('QuestionInput', {
  description: 'One question. A survey has at most one of each of NPS, CSAT and CES.',
})
export class QuestionInput implements QuestionDraft {
  @Field(() => QuestionKindEnum, { description: 'What it asks for.' })
  kind!: QuestionKind;

  @Field(() => [LocalizedTextInput], { description: 'What one reads.' })
  texts!: LocalizedTextInput[];

  @Field(() => [ChoiceInput], {
    nullable: true,
    description: 'What it offers, 2 to 30: of SINGLE_CHOICE and MULTIPLE_CHOICE, and of no other.',
  })
  choices?: ChoiceInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The best score of CSAT: 5, 7 or 10; 5 when nothing is said. That of NPS is 10, of CES 7.',
  })
  scaleMax?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it cannot be skipped; it can when nothing is said.',
  })
  required?: boolean | null;
}

@InputType('SurveyTriggerInput', { description: 'What an invitation follows of itself.' })
export class SurveyTriggerInput implements SurveyTrigger {
  @Field(() => SurveyEventEnum, { description: 'What happens to the customer.' })
  event!: SurveyEvent;

  @Field(() => Int, { description: 'How many hours later they are invited, 0 to 8,760.' })
  hours!: number;
}

const fatigueDays = {
  nullable: true,
  description: 'For how many days it asks nobody again, 0 to 3,650; 90 when nothing is said.',
};

@InputType('CreateSurveyInput', { description: 'A survey to make; it is a DRAFT until it is opened.' })
export class CreateSurveyInput extends MutationInput implements SurveyDraft {
  @Field(() => String, { description: 'What the shop calls it, up to 200 characters.' })
  name!: string;

  @Field(() => [LanguageTagScalar], {
    description: 'The languages it is in, up to 20: the first for whoever reads none of them.',
  })
  languages!: string[];

  @Field(() => [QuestionInput], {
    nullable: true,
    description: 'What it asks, in this order, up to 50; texts may be missing until it is opened.',
  })
  questions?: QuestionInput[] | null;

  @Field(() => Int, fatigueDays)
  fatigueDays?: number | null;

  @Field(() => SurveyTriggerInput, { nullable: true, description: 'What an invitation follows of itself.' })
  trigger?: SurveyTriggerInput | null;
}

@InputType('UpdateSurveyInput', { description: 'What changes of a survey: a field not given stays.' })
export class UpdateSurveyInput extends MutationInput implements SurveyDraft {
  @Field(() => ID, { description: 'Which survey.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What the shop calls it, up to 200 characters.' })
  name?: string | null;

  @Field(() => [LanguageTagScalar], {
    nullable: true,
    description: 'The languages it is in; of a DRAFT only.',
  })
  languages?: string[] | null;

  @Field(() => [QuestionInput], {
    nullable: true,
    description: 'All that it asks, in place of what it asked, with new ids; of a DRAFT only.',
  })
  questions?: QuestionInput[] | null;

  @Field(() => Int, fatigueDays)
  fatigueDays?: number | null;

  @Field(() => SurveyTriggerInput, {
    nullable: true,
    description: 'What an invitation follows of itself; null: nothing.',
  })
  trigger?: SurveyTriggerInput | null;
}

@InputType()
abstract class SurveyStepInput extends MutationInput {
  @Field(() => ID, { description: 'Which survey.' })
  id!: string;
}

@InputType('OpenSurveyInput', { description: 'Which survey to open.' })
export class OpenSurveyInput extends SurveyStepInput {}

@InputType('CloseSurveyInput', { description: 'Which survey to close.' })
export class CloseSurveyInput extends SurveyStepInput {}

@ArgsType()
export class SurveysArgs extends PageArgsType {
  @Field(() => SurveyFilter, { nullable: true, description: 'Which surveys.' })
  filter?: SurveyFilter | null;
}
