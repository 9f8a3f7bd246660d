import { describe, expect, it } from '@jest/globals';
import {
  expectedSpend,
  fitSpending,
  type SpendingParameters,
  spendingDoubts,
  spendingFault,
} from '../../src/lifetime/spending.rules.ts';

const published: SpendingParameters = { p: 6.25, q: 3.74, gamma: 15.44 };

describe('Gamma-Gamma with the parameters published for CDNOW', () => {
  // They were published of parameters with more digits.
  it.each([
    [2, 22.35, 24.65],
    [1, 11.77, 18.91],
    [0, 0, 35.17],
    [7, 73.74, 71.46],
    [2, 25.55, 27.28],
  ])('expects of %d purchases of %d on average what was published', (repeats, meanSpend, expected) => {
    expect(Math.abs(expectedSpend({ repeats, meanSpend }, published) - expected)).toBeLessThan(0.1);
  });

  it('expects the mean of all of a customer whose purchases were all given back', () => {
    expect(expectedSpend({ repeats: 3, meanSpend: 0 }, published)).toBeCloseTo((6.25 * 15.44) / 2.74, 10);
  });
});

describe('fitting Gamma-Gamma', () => {
  const spendings = {
    repeats: [1, 2, 3, 1, 5, 2, 4, 1, 2, 3, 1, 6],
    meanSpend: [20, 35, 18, 60, 41, 12, 25, 33, 90, 27, 15, 44],
  };

  it('does not depend on the unit of money', () => {
    const inUnits = fitSpending(spendings);

    const inCents = fitSpending({ ...spendings, meanSpend: spendings.meanSpend.map((spend) => spend * 100) });

    expect(inUnits.converged).toBe(true);
    expect(inCents.converged).toBe(true);
    expect(inCents.parameters.p).toBeCloseTo(inUnits.parameters.p, 4);
    expect(inCents.parameters.q).toBeCloseTo(inUnits.parameters.q, 4);
    expect(inCents.parameters.gamma / inUnits.parameters.gamma).toBeCloseTo(100, 2);
  });

  it('finds no spread where everybody spends the same, and expects just that', () => {
    const fitted = fitSpending({ repeats: spendings.repeats, meanSpend: Array(12).fill(20) });

    expect(spendingFault(fitted)).toBeNull();
    expect(spendingDoubts(fitted)).toEqual([
      'Customers spend nearly the same each time: p cannot be told.',
      'Customers hardly differ in what they spend: of q and gamma only the ratio can be told.',
    ]);
    expect(expectedSpend({ repeats: 2, meanSpend: 20 }, fitted.parameters)).toBeCloseTo(20, 1);
  });

  it('refuses what gives no figures', () => {
    const standardErrors = { p: null, q: null, gamma: null };
    const fitted = { logLikelihood: -1, iterations: 1, standardErrors, parameters: published };

    expect(spendingFault({ ...fitted, converged: true })).toBeNull();
    expect(spendingFault({ ...fitted, converged: true, parameters: { ...published, q: 1 } })).toBe(
      'What customers spend gives no finite mean: q is at most 1.',
    );
    expect(spendingFault({ ...fitted, converged: false })).toBe(
      'What customers spend does not fit the model: the search for its parameters came to no end.',
    );
  });
});
