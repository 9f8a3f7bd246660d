import { sql } from 'kysely';
import type { Reading } from '../api/clause.ts';
import type { ShopSettings } from '../api/context.ts';
import type { Contributions } from '../api/contributions.ts';
import { isAmong, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** When, where and with which clauses a filter is read; a unit of work is one. */
export interface Asking {
  now: Date;
  shop: Pick<ShopSettings, 'activeDays' | 'baseCurrency' | 'timeZone'>;
  contributions: Pick<Contributions, 'clauses'>;
}

/**
 * A reading that gathers what its clauses join; what is then read, and whether facts are summed up for it. `among`: the only customers
 * asked for; null: all.
 */
export function readingOf(
  { now, shop: { activeDays, baseCurrency, timeZone } }: Asking,
  among: readonly Uuid[] | null,
): { reading: Reading; from(): Sql; sumsUp(): boolean } {
  const ofThem = (customerId: Sql) => (among === null ? sql`true` : isAmong(customerId, among));
  const joins = new Map<string, Sql>();
  const join = (name: string, joined: Sql) => {
    joins.set(name, joined);
    return (column: string) => sql.ref(`${name}.${column}`);
  };
  const reading: Reading = {
    now,
    activeDays,
    baseCurrency,
    timeZone,
    // Everybody has one.
    summary: (column) =>
      join('kept', sql`join customer_summary as kept on kept.customer_id = customer.id`)(column),
    joined: (figures) => {
      const name = `figures_${joins.size}`;
      return join(
        name,
        sql`left join (${figures(ofThem)}) as ${sql.ref(name)} on ${sql.ref(`${name}.customer_id`)} = customer.id`,
      );
    },
  };
  return {
    reading,
    from: () => sql.join([sql`customer`, ...joins.values()], sql` `),
    sumsUp: () => [...joins.keys()].some((name) => name !== 'kept'),
  };
}
