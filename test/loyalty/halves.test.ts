import { beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { addDays } from '../../src/kernel/clock.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { club } from './club.ts';

const customers = 4_001;
const purchases = 20_000;
const firstDay = addDays(testNow, -699);
/** On which day a purchase is made, and by whom. */
const dayOf = (n: number) => (n * 7_919) % 700;
const buyerOf = (n: number) => (n * 31 + Math.floor(n / 997)) % customers;

/** So many purchases that a sample has some of them. */
onBothEngines('the loyalty of many', (shop) => {
  const { loyalty } = club(shop);

  beforeAll(async () => {
    const { kysely } = shop.database;
    const id = sql`('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
    await sql`
      insert into customer (id, kind, identified, name, folded_name, interests, attributes, created_at, updated_at)
      select ${id}, 'PERSON', true, 'Somebody', 'somebody', '{}', '{}', ${firstDay}, ${firstDay}
      from generate_series(0, ${customers - 1}::int) as n`.execute(kysely);
    await sql`
      insert into purchase (
        id, customer_id, purchased_at, channel, status, currency, rate, unit_count, total_minor, base_total_minor,
        created_at, updated_at
      )
      select
        gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(to_hex((n * 31 + n / 997) % ${customers}::int), 12, '0'))::uuid,
        ${firstDay}::timestamptz + make_interval(days => (n * 7919) % 700), 'store', 'COMPLETED', 'EUR', 1, 1, 100, 100,
        ${firstDay}, ${firstDay}
      from generate_series(0, ${purchases - 1}::int) as n`.execute(kysely);
  });

  it('has cohorts counted half by half', async () => {
    const { cohorts, statements } = await loyalty(
      'cohorts(by: QUARTER) { from size cells { period customers } }',
    );

    expect(cohorts).toEqual(expected());
    // A sample and two halves.
    expect(statements).toBe(3);
  });

  it('is told as of a day gone by of all who had bought', async () => {
    const asOf = addDays(firstDay, 350);
    const bought = new Map<number, number>();
    for (let n = 0; n < purchases; n += 1) {
      if (dayOf(n) < 350) bought.set(buyerOf(n), (bought.get(buyerOf(n)) ?? 0) + 1);
    }
    const repeated = [...bought.values()].filter((times) => times > 1).length;

    const { customerCount, repeatPurchaseRate, rfm } = await loyalty(
      'customerCount repeatPurchaseRate { value n } rfm { groups { customers } }',
      { asOf: asOf.toISOString() },
    );

    expect(customerCount).toBe(bought.size);
    expect(repeatPurchaseRate).toEqual({ value: expect.closeTo(repeated / bought.size, 10), n: bought.size });
    const scored = rfm.groups.reduce(
      (sum: number, { customers }: { customers: number }) => sum + customers,
      0,
    );
    expect(scored).toBe(bought.size);
  });
});

/** Counted one by one, quarter by quarter. */
function expected() {
  const quartersBy = new Map<number, Set<number>>();
  for (let n = 0; n < purchases; n += 1) {
    const quarters = quartersBy.get(buyerOf(n)) ?? new Set();
    quartersBy.set(buyerOf(n), quarters.add(quarterOf(addDays(firstDay, dayOf(n)))));
  }
  const first = quarterOf(firstDay);
  const count = quarterOf(testNow) - first + 1;
  return Array.from({ length: count }, (_, place) => {
    const own = [...quartersBy.values()].filter((quarters) => Math.min(...quarters) === first + place);
    const cells = Array.from({ length: count }, (_, period) => ({
      period,
      customers:
        place + period < count ? own.filter((quarters) => quarters.has(first + place + period)).length : null,
    }));
    const start = new Date(Date.UTC(0, 3 * (first + place), 1));
    start.setUTCFullYear(Math.floor((first + place) / 4));
    return { from: start.toISOString().slice(0, 10), size: own.length, cells };
  });
}

/** At noon it is the same day in Helsinki. */
function quarterOf(at: Date): number {
  return 4 * at.getUTCFullYear() + Math.floor(at.getUTCMonth() / 3);
}
