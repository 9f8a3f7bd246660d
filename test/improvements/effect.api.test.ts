import { beforeAll, expect, it } from '@jest/globals';
import { till } from '../purchases/till.ts';
import { forum } from '../reviews/forum.ts';
import { onBothEngines } from '../support/engines.ts';
import { answersTo, panel } from '../surveys/panel.ts';
import { workshop } from './workshop.ts';

onBothEngines('the effect of an improvement', (shop) => {
  const { addCustomer, addProduct, record: buy } = till(shop);
  const { record } = forum(shop);
  const { open, answer } = panel(shop);
  const { improve } = workshop(shop);
  let id = '';

  const estimate = '{ value n low high }';
  async function effectOf(args: string, improvement = id) {
    const { data, errors } = await shop.ask(
      `query ($id: ID!) { improvement(id: $id) { effect(${args}) {
        score value low high verdict definition
        touchedBefore ${estimate} touchedAfter ${estimate} othersBefore ${estimate} othersAfter ${estimate}
      } } }`,
      { id: improvement },
    );
    return { effect: data?.improvement?.effect, codes: errors.map(({ extensions }) => extensions.code) };
  }

  // Done on the 1st of October. The answers, by days from then; those in brackets are out of 30 days, or not the latest:
  // touched by buying   -10: 0, (-20: 10 of the same customer)   +10: 10   and +40 (10)
  // touched by feedback -5: 6                                     +5: 9
  // others              -8: 9 and 3                               +8: 9 and 8; a buyer of the day after their answer
  beforeAll(async () => {
    await addProduct('flask');
    const survey = await open();
    const done = Date.parse('2026-10-01T00:00:00Z');
    const day = (days: number) => new Date(done + days * 86_400_000).toISOString();
    const customers: Record<string, string> = {};
    const respond = async (name: string, days: number, nps: number, csat: number) => {
      customers[name] ??= (await addCustomer({ name })).id;
      await answer('submitSurveyResponse', {
        survey: survey.id,
        customer: { id: customers[name] },
        answers: answersTo(survey, nps, csat),
        submittedAt: day(days),
      });
    };
    for (const name of ['buyer', 'late']) customers[name] = (await addCustomer({ name })).id;
    const lines = [{ product: { sku: 'flask' }, quantity: 1, unitPrice: '20.00' }];
    await buy({ customer: { id: customers.buyer }, lines, purchasedAt: day(-60) });
    await buy({ customer: { id: customers.late }, lines, purchasedAt: day(9) });
    await respond('buyer', -20, 10, 5);
    await respond('buyer', -10, 0, 1);
    await respond('buyer', 10, 10, 5);
    await respond('buyer', 40, 0, 1);
    await respond('teller', -5, 6, 3);
    await respond('teller', 5, 9, 4);
    await respond('one', -8, 9, 4);
    await respond('other', -8, 3, 2);
    await respond('third', 8, 9, 5);
    await respond('late', 8, 8, 3);
    const review = await record({ customer: { id: customers.teller }, rating: 1 });
    id = (
      await improve('proposeImprovement', {
        title: 'A better lid',
        product: { sku: 'flask' },
        feedback: [review.id],
      })
    ).id;
    await improve('setImprovementStatus', { id, status: 'PLANNED' });
  });

  it('is none before it is done', async () => {
    expect(await effectOf('score: NPS')).toEqual({ effect: null, codes: [] });
  });

  it('compares those touched with the others, of each customer and survey the latest on each side', async () => {
    await improve('setImprovementStatus', { id, status: 'DONE', doneAt: '2026-10-01T00:00:00Z' });

    const { effect } = await effectOf('score: NPS, days: 30');

    // Touched: 0 and 6, then 10 and 9. Others: 9 and 3, then 9 and 8.
    expect(effect).toMatchObject({
      score: 'NPS',
      touchedBefore: { n: 2, value: -100 },
      touchedAfter: { n: 2, value: 100 },
      othersBefore: { n: 2, value: 0 },
      othersAfter: { n: 2, value: 50 },
      // (100 + 100) - (50 - 0).
      value: 150,
      verdict: 'NO_EVIDENCE',
    });
    expect(effect.low).toBeLessThan(0);
    expect(effect.definition).toContain('from the 30 days before it was done to the 30 days after');
  });

  it('is of other scores too, over more days, and within what a query may ask', async () => {
    const csat = await effectOf('score: CSAT, days: 30');
    const longer = await effectOf('score: NPS');
    const ces = await effectOf('score: CES');
    const none = await effectOf('score: NPS, days: 0');
    const most = await effectOf('score: NPS, days: 731');

    expect(csat.effect).toMatchObject({
      touchedBefore: { n: 2, value: 0 },
      touchedAfter: { n: 2, value: 100 },
      othersBefore: { n: 2, value: 50 },
      othersAfter: { n: 2, value: 50 },
      value: 100,
    });
    // Within 90 days the buyer's latest answer is the one after 40 days, and gives 0.
    expect(longer.effect.touchedAfter).toMatchObject({ n: 2, value: 0 });
    expect(ces.effect).toMatchObject({
      touchedBefore: { n: 0, value: null, low: null, high: null },
      value: null,
      verdict: 'NO_EVIDENCE',
    });
    expect([none.codes, most.codes]).toEqual([['BAD_USER_INPUT'], ['BAD_USER_INPUT']]);
  });
});
