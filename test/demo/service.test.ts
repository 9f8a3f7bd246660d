import { describe, expect, it } from '@jest/globals';
import { demoShop } from '../../src/demo/shop.ts';
import { type CaseEvent, planCase } from '../../src/interactions/case.history.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { shopSettings } from '../support/shop.ts';
import { expectBetween, keyOf, until } from './reading.ts';

const shop = demoShop({ seed: 7, until });
const { interactions, cases } = shop.service;
const bought = new Map(
  shop.purchases.flatMap((purchase) =>
    (purchase.draft.externalIds ?? []).map((id) => [keyOf(id), purchase] as const),
  ),
);
const plans = cases.map((history) => planCase(history, { now: until, ...shopSettings }));
const momentOf = (event: CaseEvent) => ('at' in event ? event.at : event.occurredAt);

describe('the service of the demo shop', () => {
  it('is about purchases of the customers it is for, after they were made', () => {
    const strange = cases.filter(({ customer, purchase, product, occurredAt }) => {
      const about = purchase && 'externalId' in purchase ? bought.get(keyOf(purchase.externalId)) : undefined;
      return (
        about === undefined ||
        about.draft.purchasedAt >= occurredAt ||
        JSON.stringify(about.draft.customer) !== JSON.stringify(customer) ||
        !about.draft.lines.some((line) => JSON.stringify(line.product) === JSON.stringify(product))
      );
    });

    expect(strange).toEqual([]);
    expectBetween(cases.length, 900, 1_500);
    expectBetween(interactions.length, 2_500, 4_000);
  });

  it('is of customers who were known by then', () => {
    const knownSince = new Map(
      shop.customers.flatMap(({ draft, createdAt }) =>
        (draft.externalIds ?? []).map((id) => [keyOf(id), createdAt] as const),
      ),
    );

    const early = [...interactions, ...cases].filter(({ customer, occurredAt }) => {
      const since = 'externalId' in customer ? knownSince.get(keyOf(customer.externalId)) : undefined;
      return since === undefined || occurredAt < since;
    });

    expect(early).toEqual([]);
  });

  it('asks back at most once, and settles what was asked', () => {
    const wrong = cases.filter(({ body }) => /^This is not the .* I ordered\.$/.test(body ?? ''));

    const answers = wrong.map(({ events }) =>
      events.flatMap((event) => ('body' in event && event.author === 'AGENT' ? [event.body] : [])),
    );
    const asksBack = 'We are sorry about that. Which number is on the label?';
    const settles = 'Our mistake. Send it back at our cost, and you have your money again.';
    const begins = new Set(
      answers.map(([first, second]) => (first === asksBack ? `${first} ${second}` : first)),
    );

    expect(new Set(wrong.map(({ subject }) => subject))).toEqual(new Set(['Wrong article']));
    expect(begins).toEqual(new Set([settles, `${asksBack} ${settles}`]));
  });

  it('takes only steps that make sense, in order, and none after the end', () => {
    expect(plans.flatMap(({ errors }) => errors)).toEqual([]);
    const times = cases.map(({ occurredAt, events }) => [occurredAt, ...events.map(momentOf)]);
    expect(times.filter((moments) => moments.some((at) => at > until))).toEqual([]);
    expect(interactions.filter(({ occurredAt }) => occurredAt > until)).toEqual([]);
  });

  it('is answered by people within working hours, seldom reopened, and has some cases open at the end', () => {
    const rows = plans.flatMap(({ plan }) => (plan ? [plan.row] : []));
    const open = rows.filter(({ status }) => status === 'OPEN' || status === 'WAITING');
    const answered = rows.filter(({ firstResponseAt }) => firstResponseAt !== null);

    expectBetween(open.length, 1, 40);
    expect(open.filter(({ openedAt }) => openedAt < addDays(until, -30))).toEqual([]);
    expectBetween(rows.filter(({ reopenedCount }) => reopenedCount > 0).length / rows.length, 0.03, 0.12);
    expectBetween(answered.length / rows.length, 0.6, 1);
    const weekend = answered.filter(({ firstResponseAt }) =>
      [0, 6].includes(firstResponseAt?.getUTCDay() ?? 0),
    );
    expect(weekend).toEqual([]);
  });
});
