import type { EntityManager } from '@mikro-orm/postgresql';
import { type Kysely, sql } from 'kysely';
import type { Trade } from '../api/trade.ts';
import { insertRows } from '../database/write.ts';
import { newId } from '../kernel/ids.ts';
import { figuredDays, figuredProductDays } from './sales.day.check.ts';
import { dayChanges } from './sales.day.rules.ts';

/** Notes what trade comes to in figures, in its transaction. Two statements at most. */
export async function noteTrade(em: EntityManager, trade: Trade, timeZone: string): Promise<void> {
  const { sales, products } = dayChanges(trade, timeZone);
  await insertRows(
    em,
    'sales_day_change',
    sales.map((change) => ({ id: newId(), ...change })),
  );
  await insertRows(
    em,
    'product_day_change',
    products.map((change) => ({ id: newId(), ...change })),
  );
}

/** Adds what was noted to the days. Who reads finds the same before and after: both are added up. */
export async function foldSales(kysely: Kysely<unknown>): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    // One folds at a time. Nobody else writes the days, and readers do not mind.
    await sql`lock table sales_day, product_day in share row exclusive mode`.execute(transaction);
    await sql`
      with noted as (delete from sales_day_change returning *)
      insert into sales_day as known (day, channel, purchases, units, gross_minor, refunded_minor)
      select day, channel, sum(purchases), sum(units), sum(gross_minor), sum(refunded_minor)
      from noted
      group by day, channel
      order by day, channel
      on conflict (day, channel) do update set
        purchases = known.purchases + excluded.purchases,
        units = known.units + excluded.units,
        gross_minor = known.gross_minor + excluded.gross_minor,
        refunded_minor = known.refunded_minor + excluded.refunded_minor`.execute(transaction);
    await sql`
      with noted as (delete from product_day_change returning *)
      insert into product_day as known (day, product_id, purchases, units, gross_minor)
      select day, product_id, sum(purchases), sum(units), sum(gross_minor)
      from noted
      group by day, product_id
      order by day, product_id
      on conflict (day, product_id) do update set
        purchases = known.purchases + excluded.purchases,
        units = known.units + excluded.units,
        gross_minor = known.gross_minor + excluded.gross_minor`.execute(transaction);
  });
}

/**
 * Makes the days anew when they are not those of the time zone: at the first opening, and once the time zone of the
 * shop has changed. Takes about a minute for five million purchases, for which who writes purchases waits.
 */
export async function keepDaysIn(kysely: Kysely<unknown>, timeZone: string): Promise<void> {
  if (await areIn(kysely, timeZone)) return;
  await kysely.transaction().execute(async (transaction) => {
    // Whoever has noted trade has committed it by now, so that we read it; whoever has not will note it after us.
    await sql`
      lock table sales_day, product_day, sales_day_change, product_day_change in share row exclusive mode
    `.execute(transaction);
    if (await areIn(transaction, timeZone)) return;
    await sql`delete from sales_day_change`.execute(transaction);
    await sql`delete from product_day_change`.execute(transaction);
    await sql`delete from sales_day`.execute(transaction);
    await sql`delete from product_day`.execute(transaction);
    await sql`insert into sales_day ${figuredDays(timeZone)}`.execute(transaction);
    await sql`insert into product_day ${figuredProductDays(timeZone)}`.execute(transaction);
    await sql`update shop set sales_time_zone = ${timeZone}`.execute(transaction);
  });
}

async function areIn(kysely: Kysely<unknown>, timeZone: string): Promise<boolean> {
  const { rows } = await sql`select from shop where sales_time_zone = ${timeZone}`.execute(kysely);
  return rows.length > 0;
}
