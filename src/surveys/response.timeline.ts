import type { TimelineSource } from '../api/timeline.ts';
import { givenAt, responseColumns } from './response.queries.ts';
import { SurveyResponseType } from './response.type.ts';

export const responseTimeline: readonly TimelineSource[] = [
  {
    kind: 'SURVEY_RESPONSE',
    description:
      'A response to a survey, as of when it was submitted; a partial one, when it was begun. Scope: satisfaction:read.',
    type: () => SurveyResponseType,
    typeName: 'SurveyResponse',
    scope: 'satisfaction:read',
    table: 'survey_response',
    at: givenAt,
    columns: responseColumns(null),
  },
];
