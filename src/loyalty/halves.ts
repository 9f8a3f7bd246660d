import { sql } from 'kysely';
import { type Reader, rowOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** Whether a customer is in one half of them. */
export type Half = (customerId: Sql) => Sql;

/**
 * Halves of the customers who have bought, as a sample of purchases tells them; one whole where there are few. PostgreSQL
 * shares out nothing that goes by the order of customers, but does halves of it at the same time.
 */
export async function halvesOfBuyers(reader: Reader): Promise<Half[]> {
  const sample = await rowOf<{ middle: Uuid | null }>(
    reader,
    sql`
      select percentile_disc(0.5) within group (order by customer_id) as middle
      from purchase tablesample system (1) repeatable (0)`,
  );
  const middle = sample?.middle ?? null;
  if (middle === null) return [() => sql`true`];
  return [(id) => sql`${id} < ${middle}::uuid`, (id) => sql`${id} >= ${middle}::uuid`];
}
