import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { plannedAnew, rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { linesIn, productSums } from './product.queries.ts';
import type { SalesScope } from './sales.scope.ts';

/** Two products that were bought together, and on how many purchases each is. */
export interface PairSums {
  productId: Uuid;
  otherId: Uuid;
  both: number;
  ofProduct: number;
  ofOther: number;
}

export interface AffinityWish {
  first: number;
  minimumCount: number;
  /** Among how many products: those on most purchases. */
  among: number;
}

/** Both ways round, by lift: how often both are bought, over how often each is. */
export function pairsIn(
  context: Context,
  scope: SalesScope,
  { first, minimumCount, among }: AffinityWish,
): Promise<PairSums[]> {
  return rowsOf<PairSums>(
    context.reader,
    plannedAnew(sql`
      with ${scope.filter ? boughtBySome(context, scope) : sql``} often as materialized (
        select product_id, purchases::int as purchases, row_number() over ()::int as place
        from (
          select product_id, purchases from (${scope.filter ? purchasesWith : productSums(context, scope)}) as sold
          where purchases >= ${minimumCount}::int
          order by sold.purchases desc, product_id
          limit ${among}
        ) as most
      ), basket as materialized (
        ${scope.filter ? basketsOfSome : basketsOfAll(context, scope)}
      ), pair as materialized (
        select one.place as one_place, other.place as other_place, count(*)::int as together
        from basket as one
        join basket as other on other.purchase_id = one.purchase_id and other.customer_id = one.customer_id
        where one.place < other.place
        group by 1, 2
        having count(*) >= ${minimumCount}::int
      )
      select
        product.product_id as "productId", other.product_id as "otherId", together as "both",
        product.purchases as "ofProduct", other.purchases as "ofOther"
      from pair
      cross join lateral (values (one_place, other_place), (other_place, one_place)) as way (from_place, to_place)
      join often as product on product.place = from_place
      join often as other on other.place = to_place
      order by
        together / (product.purchases::float8 * other.purchases) desc, together / product.purchases::float8 desc,
        product.place, other.place
      limit ${first}`),
  );
}

/** Product by product out of the index. */
function basketsOfAll(context: Context, scope: SalesScope): Sql {
  return sql`
    select often.place, bought.purchase_id, bought.customer_id
    from often
    cross join lateral (
      select distinct line.customer_id, line.purchase_id from purchase_line as line
      where line.product_id = often.product_id and ${linesIn(context, scope)}
    ) as bought`;
}

/** What some customers bought is looked for once: product by product it would be each of their lines again. */
function boughtBySome(context: Context, scope: SalesScope): Sql {
  return sql`
    bought as materialized (
      select distinct line.product_id, line.purchase_id, line.customer_id
      from purchase_line as line
      where ${linesIn(context, scope)}
    ),`;
}

const purchasesWith = sql`select product_id, count(*) as purchases from bought group by product_id`;

const basketsOfSome = sql`
  select often.place, bought.purchase_id, bought.customer_id
  from often join bought on bought.product_id = often.product_id`;
