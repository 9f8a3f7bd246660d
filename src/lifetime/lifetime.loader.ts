import { loader } from '../api/loader.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type HistoryRow, historiesOf } from './history.queries.ts';

/** As of an instant, of now for null. null: they had never bought. */
export const historyByCustomer = loader<Uuid, HistoryRow | null, { asOf: Date | null }>(
  async (context, ids, { asOf }) => {
    return indexedBy(await historiesOf(context, ids, asOf), ({ customerId }) => customerId);
  },
  null,
);
