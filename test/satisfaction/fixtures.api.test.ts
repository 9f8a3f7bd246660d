import { beforeAll, expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { figure, gauge, rounded, times } from './gauge.ts';

/** Promoters, passives and detractors, month by month of 2026. */
const groups = {
  '2026-01': [18, 12, 6],
  '2026-02': [50, 30, 20],
  '2026-03': [500, 300, 200],
  '2026-04': [10, 0, 0],
} as const;

onBothEngines('the figures of satisfaction', (shop) => {
  const { openSurvey, giveMany, satisfaction } = gauge(shop);

  const monthOf = (month: number) => ({ from: `2026-0${month}-01`, to: `2026-0${month + 1}-01` });

  beforeAll(async () => {
    const survey = await openSurvey();
    for (const [month, [promoters, passives, detractors]] of Object.entries(groups)) {
      const submittedAt = new Date(`${month}-15T12:00:00Z`);
      await giveMany(survey, times(promoters, { nps: 9 }), { submittedAt });
      await giveMany(survey, times(passives, { nps: 7 }), { submittedAt });
      await giveMany(survey, times(detractors, { nps: 6 }), { submittedAt });
    }
  });

  // Rocks 2016.
  it.each([
    [1, { value: 33.3333, n: 36, low: 7.3006, high: 54.2379 }],
    [2, { value: 30, n: 100, low: 14.0511, high: 44.2013 }],
    [3, { value: 30, n: 1000, low: 25.077, high: 34.7435 }],
    [4, { value: 100, n: 10, low: 47.5036, high: 100 }],
  ])('have the NPS of the published fixtures, month %d', async (month, expected) => {
    const { nps } = await satisfaction(`nps { ${figure} promoters passives detractors }`, monthOf(month));

    expect(rounded(nps)).toEqual(expected);
    expect([nps.promoters, nps.passives, nps.detractors]).toEqual(Object.values(groups)[month - 1]);
  });

  it('tell every score as promoter, passive or detractor, and none of them as nothing', async () => {
    const survey = await openSurvey();
    const submittedAt = new Date('2026-06-15T12:00:00Z');
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((nps) => ({ nps }));
    await giveMany(survey, all, { submittedAt });

    const { nps } = await satisfaction('nps { value n promoters passives detractors }', monthOf(6));

    expect(nps).toMatchObject({ n: 11, promoters: 2, passives: 2, detractors: 7 });
    // 100 × (2 - 7) / 11
    expect(nps.value).toBeCloseTo(-45.4545, 4);
  });

  it('have the CSAT of each scale by its own top box, with the interval of Wilson', async () => {
    const submittedAt = new Date('2026-07-15T12:00:00Z');
    const [ofFive, ofSeven, ofTen] = [await openSurvey(5), await openSurvey(7), await openSurvey(10)];
    // In the top box: 5 and 4 of 5; of 7 none, since 4 is below 5; 9 of 10.
    await giveMany(ofFive, [{ csat: 5 }, { csat: 4 }], { submittedAt });
    await giveMany(ofSeven, [{ csat: 4 }], { submittedAt });
    await giveMany(ofTen, [{ csat: 9 }], { submittedAt });

    const { csat } = await satisfaction(`csat { ${figure} }`, monthOf(7));

    expect(rounded(csat)).toEqual({ value: 75, n: 4, low: 30.0642, high: 95.4413 });
  });

  it('have the mean of the CES by Student’s t, and the share of 5 to 7 by Wilson', async () => {
    const submittedAt = new Date('2026-08-15T12:00:00Z');
    const survey = await openSurvey();
    await giveMany(
      survey,
      [7, 6, 5, 7, 5].map((ces) => ({ ces })),
      { submittedAt },
    );

    const { ces, cesEasy } = await satisfaction(`ces { ${figure} } cesEasy { ${figure} }`, monthOf(8));

    // Standard deviation 1: 6 ± 2.776445 / √5.
    expect(rounded(ces)).toEqual({ value: 6, n: 5, low: 4.7583, high: 7.2417 });
    // All of five: from 5 / (5 + 3.841459) on.
    expect(rounded(cesEasy)).toEqual({ value: 100, n: 5, low: 56.5518, high: 100 });
  });

  it('compare two months by the standard errors of both, and claim no more than that', async () => {
    const told = await satisfaction(
      `much: compare(score: NPS, to: { period: { from: "2026-04-01", to: "2026-05-01" } }) {
        score own { value n } other { value n } difference low high confidence isSignificant conclusion
      }
      little: compare(score: NPS, to: { period: { from: "2026-01-01", to: "2026-02-01" } }) {
        difference low high isSignificant conclusion
      }`,
      monthOf(2),
    );

    // 29.1262 - 76.9231 = -47.7969; √(7.6915² + 15.0102²) = 16.8662; 1.959964 × 16.8662 = 33.0571.
    expect(told.much).toMatchObject({
      score: 'NPS',
      own: { value: 30, n: 100 },
      other: { value: 100, n: 10 },
      difference: -70,
      confidence: 0.95,
      isSignificant: true,
      conclusion:
        'The NPS is 70.0 points lower, which is more than chance: the 95 % interval of the difference is -80.9 to -14.7.',
    });
    expect([told.much.low.toFixed(3), told.much.high.toFixed(3)]).toEqual(['-80.854', '-14.740']);
    // 29.1262 - 30.7692 = -1.6430; 1.959964 × √(7.6915² + 11.9740²) = 27.8933.
    expect(told.little).toMatchObject({
      isSignificant: false,
      conclusion:
        'There is no evidence of a difference in NPS: the 95 % interval of the difference is -29.5 to 26.3, and 0 is within it.',
    });
    expect([told.little.low.toFixed(4), told.little.high.toFixed(4)]).toEqual(['-29.5363', '26.2503']);
  });
});
