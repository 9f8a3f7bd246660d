import { beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { uniteCustomers } from '../../src/customers/union.service.ts';
import { rowsOf } from '../../src/database/read.ts';
import { localId, type Uuid } from '../../src/kernel/ids.ts';
import { scoreDifferences } from '../../src/surveys/summary.scores.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { mutating } from '../support/mutating.ts';
import { gauge } from './gauge.ts';

const figures = `nps { value n promoters detractors } csat { value n } ces { value n low } cesEasy { n value }
  byCountry(score: NPS) { key value n } ofCsat: byCountry(score: CSAT) { key n } ofCes: byCountry(score: CES) { key value n }`;

onBothEngines('satisfaction of all days', (shop) => {
  const { addCustomer } = till(shop);
  const { openSurvey, give, satisfaction } = gauge(shop);
  const mutate = mutating(shop);
  const differences = () => rowsOf(shop.database, scoreDifferences());
  let [aino, toomas, visitor] = ['', '', ''];

  beforeAll(async () => {
    const [one, other] = [await openSurvey(), await openSurvey()];
    aino = (await addCustomer({ name: 'Aino', country: 'FI' })).id;
    toomas = (await addCustomer({ name: 'Toomas', country: 'EE' })).id;
    visitor = (await addCustomer({ name: 'Visitor' })).id;
    const at = (id: string, day: number) => ({ customer: { id }, submittedAt: `2026-11-0${day}T12:00:00Z` });
    await give(one, { nps: 2, csat: 1 }, at(aino, 1));
    await give(one, { nps: 9, csat: 5, ces: 6 }, at(aino, 2));
    await give(other, { nps: 8, ces: 4 }, at(aino, 3));
    await give(one, { nps: 6, csat: 3, ces: 2 }, at(toomas, 4));
    await give(one, { nps: 0, csat: 4 }, at(visitor, 5));
    await give(other, { nps: 10, csat: 5, ces: 7 }, { customer: { id: toomas }, partial: true });
  });

  it('is what is kept of customers, which is what their answers give', async () => {
    const told = await satisfaction(figures);

    expect(told.nps).toEqual({ value: -25, n: 4, promoters: 1, detractors: 2 });
    expect(told.csat).toEqual({ value: expect.closeTo(66.6667, 4), n: 3 });
    // 6, 4 and 2: 4.302653 × 2 / √3 = 4.968275.
    expect(told.ces).toEqual({ value: 4, n: 3, low: expect.closeTo(4 - 4.968275, 5) });
    expect(told.byCountry).toEqual([
      { key: 'FI', value: 50, n: 2 },
      { key: 'EE', value: -100, n: 1 },
      { key: null, value: -100, n: 1 },
    ]);
    expect(await differences()).toEqual([]);
  });

  it('is of some customers where somebody asks for them', async () => {
    const finland = { country: { eq: 'FI' } };

    const told = await satisfaction(figures, {}, finland);

    expect(told).toMatchObject({
      nps: { value: 50, n: 2 },
      csat: { value: 100, n: 1 },
      ces: { value: 5, n: 2 },
    });
    expect(told.byCountry).toEqual([{ key: 'FI', value: 50, n: 2 }]);
  });

  it('follows customers to another country, and to whom they turn out to be', async () => {
    const union = { from: localOf(visitor), into: localOf(aino) };

    await mutate('updateCustomer', 'customer { id }', { id: aino, country: 'SE' });
    await shop.inUnit((unit) => uniteCustomers(unit, [union]));

    const told = await satisfaction(figures);
    // What the visitor said is the latest, and they skipped the CES.
    expect(told).toMatchObject({ nps: { n: 3, promoters: 0, detractors: 2 }, csat: { value: 50, n: 2 } });
    expect(told.byCountry).toEqual([
      { key: 'SE', value: -50, n: 2 },
      { key: 'EE', value: -100, n: 1 },
    ]);
    expect(told.ofCes).toEqual([
      { key: 'EE', value: 2, n: 1 },
      { key: 'SE', value: 4, n: 1 },
    ]);
    expect(await differences()).toEqual([]);
  });

  it('is found where it is not what the answers give', async () => {
    await sql`
      update customer_summary set ces_squares = ces_squares + 1
      where customer_id = ${localOf(toomas)}::uuid`.execute(shop.database.kysely);

    const found = await differences();

    expect(found).toMatchObject([
      { id: localOf(toomas), kept: { ces_squares: 5 }, figured: { ces_squares: 4 } },
    ]);
  });
});

function localOf(customer: string): Uuid {
  return localId('customer', customer) as Uuid;
}
