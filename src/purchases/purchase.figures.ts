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

function ofPurchases(narrowing: Narrowing, reading: Reading, ofThem: (customerId: Sql) => Sql): Sql {
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
    where ${counts(narrowing, reading, ofThem)}
    group by purchase.customer_id`;
}

/** A purchase with several lines for such products is one purchase. */
function ofLines(
  narrowing: Narrowing & { product: NonNullable<Narrowing['product']> },
  reading: Reading,
  ofThem: (customerId: Sql) => Sql,
): Sql {
  return sql`
    select
      customer_id,
      count(*)::int as purchases,
      sum(units) as units,
      sum(${shareOf(sql.ref('gross'))}) as gross_minor,
      sum(least(${shareOf(sql.ref('net'))}, base_left_minor)) as net_minor,
      min(purchased_at) as first_at,
      max(purchased_at) as last_at
    from (
      select
        purchase.id,
        purchase.customer_id,
        purchase.purchased_at,
        purchase.total_minor,
        purchase.base_total_minor,
        purchase.base_total_minor - purchase.base_refunded_minor as base_left_minor,
        sum(line.quantity) as units,
        sum(line.total_minor) as gross,
        sum(line.total_minor - line.refunded_minor) as net
      from purchase_line as line
      join product on product.id = line.product_id
      join purchase on purchase.id = line.purchase_id and purchase.customer_id = line.customer_id
      where ${conditionOf(productClauses, narrowing.product, reading)}
        and ${ofThem(sql.ref('line.customer_id'))}
        and ${counts(narrowing, reading, ofThem)}
      group by purchase.id, purchase.customer_id
    ) as bought
    group by customer_id`;
}

function counts({ channel, within }: Narrowing, reading: Reading, ofThem: (customerId: Sql) => Sql): Sql {
  return allOf([
    sql`purchase.status <> 'CANCELLED'`,
    ...(channel ? [conditionsOn(sql.ref('purchase.channel'), channel, 'text')] : []),
    happenedWithin(sql.ref('purchase.purchased_at'), within, reading.now),
    ofThem(sql.ref('purchase.customer_id')),
  ]);
}

/** What a part of a purchase comes to in the base currency: half a unit is a whole one, as everywhere. */
function shareOf(part: Sql): Sql {
  return sql`
    case
      when total_minor = base_total_minor then ${part}
      else div(2 * ${part}::numeric * base_total_minor + total_minor, 2 * total_minor)
    end`;
}
