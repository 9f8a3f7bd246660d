import pg from 'pg';
import { loadShop } from './load.ts';

/**
 * The shop of the other benches with what figures of sales have besides: one purchase in 25 was paid back half after two
 * weeks. Their days are kept when the server opens it.
 */
export async function loadTrade(url: string, customers: number): Promise<void> {
  await loadShop(url, customers);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from refund limit 1');
    if (rowCount) return;
    await client.query(`
      insert into refund (id, customer_id, purchase_id, refunded_at, amount_minor, base_amount_minor, created_at)
      select id, customer_id, id, purchased_at + interval '14 days', total_minor / 2, total_minor / 2, purchased_at
      from purchase where hashtext(id::text) % 25 = 0`);
    await client.query(`
      update purchase set status = 'PARTIALLY_REFUNDED', refunded_minor = total_minor / 2, base_refunded_minor = total_minor / 2
      where hashtext(id::text) % 25 = 0`);
    await client.query(`
      update customer_summary set refunded_minor = refunded, total_spent_minor = gross_minor - refunded
      from (select customer_id, sum(base_amount_minor) as refunded from refund group by customer_id) as paid
      where paid.customer_id = customer_summary.customer_id`);
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}
