import { beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { fitModel } from '../../src/lifetime/model.fit.ts';
import { daysAfter, historiesUntil, spendingsUntil } from '../../src/lifetime/purchase.days.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { simulated, trade } from './trade.ts';

const days = 364;
const start = addDays(testNow, -days);
const customers = simulated(500, days);
const [dayOne, lastDay] = [Math.min, Math.max].map((end) =>
  end(...customers.flatMap((each) => [...each.keys()])),
);

function rounded(fit: object | null): object {
  const few = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(7)) : value;
  return JSON.parse(JSON.stringify(fit, few));
}

onBothEngines('fitting the model', (shop) => {
  const { addProduct, record } = till(shop);
  const { sell, fitNow, fitWhenDue } = trade(shop);
  const models = async () =>
    (await shop.ask('{ lifetimeModels { totalCount } }')).data.lifetimeModels.totalCount;
  const turns = () => rowsOf(shop.database, sql`select from lifetime_turn`);

  beforeAll(() => addProduct('mug'));

  it('keeps nothing where nobody has bought', async () => {
    expect(await fitNow()).toBeNull();
    expect(await fitWhenDue(24)).toBeNull();
    expect([await models(), await turns()]).toEqual([0, []]);
  });

  it('finds in the database what plain code finds in the purchases', async () => {
    await sell(customers, start);
    // Nobody known by name bought this, and nobody bought the other yet.
    await record({ purchasedAt: addDays(start, 3).toISOString() });
    await record({ purchasedAt: addDays(testNow, 0.5).toISOString() });
    const stages: string[] = [];

    const found = await fitNow({ begin: (stage) => stages.push(stage) });

    const [from = 0, to = 0] = [dayOne, lastDay];
    const until = from + Math.floor(((to - from) * 3) / 4);
    const dayOf = (day: number) => addDays(start, day).toISOString().slice(0, 10);
    const plain = fitModel({
      from: dayOf(from),
      to: dayOf(to),
      today: '2026-11-22',
      tradingDays: [...new Set(customers.flatMap((each) => [...each.keys()]))]
        .toSorted((one, other) => one - other)
        .map((day) => day - from),
      histories: historiesUntil(customers, to),
      spendings: spendingsUntil(customers, to),
      holdout: {
        histories: historiesUntil(customers, until),
        until: dayOf(until),
        days: to - until,
        actual: daysAfter(customers, until),
      },
    });
    // Sums in another order differ in their last digits.
    expect(rounded(found)).toEqual(rounded(plain));
    expect(found?.customers).toBe(500);
    expect(stages).toEqual(['READING', 'BUYING', 'SPENDING', 'HOLDOUT']);
  });

  it('keeps what it found, and puts it on the log', async () => {
    const { data, errors } = await shop.ask(`{
      lifetimeModel {
        id fittedAt dataFrom dataTo currency customerCount repeaterCount spenderCount purchaseDayCount correlation
        buying { parameters { name value standardError } logLikelihood converged iterations }
        spending { parameters { name } converged }
        holdout { until days actual predicted } warnings reason valueReason
      }
      changes(first: 1) { nodes { action subject actor { name } after } }
    }`);

    expect(errors).toEqual([]);
    const { lifetimeModel, changes } = data;
    expect(lifetimeModel).toMatchObject({
      fittedAt: testNow.toISOString(),
      currency: 'EUR',
      customerCount: 500,
      purchaseDayCount: customers.reduce((total, each) => total + each.size, 0),
      buying: { converged: true },
      spending: { converged: true, parameters: [{ name: 'p' }, { name: 'q' }, { name: 'gamma' }] },
      reason: null,
      valueReason: null,
    });
    expect(lifetimeModel.buying.parameters.map(({ name }: { name: string }) => name)).toEqual([
      'r',
      'alpha',
      'a',
      'b',
    ]);
    for (const { value, standardError } of lifetimeModel.buying.parameters) {
      expect(value).toBeGreaterThan(0);
      expect(standardError).toBeGreaterThan(0);
    }
    expect(changes.nodes).toMatchObject([
      { action: 'model.fitted', subject: lifetimeModel.id, after: { customerCount: 500 } },
    ]);
  });

  it('gives figures to every customer, and no others than null to who has none', async () => {
    const { data, errors } = await shop.ask(`{
      customers(first: 100) { nodes { lifetime { probabilityAlive expectedPurchases isOneTimeBuyer lifetimeValue { amount } reason } } }
    }`);

    expect(errors).toEqual([]);
    const lifetimes = data.customers.nodes.map(({ lifetime }: { lifetime: object }) => lifetime);
    expect(lifetimes).toHaveLength(100);
    for (const { probabilityAlive, expectedPurchases, isOneTimeBuyer, lifetimeValue, reason } of lifetimes) {
      expect(reason).toBeNull();
      expect(probabilityAlive).toBeGreaterThanOrEqual(0);
      expect(probabilityAlive).toBeLessThanOrEqual(1);
      if (isOneTimeBuyer) expect(probabilityAlive).toBe(1);
      expect(expectedPurchases).toBeGreaterThan(0);
      expect(Number(lifetimeValue.amount)).toBeGreaterThan(0);
    }
  });

  it('is not due again until the hours are over', async () => {
    const early = await fitWhenDue(24);
    shop.clock.set(addDays(testNow, 1.1));
    const never = await fitWhenDue(0);
    const late = await Promise.all([fitWhenDue(24), fitWhenDue(24), fitWhenDue(24)]);

    expect([early, never]).toEqual([null, null]);
    expect(late.filter((found) => found !== null)).toHaveLength(1);
    expect([await models(), await turns()]).toEqual([2, []]);
  });

  it('leaves nothing when it is not wanted any more', async () => {
    shop.clock.set(addDays(testNow, 3));

    const left = await fitWhenDue(24, () => false);

    expect(left).toBeNull();
    expect([await models(), await turns()]).toEqual([2, []]);
  });

  it('takes the turn of a server that died', async () => {
    const begun = addDays(testNow, 3);
    await sql`insert into lifetime_turn (id, begun_at) values (1, ${begun})`.execute(shop.database.kysely);

    shop.clock.set(new Date(begun.getTime() + 3_599_000));
    const waiting = await fitWhenDue(24);
    shop.clock.set(new Date(begun.getTime() + 3_601_000));
    const taking = await fitWhenDue(24);

    expect(waiting).toBeNull();
    expect(taking).not.toBeNull();
    expect(await turns()).toEqual([]);
  });
});
