import type { Slice } from '../api/slice.ts';
import { Answer, ResponseKey, SurveyResponse } from './response.entity.ts';
import { Question, Survey } from './survey.entity.ts';

export const surveys: Slice = {
  name: 'surveys',
  entities: [Survey, Question, SurveyResponse, ResponseKey, Answer],
  facts: [{ table: 'survey_response' }, { table: 'response_key', isKeyed: true }, { table: 'answer' }],
  resolvers: [],
  nodes: [],
  scopes: {
    'satisfaction:read': 'Read surveys, reviews and what they tell, without what was said in free text.',
    'satisfaction:write': 'Make surveys and submit responses; record reviews and what was done about them.',
  },
};
