import { loader } from '../api/loader.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { groupedBy, indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import {
  type CaseStudyRow,
  customersOfStudies,
  type FindingRow,
  findingsById,
  findingsOf,
  studiesById,
} from './study.queries.ts';

export const studyById = loader<Uuid, CaseStudyRow | null>(async (context, ids, selected) => {
  return indexedBy(await studiesById(context, ids, selected), ({ id }) => id);
}, null);

export const findingById = loader<Uuid, FindingRow | null>(async (context, ids, selected) => {
  return indexedBy(await findingsById(context, ids, selected), ({ id }) => id);
}, null);

export const customersByStudy = loader<Uuid, CustomerRow[]>(async (context, ids, selected) => {
  return groupedBy(await customersOfStudies(context, ids, selected), ({ caseStudyId }) => caseStudyId);
}, []);

export const findingsByStudy = loader<Uuid, FindingRow[]>(async (context, ids, selected) => {
  return groupedBy(await findingsOf(context, ids, selected), ({ caseStudyId }) => caseStudyId);
}, []);
