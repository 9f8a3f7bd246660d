import pg from 'pg';
import { publishedBuying, publishedSpending } from '../../src/lifetime/published.ts';
import { simulatedCustomers } from '../../src/lifetime/simulation.ts';
import { fill, insertWithoutIndexes, uuid } from './fill.ts';

const days = 1_095;
const atOnce = 100_000;

/** Customers who buy as those of CDNOW did, joining over two years of three. Returns how many purchases they made. */
export async function loadBuyers(url: string, customers: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let purchases = 0;
    await fill(client, async () => {
      await client.query('create temp table bought (buyer int, day int, spent int)');
      for (let first = 0; first < customers; first += atOnce) {
        purchases += await simulate(client, first, Math.min(atOnce, customers - first));
      }
      await client.query(
        `insert into customer (id, kind, identified, name, folded_name, interests, attributes, created_at, updated_at)
        select ${uuid('customer', 'n')}, 'PERSON', true, 'Customer ' || n, ' customer ' || n, '{}', '{}', now(), now()
        from generate_series(0, ${customers - 1}) n`,
      );
      await client.query(`insert into customer_summary (customer_id) select id from customer`);
      await insertWithoutIndexes(
        client,
        'purchase',
        `insert into purchase (
          id, customer_id, purchased_at, channel, status, currency, rate, unit_count, total_minor, base_total_minor,
          created_at, updated_at
        )
        select ${uuid('purchase', `buyer || ' ' || day`)}, ${uuid('customer', 'buyer')}, at, 'webshop', 'COMPLETED',
          'EUR', 1, 1, spent, spent, at, at
        from bought, lateral (select timestamptz '2023-10-01 12:00Z' + day * interval '1 day' as at) as moment
        order by day`,
      );
    });
    return purchases;
  } finally {
    await client.end();
  }
}

/** Part of them, with a seed of their own; returns how many purchases they made. */
async function simulate(client: pg.Client, first: number, customers: number): Promise<number> {
  const some = simulatedCustomers({
    seed: 1 + first,
    customers,
    joiningDays: (2 * days) / 3,
    days,
    buying: publishedBuying,
    spending: publishedSpending,
  });
  const bought = some.flatMap((each, index) =>
    [...each].map(([day, spent]) => [first + index, day, Math.round(100 * spent)]),
  );
  await client.query('insert into bought select * from unnest($1::int[], $2::int[], $3::int[])', [
    bought.map(([buyer]) => buyer),
    bought.map(([, day]) => day),
    bought.map(([, , spent]) => spent),
  ]);
  return bought.length;
}
