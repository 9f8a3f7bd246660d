import { describe, expect, it } from '@jest/globals';
import { buyingLikelihood } from '../../src/lifetime/buying.likelihood.ts';
import {
  aliveChance,
  type BuyingParameters,
  buyingDoubts,
  buyingFault,
  expectedPurchases,
  fitBuying,
  logLikelihoodOf,
} from '../../src/lifetime/buying.rules.ts';
import type { History } from '../../src/lifetime/history.ts';
import { discountedPurchases } from '../../src/lifetime/value.rules.ts';

const published: BuyingParameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

const customer = (repeats: number, recencyWeeks: number, ageWeeks: number): History => ({
  repeats,
  recencyWeeks,
  ageWeeks,
});

describe('BG/NBD with the parameters published for CDNOW', () => {
  it.each([
    [customer(2, 30.43, 38.86), -9.4586, 0.72658, 1.22603],
    [customer(1, 1.71, 38.86), -4.4691, 0.2121, 0.20319],
    [customer(0, 0, 38.86), -0.5547, 1, 0.1951],
    [customer(7, 29.43, 38.86), -21.8633, 0.64176, 3.33705],
    [customer(26, 30.86, 31), -37.7266, 0.96892, 20.74973],
  ])('gives for %j what was worked out of it', (history, logLikelihood, alive, expected) => {
    expect(logLikelihoodOf(history, published)).toBeCloseTo(logLikelihood, 4);
    expect(aliveChance(history, published)).toBeCloseTo(alive, 5);
    expect(expectedPurchases(history, published, 39)).toBeCloseTo(expected, 5);
  });

  it('takes a customer who bought once for one who is there', () => {
    expect(aliveChance(customer(0, 0, 500), published)).toBe(1);
  });
});

describe('expected purchases', () => {
  // Worked out with mpmath, 40 digits, from the formula as it is printed.
  it.each([
    ['many purchases', customer(300, 100, 101), published, 52, 120.118168885],
    ['a of 1', customer(2, 30.43, 38.86), { ...published, a: 1 }, 39, 1.10213678604],
    ['a next to 1', customer(2, 30.43, 38.86), { ...published, a: 1 + 1e-9 }, 39, 1.10213678604],
    ['a above 1', customer(3, 20, 30), { r: 2, alpha: 10, a: 1.5, b: 4 }, 20, 0.969651538947],
    ['customers much alike', customer(2, 30, 40), { r: 60, alpha: 300, a: 0.5, b: 2 }, 39, 2.60400260448],
    ['a and b large', customer(2, 30, 40), { r: 0.5, alpha: 6, a: 1_000, b: 26_500 }, 39, 1.8794070636705],
    ['a time next to nothing', customer(2, 30.43, 38.86), published, 0.01, 0.000376582463909],
  ])('are right for %s', (_, history, parameters, weeks, expected) => {
    expect(expectedPurchases(history, parameters, weeks) / expected).toBeCloseTo(1, 6);
  });

  it('are none in no time, and more in more time', () => {
    const history = customer(2, 30.43, 38.86);

    const courses = [0, 1, 10, 100, 1_000].map((weeks) => expectedPurchases(history, published, weeks));

    expect(courses[0]).toBeCloseTo(0, 12);
    expect(courses).toEqual(courses.toSorted((one, other) => one - other));
  });

  it('are worth less the later they come', () => {
    const history = customer(2, 30.43, 38.86);

    const undiscounted = discountedPurchases(history, published, 0);

    // 12 months of 30 days; at 1 % a month what comes after half a year on average loses some 6 %.
    expect(undiscounted).toBeCloseTo(expectedPurchases(history, published, 360 / 7), 10);
    expect(discountedPurchases(history, published, 0.01)).toBeLessThan(undiscounted);
    expect(discountedPurchases(history, published, 0.01)).toBeGreaterThan(undiscounted / 1.12);
  });
});

