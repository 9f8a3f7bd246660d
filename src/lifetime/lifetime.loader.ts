import { loader } from '../api/loader.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type HistoryRow, historiesOf } from './history.queries.ts';

/** null: they never bought. */
export const historyByCustomer = loader<Uuid, HistoryRow | null, null>(async (context, ids) => {
  return indexedBy(await historiesOf(context, ids), ({ customerId }) => customerId);
}, null);
