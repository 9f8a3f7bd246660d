import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import type { Sql } from '../database/read.ts';

/**
 * Every customer whose summary differs from figures, which are rows of `customer_id` and columns of the summary; the
 * other columns are somebody else's.
 */
export function differingSummaries(figures: Sql): Sql<FigureDifference> {
  return sql`
    select customer.id, compared.kept, compared.figured
    from customer
    left join customer_summary as summary on summary.customer_id = customer.id
    left join (${figures}) as figures on figures.customer_id = customer.id
    cross join lateral (
      select jsonb_object_agg(name, to_jsonb(summary) -> name) as kept, jsonb_object_agg(name, figure) as figured
      from jsonb_each(to_jsonb(figures) - 'customer_id') as one (name, figure)
    ) as compared
    where summary.customer_id is null or compared.kept is distinct from compared.figured`;
}
