import { describe, expect, it } from '@jest/globals';
import { faultySku, mendedAt } from '../../src/demo/fault.ts';
import { demoShop } from '../../src/demo/shop.ts';
import {
  aboutProduct,
  afterPurchase,
  afterService,
  type DemoSurvey,
  demoSurveys,
} from '../../src/demo/survey.list.ts';
import { surveyLanguages } from '../../src/demo/survey.words.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { questionOf } from '../../src/surveys/question.rules.ts';
import { qualityOf } from '../../src/surveys/survey.quality.ts';
import { buyerOf, expectBetween, keyOf, skusOf, until } from './reading.ts';

const shop = demoShop({ seed: 7, until });
const { responses, purchases } = shop;
const bought = new Map(
  purchases.flatMap((purchase) =>
    (purchase.draft.externalIds ?? []).map((id) => [keyOf(id), purchase] as const),
  ),
);
const to = (survey: DemoSurvey) =>
  responses.filter((response) => response.survey === survey && !response.isPartial);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const scoresOf = (some: typeof responses) => some.map(({ answers: [score] }) => Number(score));
const mended = mendedAt(until);

describe('the responses of the demo shop', () => {
  it('are some thousands in the two years, in four languages, and a few partial', () => {
    const byLanguage = Map.groupBy(responses, ({ language }) => language);

    expectBetween(to(afterPurchase).length, 600, 1_600);
    expectBetween(to(aboutProduct).length, 600, 1_600);
    expectBetween(to(afterService).length, 150, 500);
    for (const language of surveyLanguages) expect(byLanguage.get(language)?.length).toBeGreaterThan(50);
    expectBetween(responses.filter(({ isPartial }) => isPartial).length, 20, 150);
    expect(responses.filter(({ submittedAt }) => submittedAt > until)).toEqual([]);
  });

  it('are about purchases, products and cases of the customers they are of, after them', () => {
    const cases = new Set(shop.service.cases);

    const strange = responses.filter(({ about, customer, startedAt }) => {
      if ('recordedCase' in about) {
        const { recordedCase } = about;
        return (
          !cases.has(recordedCase) ||
          recordedCase.customer !== customer ||
          recordedCase.occurredAt > startedAt
        );
      }
      if (!('purchase' in about) || !('externalId' in about.purchase)) return !('product' in about);
      const purchase = bought.get(keyOf(about.purchase.externalId));
      const isOther =
        !('externalId' in customer) || !purchase || buyerOf(purchase) !== keyOf(customer.externalId);
      return isOther || purchase.cancelledAt || purchase.draft.purchasedAt > startedAt;
    });

    expect(strange).toEqual([]);
  });

  it('ask nobody twice within 45 days', () => {
    const byCustomer = Map.groupBy(responses, ({ customer }) => JSON.stringify(customer));

    // Four days is how long somebody takes to answer.
    const hasty = [...byCustomer.values()].filter((ofOne) =>
      ofOne.some(({ startedAt }, place) => {
        const before = ofOne[place - 1];
        return before !== undefined && startedAt < addDays(before.startedAt, 45 - 4);
      }),
    );

    expect(hasty).toEqual([]);
  });

  it('are worse from those whose case took long, and after complaints', () => {
    const scores = Map.groupBy(to(afterService), ({ about }) =>
      'recordedCase' in about ? about.recordedCase.kind : 'none',
    );

    expect(mean(scoresOf(scores.get('COMPLAINT') ?? []))).toBeLessThan(
      mean(scoresOf(scores.get('SUPPORT') ?? [])) - 1,
    );
  });

  it('tell of the fault until it was mended, and of no other product', () => {
    const about = (sku: string, isAfter: boolean) =>
      to(aboutProduct).filter(
        ({ about: subject, startedAt }) =>
          'product' in subject &&
          'sku' in subject.product &&
          (sku === faultySku) === (subject.product.sku === faultySku) &&
          // Some weeks pass until somebody is asked.
          (isAfter ? startedAt > addDays(mended, 30) : startedAt < mended),
      );

    const [before, after] = [about(faultySku, false), about(faultySku, true)];
    const [othersBefore, othersAfter] = [about('', false), about('', true)];

    expect(Math.min(before.length, after.length)).toBeGreaterThan(20);
    expectBetween(mean(scoresOf(before)), 1.5, 2.5);
    expectBetween(mean(scoresOf(after)), 4, 5);
    expectBetween(mean(scoresOf(othersAfter)) - mean(scoresOf(othersBefore)), -0.2, 0.2);
  });

  it('give an NPS that many a shop has, lower for those with the fault', () => {
    const npsOf = (scores: readonly number[]) =>
      (100 * (scores.filter((score) => score >= 9).length - scores.filter((score) => score <= 6).length)) /
      scores.length;
    const faulty = to(afterPurchase).filter(({ about }) => {
      if (!('purchase' in about) || !('externalId' in about.purchase)) return false;
      const purchase = bought.get(keyOf(about.purchase.externalId));
      return purchase && purchase.draft.purchasedAt < mended && skusOf(purchase).includes(faultySku);
    });

    expectBetween(npsOf(scoresOf(to(afterPurchase))), 30, 70);
    expect(npsOf(scoresOf(faulty))).toBe(-100);
  });
});

it('the surveys of the demo shop are short, and nothing speaks against them in any language', () => {
  for (const { questions } of demoSurveys) {
    const asked = questions.map(({ kind, texts, choices }) =>
      questionOf({
        kind,
        texts: Object.entries(texts).map(([language, text]) => ({ language, text })),
        choices: Object.entries(choices ?? {}).map(([value, read]) => ({
          value,
          texts: Object.entries(read).map(([language, text]) => ({ language, text })),
        })),
      }),
    );

    const { estimatedSeconds, warnings } = qualityOf(asked, surveyLanguages);

    expect(warnings).toEqual([]);
    expect(estimatedSeconds).toBeLessThan(60);
  }
});
