import pg from 'pg';
import { fill, insertWithoutIndexes, uuid } from './fill.ts';

/**
 * Purchases over five years, as SQL over a row number, so that each run asks the same: five for each customer on the
 * average, of whom some buy often and most seldom, one in twenty nobody known; every twentieth purchase is refunded, and
 * every fiftieth cancelled. What was bought is left out: no figure of loyalty asks for it.
 */
export async function loadPurchases(url: string, purchases: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await fill(client, async () => {
      const customers = Math.max(1, Math.ceil(purchases / 5));
      await client.query(`
        insert into customer (id, kind, identified, name, folded_name, country, interests, attributes, created_at, updated_at)
        select ${uuid('customer', 'n')}, 'PERSON', n % 20 <> 0, 'Customer ' || n, ' customer ' || n,
          (array['FI', 'FI', 'FI', 'FI', 'FI', 'SE', 'SE', 'LV', 'EE', null])[1 + n % 10], '{}', '{}', now(), now()
        from generate_series(1, ${customers}) n`);
      for (const [table, rows] of facts(purchases, customers))
        await insertWithoutIndexes(client, table, rows);
    });
  } finally {
    await client.end();
  }
}

/** A share from 0 to 1, strewn by a hash. */
const share = '((hashint4(n) & 65535) / 65536.0 + (hashint4(n * 3) & 65535) / 4294967296.0)';

function facts(purchases: number, customers: number): [string, string][] {
  return [
    [
      'purchase',
      `insert into purchase (
        id, customer_id, purchased_at, channel, status, currency, rate, unit_count, total_minor, refunded_minor,
        base_total_minor, base_refunded_minor, cancelled_at, created_at, updated_at
      )
      select ${uuid('purchase', 'n')}, ${uuid('customer', `1 + floor(${customers} * ${share} ^ 2)::int`)}, at,
        (array['web', 'store', 'app'])[1 + n % 3], status, 'EUR', 1, 1 + n % 5, total, refunded, total, refunded,
        case when status = 'CANCELLED' then at + interval '3 hours' end, at, at
      from generate_series(0, ${purchases - 1}) n
      cross join lateral (
        select
          timestamptz '2021-11-01' + n * (interval '1825 days' / ${purchases}) as at,
          case when n % 50 = 7 then 'CANCELLED' when n % 20 = 0 then 'PARTIALLY_REFUNDED' else 'COMPLETED' end as status,
          500 + (hashint4(n * 7) & 16383) as total,
          case when n % 20 = 0 then 200 else 0 end as refunded
      ) as one`,
    ],
    [
      'refund',
      `insert into refund (id, customer_id, purchase_id, refunded_at, amount_minor, base_amount_minor, created_at)
      select md5('refund' || id)::uuid, customer_id, id, purchased_at + interval '7 days', refunded_minor,
        base_refunded_minor, purchased_at + interval '7 days'
      from purchase where refunded_minor > 0`,
    ],
    [
      'customer_summary',
      `insert into customer_summary (
        customer_id, purchase_count, unit_count, gross_minor, refunded_minor, total_spent_minor, first_purchase_at,
        last_purchase_at
      )
      select customer.id, count(purchase.id), coalesce(sum(unit_count), 0), coalesce(sum(base_total_minor), 0),
        coalesce(sum(base_refunded_minor), 0), coalesce(sum(base_total_minor - base_refunded_minor), 0),
        min(purchased_at), max(purchased_at)
      from customer
      left join purchase on purchase.customer_id = customer.id and purchase.status <> 'CANCELLED'
      group by customer.id`,
    ],
  ];
}
