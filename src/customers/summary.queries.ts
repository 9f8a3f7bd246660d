import { sql } from 'kysely';
import type { SummaryDifference } from '../api/contributions.ts';
import type { Sql } from '../database/read.ts';

/** Every customer of whose summary some columns are not what a query figures for them by the same names, with both. */
export function differencesOf(columns: readonly string[], figures: Sql): Sql<SummaryDifference> {
  const of = (alias: string) => {
    const pairs = columns.map((name) => sql`${sql.lit(name)}, ${sql.ref(`${alias}.${name}`)}`);
    return sql`case when ${sql.ref(`${alias}.customer_id`)} is not null then jsonb_build_object(${sql.join(pairs)}) end`;
  };
  return sql`
    select customer.id as "customerId", ${of('summary')} as kept, ${of('figures')} as figured
    from customer
    left join customer_summary as summary on summary.customer_id = customer.id
    left join (${figures}) as figures on figures.customer_id = customer.id
    where ${of('summary')} is distinct from ${of('figures')}
      -- A customer without a summary has no figures either, and needs one.
      or summary.customer_id is null`;
}