describe('fitting BG/NBD', () => {
  it('finds histories as likely told once as told each', () => {
    const [repeats, recencyDays, ageDays] = [
      [0, 2],
      [0, 213],
      [272, 272],
    ];
    const each = (values: number[]) => values.flatMap((value) => [value, value, value]);

    const once = buyingLikelihood({ repeats, recencyDays, ageDays, customers: [3, 3] });
    const alone = buyingLikelihood({
      repeats: each(repeats),
      recencyDays: each(recencyDays),
      ageDays: each(ageDays),
      customers: Array(6).fill(1),
    });

    const parameters = [0.243, 4.414, 0.793, 2.426];
    // Of the customers above: 3 × (-0.5547 - 9.4586).
    expect(once(parameters).logLikelihood).toBeCloseTo(-30.04, 2);
    expect(alone(parameters).logLikelihood).toBeCloseTo(once(parameters).logLikelihood, 10);
  });

  it('climbs along the slope that the likelihood has', () => {
    const likelihood = buyingLikelihood({
      repeats: [0, 2, 7, 400],
      recencyDays: [0, 213, 206, 1_000],
      ageDays: [272, 272, 272, 5_000],
      customers: [5, 4, 3, 1],
    });
    const parameters = [0.4, 6, 0.9, 2];

    const { slope } = likelihood(parameters);

    slope.forEach((along, index) => {
      const [below, above] = [-1e-5, 1e-5].map((by) =>
        likelihood(parameters.with(index, parameters[index]! + by)),
      );
      expect(along).toBeCloseTo((above!.logLikelihood - below!.logLikelihood) / 2e-5, 4);
    });
  });

  it('says that nobody leaves where everybody has just bought', () => {
    const regulars = {
      repeats: [0, 1, 2, 5, 9, 20],
      recencyDays: [0, 90, 91, 92, 93, 94],
      ageDays: [80, 90, 91, 92, 93, 94],
      customers: [20, 20, 20, 20, 20, 20],
    };

    const fitted = fitBuying(regulars);

    expect(buyingFault(fitted)).toBe(
      'As far as the data tell, nobody ever stops buying: they cover too little time.',
    );
  });

  /** Customers who hardly differ in how readily they leave. */
  const alike = {
    repeats: [0, 1, 1, 2, 5, 9, 20],
    recencyDays: [0, 90, 300, 91, 92, 93, 94],
    ageDays: [80, 390, 395, 391, 392, 393, 394],
    customers: [20, 20, 5, 20, 20, 20, 20],
  };

  it('comes to an end where the top is a ridge, flatter than numbers can tell', () => {
    // Thirty times as many: there the last step gains more than the search asks for, and yet nothing.
    const { converged, iterations } = fitBuying({
      ...alike,
      customers: alike.customers.map((count) => 30 * count),
    });

    expect(converged).toBe(true);
    expect(iterations).toBeLessThan(50);
  });

  it('finds the ratio where customers hardly differ in how readily they leave', () => {
    const fitted = fitBuying(alike);

    expect(fitted).toMatchObject({ converged: true, standardErrors: { a: null } });
    expect(buyingFault(fitted)).toBeNull();
    expect(buyingDoubts(fitted)).toEqual([
      'Customers hardly differ in how readily they leave: of a and b only the ratio can be told.',
    ]);
    const expected = expectedPurchases(customer(2, 13, 56), fitted.parameters, 52);
    expect(Number.isFinite(expected)).toBe(true);
    // With ten times as large a and b, which differ in nothing else, it is the same.
    const { r, alpha, a, b } = fitted.parameters;
    const further = expectedPurchases(customer(2, 13, 56), { r, alpha, a: 10 * a, b: 10 * b }, 52);
    expect(expected / further).toBeCloseTo(1, 2);
  });

  it('refuses what gives no figures', () => {
    const standardErrors = { r: null, alpha: null, a: null, b: null };
    const fitted = { logLikelihood: -1, converged: true, iterations: 1, standardErrors };
    const faultOf = (parameters: Partial<BuyingParameters>, converged = true) =>
      buyingFault({ ...fitted, converged, parameters: { ...published, ...parameters } });

    expect(faultOf({})).toBeNull();
    expect(faultOf({ a: 0.3, b: 0.7 })).toBe(
      'The data give no finite number of purchases to expect: a + b is at most 1.',
    );
    expect(faultOf({ a: 1e-4 })).toBe(
      'As far as the data tell, nobody ever stops buying: they cover too little time.',
    );
    expect(faultOf({}, false)).toBe(
      'The data do not fit the model: the search for its parameters came to no end.',
    );
  });
});
