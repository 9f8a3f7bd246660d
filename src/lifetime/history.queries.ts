import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { isAmong, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { purchaseDays } from './data.queries.ts';

/** What one customer had done by an instant: the same as models are fitted to. */
export interface HistoryRow {
  customerId: Uuid;
  /** Purchase days after the first one. */
  repeats: number;
  /** The last purchase day, in days after the first one. */
  recencyDays: number;
  /** The day of the instant, in days after the first purchase day. */
  ageDays: number;
  /** Net spend on the days after the first one, in minor units of the base currency. */
  spentMinor: number;
}

/** As of now for null. */
export function historiesOf(
  { reader, clock, shop: { timeZone } }: Context,
  customerIds: readonly Uuid[],
  asOf: Date | null,
): Promise<HistoryRow[]> {
  const now = clock.now();
  return rowsOf<HistoryRow>(
    reader,
    sql`
      with bought as (${purchaseDays({ now, asOf, timeZone }, isAmong(sql`purchase.customer_id`, customerIds))})
      select
        customer_id as "customerId", count(*)::int - 1 as repeats, max(day) - min(day) as "recencyDays",
        (${asOf ?? now}::timestamptz at time zone ${timeZone})::date - min(day) as "ageDays",
        (sum(spent) - (array_agg(spent order by day))[1])::bigint as "spentMinor"
      from bought
      group by customer_id`,
  );
}
