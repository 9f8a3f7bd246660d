import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { DateTimeFilter, type EnumFilter, enumFilter, IdFilter, StringFilter } from '../api/filters.ts';
import { enumOf } from '../api/mutation.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, idsIn } from '../database/filter.ts';
import type {
  NpsCategory,
  QuestionKind,
  ResponseStatus,
  ScoreKind,
  SurveyEvent,
  SurveyStatus,
} from './survey.words.ts';

export const SurveyStatusEnum = enumOf<SurveyStatus>('SurveyStatus', 'How far a survey has come.', {
  DRAFT: 'It is being made: everything of it can change, and nobody answers it.',
  OPEN: 'It is answered; its questions and languages do not change any more.',
  CLOSED: 'It is not answered any more; what was answered stays and counts.',
});

export const ScoreKindEnum = enumOf<ScoreKind>('ScoreKind', 'What a score measures.', {
  NPS: 'Willingness to recommend, 0 to 10.',
  CSAT: 'Satisfaction, from 1 to 5, 7 or 10.',
  CES: 'How easy it was, 1 to 7, as agreement with a sentence that says so.',
});

export const QuestionKindEnum = enumOf<QuestionKind>('QuestionKind', 'What a question asks for.', {
  NPS: 'How likely one is to recommend, 0 to 10.',
  CSAT: 'How satisfied one is, from 1 to 5, 7 or 10.',
  CES: 'How much one agrees that it was made easy, 1 to 7.',
  SINGLE_CHOICE: 'One of several choices.',
  MULTIPLE_CHOICE: 'Any of several choices.',
  TEXT: 'Words of their own.',
});

export const ResponseStatusEnum = enumOf<ResponseStatus>('ResponseStatus', 'How far a response has come.', {
  PARTIAL: 'Begun and not submitted: no figure counts it.',
  SUBMITTED: 'Whole.',
});

export const SurveyEventEnum = enumOf<SurveyEvent>('SurveyEvent', 'What an invitation follows.', {
  PURCHASE: 'A purchase was made.',
  CASE_RESOLVED: 'A service case was resolved.',
  VISIT: 'A visit ended.',
});

export const NpsCategoryEnum = enumOf<NpsCategory>('NpsCategory', 'What an NPS says of who gave it.', {
  PROMOTER: '9 or 10.',
  PASSIVE: '7 or 8.',
  DETRACTOR: '0 to 6.',
});

const SurveyStatusFilter = enumFilter('SurveyStatusFilter', SurveyStatusEnum);

@InputType('SurveyFilter', {
  description: 'Which surveys. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class SurveyFilter implements Combinable {
  @Field(() => [SurveyFilter], { nullable: true, description: 'All of these hold.' })
  and?: SurveyFilter[] | null;

  @Field(() => [SurveyFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: SurveyFilter[] | null;

  @Field(() => SurveyFilter, { nullable: true, description: 'This does not hold.' })
  not?: SurveyFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter | null;

  @Field(() => SurveyStatusFilter, { nullable: true, description: 'By how far it has come.' })
  status?: EnumFilter<SurveyStatus> | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was opened.' })
  openedAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was closed.' })
  closedAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was made.' })
  createdAt?: DateTimeFilter | null;
}

const survey = (name: string) => sql.ref(`survey.${name}`);

export const surveyClauses: Clauses<SurveyFilter> = {
  id: (filter) => idsIn(survey('id'), 'survey', filter),
  name: compared(survey('name'), 'text'),
  status: compared(survey('status'), 'text'),
  openedAt: compared(survey('opened_at'), 'timestamptz'),
  closedAt: compared(survey('closed_at'), 'timestamptz'),
  createdAt: compared(survey('created_at'), 'timestamptz'),
};
