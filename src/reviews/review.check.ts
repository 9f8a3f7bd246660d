import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import type { Sql } from '../database/read.ts';

/** Every review whose stars are not what its rating gives: `starsOf`, in SQL. */
export function starDifferences(): Sql<FigureDifference> {
  return sql`
    with figured as (
      select id, stars,
        case when rating is not null then greatest(1, 1 + 4 * (rating - 1) / (rating_max - 1)) end as figure
      from review
    )
    select id, jsonb_build_object('stars', stars) as kept, jsonb_build_object('stars', figure) as figured
    from figured
    where (stars is null) <> (figure is null) or abs(stars - figure) > 1e-9`;
}
