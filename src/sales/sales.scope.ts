import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { type Granularity, granularities, startOf } from '../api/granularity.ts';
import { happenedInPeriod, type Period } from '../api/period.input.ts';
import type { CustomerFilterShape } from '../customers/customer.filter.ts';
import { isOfMatching } from '../customers/customer.matching.ts';
import { allOf, type Sql } from '../database/read.ts';

/** Which purchases and refunds figures are of. */
export interface SalesScope {
  period?: Period | null;
  filter?: CustomerFilterShape | null;
}

/** What figures are told by: nothing, something of the purchase or its customer, or when it was. */
export type Grouping = 'ALL' | 'CHANNEL' | 'COUNTRY' | Granularity;

export function isTime(grouping: Grouping): grouping is Granularity {
  return granularities.some((one) => one === grouping);
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

/** What a purchase or a refund, of whose purchase the channel is, is counted under. */
export function keyOf(grouping: Grouping, at: Sql, { timeZone }: { timeZone: string }): Sql {
  if (isTime(grouping)) return startOf(grouping, sql`(${at} at time zone ${timeZone})`);
  if (grouping === 'COUNTRY') return sql`customer.country`;
  return grouping === 'CHANNEL' ? sql`purchase.channel` : sql`''::text`;
}
