import { sql } from 'kysely';
import type { Context, ShopSettings } from '../api/context.ts';
import type { Contributions } from '../api/contributions.ts';
import { conditionOf } from '../database/filter.ts';
import type { Sql } from '../database/read.ts';
import { type CustomerFilterShape, customerClauses } from './customer.filter.ts';

/** When, where and with which clauses a filter is read; a unit of work is one. */
export interface Asking {
  now: Date;
  shop: ShopSettings;
  contributions: Contributions;
}

/** Customers as a filter chooses them: what is read, and which of it. */
export interface Matching {
  from: Sql;
  where: Sql;
}

/** The customers of a filter; `from` has them under their own name. */
export function matching(
  filter: CustomerFilterShape | null | undefined,
  { now, shop: { activeDays, baseCurrency } }: Asking,
): Matching {
  return {
    from: sql`customer`,
    where: conditionOf(customerClauses, filter, { now, activeDays, baseCurrency }),
  };
}

/** Whether a fact's customer is one of a filter's. Customers are read only where there is one. */
export function isOfMatching(
  customerId: Sql,
  filter: CustomerFilterShape | null | undefined,
  context: Context,
): Sql {
  if (!filter) return sql`true`;
  const { from, where } = matching(filter, askedBy(context));
  return sql`${customerId} in (select customer.id from ${from} where ${where})`;
}

export function askedBy({ clock, shop, contributions }: Context): Asking {
  return { now: clock.now(), shop, contributions };
}
