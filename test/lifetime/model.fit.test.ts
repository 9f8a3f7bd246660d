import { describe, expect, it } from '@jest/globals';
import type { ModelData } from '../../src/lifetime/model.data.ts';
import { fitModel } from '../../src/lifetime/model.fit.ts';
import { publishedBuying, publishedSpending } from '../../src/lifetime/published.ts';
import {
  daysAfter,
  historiesUntil,
  type PurchaseDays,
  spendingsUntil,
} from '../../src/lifetime/purchase.days.ts';
import { simulatedCustomers } from '../../src/lifetime/simulation.ts';

const days = 364;
const known = 273;

/** A shop of a year whose customers buy as the models say, unless a test says otherwise. */
function aShop(
  customers: readonly PurchaseDays[] = simulated(2_000),
  changes: Partial<ModelData> = {},
): ModelData {
  const trading = [...new Set(customers.flatMap((each) => [...each.keys()]))].toSorted(
    (one, other) => one - other,
  );
  return {
    from: '2025-01-01',
    to: '2025-12-30',
    today: '2025-12-31',
    tradingDays: trading,
    histories: historiesUntil(customers, days - 1),
    spendings: spendingsUntil(customers, days - 1),
    holdout: {
      histories: historiesUntil(customers, known - 1),
      until: '2025-09-30',
      days: days - known,
      actual: daysAfter(customers, known - 1),
    },
    ...changes,
  };
}

function simulated(customers: number) {
  return simulatedCustomers({
    seed: 1,
    customers,
    joiningDays: 180,
    days,
    buying: publishedBuying,
    spending: publishedSpending,
  });
}

describe('a fit', () => {
  it('has nothing to warn of where customers buy as the model says', () => {
    const fit = fitModel(aShop());

    expect(fit).toMatchObject({ from: '2025-01-01', to: '2025-12-30', customers: 2_000, warnings: [] });
    expect([fit.reason, fit.valueReason]).toEqual([null, null]);
    expect(fit.buying).toMatchObject({ converged: true });
    expect(fit.spending).toMatchObject({ converged: true });
    expect(fit.purchaseDays).toBeGreaterThan(fit.customers);
    expect(fit.holdout).toMatchObject({ until: '2025-09-30', days: 91 });
    const { actual = 0, predicted = 0 } = fit.holdout ?? {};
    expect(predicted / actual).toBeGreaterThan(0.8);
    expect(predicted / actual).toBeLessThan(1.2);
  });

  it('tells what it is at', () => {
    const stages: string[] = [];

    fitModel(aShop(simulated(100)), (stage) => stages.push(stage));

    expect(stages).toEqual(['BUYING', 'SPENDING', 'HOLDOUT']);
  });

  it('gives a reason where next to nobody bought again', () => {
    const customers = [
      new Map([[0, 10]]),
      new Map([[3, 10]]),
      new Map([
        [1, 10],
        [9, 20],
      ]),
    ].map((each) => new Map(each));

    const fit = fitModel(aShop(customers));

    expect(fit).toMatchObject({
      customers: 3,
      repeaters: 1,
      spenders: 1,
      purchaseDays: 4,
      buying: null,
      spending: null,
      holdout: null,
      correlation: null,
      warnings: [],
      reason: 'Only 1 customer bought on a second day; a model takes 10.',
      valueReason: 'Only 1 customer spent something on a second day; a model takes 10.',
    });
  });

  it('warns where few bought again', () => {
    const fit = fitModel(aShop(simulated(150)));

    expect(fit.repeaters).toBeLessThan(100);
    expect(fit.warnings).toContain(
      `Only ${fit.repeaters} customers bought on a second day: the figures are rough.`,
    );
  });

  it('warns where who buys more often spends more', () => {
    const shop = aShop();
    const { repeats } = shop.spendings;
    const meanSpend = Array.from(repeats, (count, index) => 10 * count + (index % 7));

    const fit = fitModel({ ...shop, spendings: { repeats, meanSpend } });

    expect(fit.correlation).toBeGreaterThan(0.95);
    expect(
      fit.warnings.filter((warning) => /^Who buys more often spends more each time/.test(warning)),
    ).toHaveLength(1);
  });

  it('warns where more came than was expected', () => {
    const shop = aShop();
    const actual = shop.holdout.actual * 2;

    const fit = fitModel({ ...shop, holdout: { ...shop.holdout, actual } });

    expect(fit.warnings).toEqual([
      `Fitted to what was known on 2025-09-30, the model expects ${Math.round(fit.holdout?.predicted ?? 0)} purchase days until the end of the data, and there were ${actual}.`,
    ]);
  });

  it('warns of holes in the data, and of their end long ago', () => {
    const tradingDays = Array.from({ length: 364 }, (_, day) => day).filter((day) => day < 100 || day >= 120);

    const { warnings } = fitModel(aShop(undefined, { tradingDays, today: '2026-03-01' }));

    expect(warnings).toEqual([
      'Nobody bought from 2025-04-11 to 2025-04-30: is something missing?',
      'Nobody has bought since 2025-12-30.',
    ]);
  });

  it('takes no pause for a hole where pauses are usual', () => {
    const tradingDays = [0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330];

    expect(fitModel(aShop(undefined, { tradingDays })).warnings).toEqual([]);
  });
});
