import { loader } from '../api/loader.ts';
import type { Page } from '../api/page.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { groupedBy, indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import {
  type AnswerRow,
  answersOf,
  externalIdsOf,
  type ResponseRow,
  responsePagesBy,
  responsesById,
  type SelectedResponses,
} from './response.queries.ts';

export const responseById = loader<Uuid, ResponseRow | null>(async (context, ids, selected) => {
  return indexedBy(await responsesById(context, ids, selected), ({ id }) => id);
}, null);

export const answersByResponse = loader<ResponseRow, AnswerRow[]>(async (context, responses, selected) => {
  const byId = groupedBy(await answersOf(context, responses, selected), ({ responseId }) => responseId);
  return new Map(responses.map((one) => [one, byId.get(one.id) ?? []]));
}, []);

export const externalIdsByResponse = loader<ResponseRow, ExternalId[]>(async (context, responses) => {
  const byId = groupedBy(await externalIdsOf(context, responses), ({ responseId }) => responseId);
  return new Map(responses.map((one) => [one, byId.get(one.id) ?? []]));
}, []);

export const responsesByCustomer = loader<Uuid, Page<ResponseRow> | null, SelectedResponses>(
  (context, ids, args) => responsePagesBy('customerId', context, ids, args),
  null,
);

export const responsesBySurvey = loader<Uuid, Page<ResponseRow> | null, SelectedResponses>(
  (context, ids, args) => responsePagesBy('surveyId', context, ids, args),
  null,
);
