import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { plannedAnew, rowsOf } from '../database/read.ts';
import { productSums } from './product.queries.ts';
import type { SalesScope } from './sales.scope.ts';

/** What was sold of the products of a category, in the base currency. */
export interface CategorySums {
  category: string | null;
  units: number;
  grossMinor: number;
}

/** Most revenue first. */
export function sumsByCategory(context: Context, scope: SalesScope, most: number): Promise<CategorySums[]> {
  return rowsOf<CategorySums>(
    context.reader,
    plannedAnew(sql`
      select category, sum(units)::bigint as units, sum(gross_minor)::bigint as "grossMinor"
      from (${productSums(context, scope)}) as sold
      join product on product.id = sold.product_id
      group by category
      order by sum(gross_minor) desc, category
      limit ${most}`),
  );
}
