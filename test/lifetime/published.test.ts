import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fitBuying } from '../../src/lifetime/buying.rules.ts';
import { expectedOfAll } from '../../src/lifetime/holdout.rules.ts';
import { sum } from '../../src/lifetime/likelihood.ts';
import { daysAfter, historiesUntil, spendingsUntil } from '../../src/lifetime/purchase.days.ts';
import { customersIn } from '../../src/lifetime/sample.file.ts';
import { fitSpending } from '../../src/lifetime/spending.rules.ts';
import {
  formulaComparisons,
  isOff,
  sampleComparisons,
  simulationComparisons,
} from '../../src/lifetime/verification.ts';

const folder = '../shared/data/cdnow';
const describeShared = existsSync(folder) ? describe : describe.skip;
const until = Date.parse('1997-09-30') / 86_400_000;

describeShared(`the CDNOW sample (skipped without ${folder})`, () => {
  const sample = () => customersIn(`${folder}/CDNOW_sample.txt`);

  it('gives the parameters of BG/NBD that were published', async () => {
    const histories = historiesUntil(await sample(), until);

    const { parameters, standardErrors, logLikelihood, converged } = fitBuying(histories);

    expect(histories.repeats).toHaveLength(2_357);
    expect(Array.from(histories.repeats).filter((repeats) => repeats === 0)).toHaveLength(1_411);
    expect(sum(histories.repeats)).toBe(2_457);
    expect(converged).toBe(true);
    expect(parameters.r).toBeCloseTo(0.242595, 5);
    expect(parameters.alpha).toBeCloseTo(4.413602, 5);
    expect(parameters.a).toBeCloseTo(0.792922, 5);
    expect(parameters.b).toBeCloseTo(2.425907, 5);
    expect(logLikelihood).toBeCloseTo(-9_582.4292, 4);
    expect(standardErrors.r).toBeCloseTo(0.01256, 5);
  });

  it('gives the parameters of Gamma-Gamma that were published', async () => {
    const spendings = spendingsUntil(await sample(), until);

    const { parameters, logLikelihood, converged } = fitSpending(spendings);

    expect(spendings.repeats).toHaveLength(946);
    expect(converged).toBe(true);
    expect(parameters.p).toBeCloseTo(6.24957, 4);
    expect(parameters.q).toBeCloseTo(3.74422, 4);
    expect(parameters.gamma).toBeCloseTo(15.44352, 4);
    expect(logLikelihood).toBeCloseTo(-4_055.9177, 4);
  });

  it('gives the purchases that were expected of the 39 weeks after', async () => {
    const customers = await sample();
    const histories = historiesUntil(customers, until);

    const expected = expectedOfAll(histories, fitBuying(histories).parameters, 39);

    expect(daysAfter(customers, until)).toBe(1_882);
    expect(expected).toBeCloseTo(1_653.4, 1);
    const once = customers.filter((days) => [...days.keys()].filter((day) => day <= until).length === 1);
    expect(once).toHaveLength(1_411);
    expect(daysAfter(once, until)).toBe(334);
  });

  it('has no figure that is off', async () => {
    expect(sampleComparisons(await sample()).filter(isOff)).toEqual([]);
  });
});

describe('without the CDNOW sample', () => {
  it('has no formula that is off', () => {
    const formulas = formulaComparisons();

    expect(formulas).toHaveLength(25);
    expect(formulas.filter(isOff)).toEqual([]);
  });

  it('finds the parameters that customers were simulated with', () => {
    const found = simulationComparisons();

    expect(found.map(({ figure }) => figure)).toEqual(['r', 'alpha', 'a', 'b', 'p', 'q', 'gamma']);
    expect(found.filter(isOff)).toEqual([]);
  });

  it('would see a figure that is off, or none', () => {
    const figure = { figure: 'r', published: 0.243, tolerance: 0.0005 };

    expect(isOff({ ...figure, ours: 0.2434 })).toBe(false);
    expect(isOff({ ...figure, ours: 0.2436 })).toBe(true);
    expect(isOff({ ...figure, ours: Number.NaN })).toBe(true);
  });
});
