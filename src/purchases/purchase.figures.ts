import { sql } from 'kysely';
import type { Reading } from '../api/clause.ts';
import type { StringFilter, Within } from '../api/filters.ts';
import { happenedWithin } from '../api/within.ts';
import { conditionOf, conditionsOn } from '../database/filter.ts';
import { allOf, type Sql } from '../database/read.ts';
import { type ProductFilter, productClauses } from '../products/product.filter.ts';

/** What somebody's purchases come to, in the base currency; where there is none, 0, and times are null. */
export interface PurchaseFigures {
  count: Sql;
  units: Sql;
  grossMinor: Sql;
  netMinor: Sql;
  firstAt: Sql;
  lastAt: Sql;
}

/** Which of them are meant. */
interface Narrowing {
  product: ProductFilter | null | undefined;
  channel: StringFilter | null | undefined;
  within: Within | null | undefined;
  /** Whether what was paid back matters, which lines alone do not tell. */
  isNet: boolean;
}

/** All purchases are summed up already. */
export function purchaseFigures(narrowing: Narrowing, reading: Reading): PurchaseFigures {
  const { product, channel, within } = narrowing;
  if (!product && !channel && !within) return keptFigures(reading);
  const column = reading.joined((ofThem) =>
    product ? ofLines({ ...narrowing, product }, reading, ofThem) : ofPurchases(narrowing, reading, ofThem),
  );
  const none = (name: string) => sql`coalesce(${column(name)}, 0)`;
  return {
    count: none('purchases'),
    units: none('units'),
    grossMinor: none('gross_minor'),
    netMinor: none('net_minor'),
    firstAt: column('first_at'),
    lastAt: column('last_at'),
  };
}

function keptFigures({ summary }: Reading): PurchaseFigures {
  return {
    count: summary('purchase_count'),
    units: summary('unit_count'),
    grossMinor: summary('gross_minor'),
    netMinor: summary('total_spent_minor'),
    firstAt: summary('first_purchase_at'),
    lastAt: summary('last_purchase_at'),
  };
}

function ofPurchases(narrowing: Narrowing, { now }: Reading, ofThem: (customerId: Sql) => Sql): Sql {
  return sql`
    select
      purchase.customer_id,
      count(*)::int as purchases,
      sum(purchase.unit_count) as units,
      sum(purchase.base_total_minor) as gross_minor,
      sum(purchase.base_total_minor - purchase.base_refunded_minor) as net_minor,
      min(purchase.purchased_at) as first_at,
      max(purchase.purchased_at) as last_at
    from purchase
    where ${allOf([
      sql`purchase.status <> 'CANCELLED'`,
      wasOver(narrowing.channel),
      happenedWithin(sql.ref('purchase.purchased_at'), narrowing.within, now),
      ofThem(sql.ref('purchase.customer_id')),
    ])}
    group by purchase.customer_id`;
}

/**
 * A purchase with several lines for such products is one purchase. Lines know when they were sold, and whether they
 * still are; of purchases only those are read that something was paid back for, or whose channel is asked for.
 */
function ofLines(
  narrowing: Narrowing & { product: NonNullable<Narrowing['product']> },
  reading: Reading,
  ofThem: (customerId: Sql) => Sql,
): Sql {
  const { product, channel, within, isNet } = narrowing;
  return sql`
    select
      customer_id,
      count(*)::int as purchases,
      sum(units) as units,
      sum(gross_minor) as gross_minor,
      sum(${isNet ? sql`least(net_minor, left_minor)` : sql`null::bigint`}) as net_minor,
      min(sold_at) as first_at,
      max(sold_at) as last_at
    from (
      select
        line.customer_id,
        min(line.sold_at) as sold_at,
        sum(line.quantity) as units,
        sum(line.base_total_minor)::bigint as gross_minor
        ${isNet ? sql`, sum(${netOfLine})::bigint as net_minor, min(${leftOfPurchase}) as left_minor` : sql``}
      from purchase_line as line
      join product on product.id = line.product_id
      ${channel ? sql`join ${purchaseOfLine(sql`purchase`, ofThem)}` : sql``}
      ${isNet ? sql`left join ${purchaseOfLine(sql`refunded`, ofThem)} and refunded.base_refunded_minor > 0` : sql``}
      where ${allOf([
        sql`line.sold_at is not null`,
        conditionOf(productClauses, product, reading),
        wasOver(channel),
        happenedWithin(sql.ref('line.sold_at'), within, reading.now),
        ofThem(sql.ref('line.customer_id')),
      ])}
      group by line.purchase_id, line.customer_id
    ) as bought
    group by customer_id`;
}

function purchaseOfLine(name: Sql, ofThem: (customerId: Sql) => Sql): Sql {
  return sql`
    purchase as ${name}
      on ${name}.id = line.purchase_id and ${name}.customer_id = line.customer_id
      and ${ofThem(sql`${name}.customer_id`)}`;
}

function wasOver(channel: Narrowing['channel']): Sql {
  return channel ? conditionsOn(sql.ref('purchase.channel'), channel, 'text') : sql`true`;
}

/** In the base currency; half a unit is a whole one, as everywhere. */
const netOfLine = sql`
  line.base_total_minor - case
    when line.refunded_minor = 0 then 0::bigint
    else div(2::numeric * line.refunded_minor * line.base_total_minor + line.total_minor, 2::numeric * line.total_minor)::bigint
  end`;
const leftOfPurchase = sql`refunded.base_total_minor - refunded.base_refunded_minor`;
