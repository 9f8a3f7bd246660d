import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { happenedInPeriod, type Period } from '../api/period.input.ts';
import type { CustomerFilterShape } from '../customers/customer.filter.ts';
import { isOfMatching } from '../customers/customer.matching.ts';
import { allOf, type Sql } from '../database/read.ts';

/** Which purchases and refunds figures are of. */
export interface SalesScope {
  period?: Period | null;
  filter?: CustomerFilterShape | null;
}

/** Whether figures are of everybody over all days, which is kept of each customer. */
export function isOfAll({ period, filter }: SalesScope): boolean {
  return !filter && !period?.from && !period?.to;
}

/** What figures are told by: nothing, the channel of the purchase, or in which part of the calendar it was. */
export type Grouping = 'ALL' | 'CHANNEL' | Calendar;

/** Parts of the calendar by their first days, oldest first. */
export interface Calendar {
  starts: readonly string[];
}

export function isTime(grouping: Grouping): grouping is Calendar {
  return typeof grouping === 'object';
}

/** Purchases that count, made in the period by one of the customers. */
export function purchasesIn(context: Context, { period, filter }: SalesScope): Sql {
  return allOf([
    // The words of the indexes, so that they are found.
    sql`purchase.status <> 'CANCELLED'`,
    happenedInPeriod(sql.ref('purchase.purchased_at'), period, context.shop.timeZone),
    isOfMatching(sql.ref('purchase.customer_id'), filter, context),
  ]);
}

/** Refunds made in the period to one of the customers, whenever the purchase was. */
export function refundsIn(context: Context, { period, filter }: SalesScope): Sql {
  return allOf([
    happenedInPeriod(sql.ref('refund.refunded_at'), period, context.shop.timeZone),
    isOfMatching(sql.ref('refund.customer_id'), filter, context),
  ]);
}

/**
 * What a purchase is counted under, or a refund, of whose purchase the channel is. A part of the calendar is told by its
 * place, from 1: to look that up takes a fifth of the time of cutting an instant to its month.
 */
export function keyOf(grouping: Grouping, at: Sql, { shop: { timeZone } }: Context): Sql {
  if (!isTime(grouping)) return grouping === 'CHANNEL' ? sql`purchase.channel` : sql`''::text`;
  return sql`width_bucket(${at}, array(
    select start::timestamp at time zone ${timeZone} from unnest(${grouping.starts}::date[]) as start
  ))`;
}

/** What a key is told by. */
export function toldKey(grouping: Grouping, key: Sql): Sql {
  return isTime(grouping) ? sql`((${grouping.starts}::date[])[${key}])::text` : key;
}
