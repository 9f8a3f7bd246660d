import type { Slice } from '../api/slice.ts';
import { recount } from './counted.service.ts';
import { responseDifferences } from './response.check.ts';
import { Answer, ResponseKey, SurveyResponse } from './response.entity.ts';
import { responseById } from './response.loader.ts';
import {
  CustomerResponses,
  SummaryScores,
  SurveyResponseResolver,
  SurveyResponses,
} from './response.resolver.ts';
import { responseTimeline } from './response.timeline.ts';
import { scoreDifferences } from './summary.scores.ts';
import { Question, Survey } from './survey.entity.ts';
import { surveyById } from './survey.loader.ts';
import { SurveyResolver } from './survey.resolver.ts';

export const surveys: Slice = {
  name: 'surveys',
  entities: [Survey, Question, SurveyResponse, ResponseKey, Answer],
  facts: [{ table: 'survey_response' }, { table: 'response_key', isKeyed: true }, { table: 'answer' }],
  timeline: responseTimeline,
  settlings: [recount],
  resolvers: [SurveyResolver, SurveyResponseResolver, SurveyResponses, CustomerResponses, SummaryScores],
  nodes: [
    { typeName: 'Survey', prefix: 'survey', by: surveyById, scope: 'satisfaction:read' },
    { typeName: 'SurveyResponse', prefix: 'response', by: responseById, scope: 'satisfaction:read' },
  ],
  scopes: {
    'satisfaction:read': 'Read surveys, reviews and what they tell, without what was said in free text.',
    'satisfaction:write': 'Make surveys and submit responses; record reviews and what was done about them.',
  },
  checks: [
    { prefix: 'customer', differences: scoreDifferences },
    { prefix: 'response', differences: responseDifferences },
  ],
};
