import { loader } from '../api/loader.ts';
import type { Page } from '../api/page.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import {
  type EventRow,
  eventPages,
  eventsById,
  recentVisitCounts,
  type SelectedPage,
  type VisitRow,
  viewCounts,
  visitPages,
  visitsById,
} from './visit.queries.ts';

const recentDays = 30;

export const visitById = loader<Uuid, VisitRow | null>(async (context, ids, selected) => {
  return indexedBy(await visitsById(context, ids, selected), ({ id }) => id);
}, null);

export const eventById = loader<Uuid, EventRow | null>(async (context, ids, selected) => {
  return indexedBy(await eventsById(context, ids, selected), ({ id }) => id);
}, null);

export const visitsByCustomer = loader<Uuid, Page<VisitRow> | null, SelectedPage>(visitPages, null);
export const eventsByCustomer = loader<Uuid, Page<EventRow> | null, SelectedPage>(eventPages, null);

export const recentVisitsByCustomer = loader<Uuid, number, null>(async (context, ids) => {
  const counts = await recentVisitCounts(context, ids, recentDays);
  return new Map(counts.map(({ customerId, count }) => [customerId, count]));
}, 0);

export const viewsByProduct = loader<Uuid, number, null>(async (context, ids) => {
  const counts = await viewCounts(context, ids);
  return new Map(counts.map(({ productId, count }) => [productId, count]));
}, 0);
