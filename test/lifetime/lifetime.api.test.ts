import { beforeAll, expect, it } from '@jest/globals';
import { addDays } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Fitted } from '../../src/lifetime/fitted.ts';
import { LifetimeModel, type LifetimeModelEntity } from '../../src/lifetime/model.entity.ts';
import { publishedBuying, publishedSpending } from '../../src/lifetime/published.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';

const figures = `
  asOf days monthlyDiscount isOneTimeBuyer probabilityAlive expectedPurchases expectedValue { amount currency }
  lifetimeValue { amount currency } sentence reason modelFittedAt`;

function fitted<Name extends string>(parameters: Record<Name, number>): Fitted<Name> {
  const standardErrors = { ...parameters };
  return { parameters, standardErrors, logLikelihood: -9_582.43, converged: true, iterations: 8 };
}

/** 272 days ago, as the first customer of CDNOW began 38.86 weeks before the end. */
const first = addDays(testNow, -272);

onBothEngines('the lifetime of a customer', (shop) => {
  const { record, refund, cancelling, addProduct, addCustomer } = till(shop);

  beforeAll(() => addProduct('mug'));

  /** Keeps a model with the parameters published for CDNOW, unless the test says otherwise. */
  async function keep(model: Partial<LifetimeModelEntity> = {}): Promise<void> {
    await shop.inUnit(async ({ em, now }) => {
      em.create(LifetimeModel, {
        id: newId(),
        fittedAt: now,
        dataFrom: '2026-01-01',
        dataTo: '2026-11-22',
        currency: 'EUR',
        customerCount: 2_357,
        repeaterCount: 946,
        spenderCount: 946,
        purchaseDayCount: 4_814,
        buying: fitted(publishedBuying),
        spending: fitted(publishedSpending),
        warnings: [],
        ...model,
      });
    });
  }

  async function lifetimeOf(id: string, args: { days?: number; asOf?: string } = {}) {
    const { data, errors } = await shop.ask(
      `query ($id: ID!, $days: Int, $asOf: DateTime) {
        customer(by: { id: $id }) { lifetime(days: $days, asOf: $asOf) { ${figures} } }
      }`,
      { id, ...args },
    );
    expect(errors).toEqual([]);
    return data.customer.lifetime;
  }

  const buy = (id: string, day: number, unitPrice: string, input: object = {}) =>
    record({
      customer: { id },
      purchasedAt: addDays(first, day).toISOString(),
      lines: [{ product: { sku: 'mug' }, quantity: 1, unitPrice }],
      ...input,
    });

  it('has no figures before a model is fitted', async () => {
    const customer = await addCustomer({ name: 'Aino' });
    await buy(customer.id, 0, '29.33');

    const { data } = await shop.ask('{ lifetimeModel { id } lifetimeModels { totalCount } }');

    expect(data).toEqual({ lifetimeModel: null, lifetimeModels: { totalCount: 0 } });
    expect(await lifetimeOf(customer.id)).toEqual({
      asOf: testNow.toISOString(),
      days: 365,
      monthlyDiscount: 0.01,
      isOneTimeBuyer: true,
      probabilityAlive: null,
      expectedPurchases: null,
      expectedValue: null,
      lifetimeValue: null,
      sentence: 'There are no figures: no model has been fitted yet.',
      reason: 'No model has been fitted yet.',
      modelFittedAt: null,
    });
  });

  it('is what the papers give for a history, of purchase days and net of refunds', async () => {
    await keep();
    const customer = await addCustomer({ name: 'Eino' });
    await buy(customer.id, 0, '29.33');
    await buy(customer.id, 17, '29.73');
    // 1.30 in the night in Helsinki, where it is noon of the same day for the other half.
    await buy(customer.id, 213, '10.00', { purchasedAt: '2026-09-23T22:30:00Z' });
    const given = await buy(customer.id, 213, '6.00');
    await refund({ purchaseId: given.id, amount: '1.04' });
    const off = await buy(customer.id, 230, '500.00');
    await cancelling({ id: off.id });
    await buy(customer.id, 272, '500.00', { purchasedAt: '2026-11-22T12:00:01Z' });

    const lifetime = await lifetimeOf(customer.id, { days: 273 });

    // x = 2, t_x = 213 days, T = 272 days, a mean of (29.73 + 14.96) / 2; worked out to 40 digits.
    expect(lifetime.probabilityAlive).toBeCloseTo(0.7265897218, 9);
    expect(lifetime.expectedPurchases).toBeCloseTo(1.2261158061, 9);
    expect(lifetime).toMatchObject({
      days: 273,
      isOneTimeBuyer: false,
      expectedValue: { amount: '30.24', currency: 'EUR' },
      lifetimeValue: { amount: '35.88', currency: 'EUR' },
      sentence:
        'Is still a customer with a chance of 73 %. 1.2 purchase days worth 30.24 EUR are to be expected in the next 273 days, and the next 12 months are worth 35.88 EUR today.',
      reason: null,
      modelFittedAt: testNow.toISOString(),
    });
  });

  it('says of one-time buyers that they are, and what others like them do', async () => {
    const customer = await addCustomer({ name: 'Helmi' });
    await buy(customer.id, 0, '12.00');
    await buy(customer.id, 0, '13.00');

    const lifetime = await lifetimeOf(customer.id, { days: 273 });

    expect(lifetime.expectedPurchases).toBeCloseTo(0.195109665, 9);
    expect(lifetime).toMatchObject({
      isOneTimeBuyer: true,
      probabilityAlive: 1,
      expectedValue: { amount: '6.87' },
      lifetimeValue: { amount: '8.27' },
      sentence:
        'Has bought on one day only, which tells little: what follows is what others like that do. 0.2 purchase days worth 6.87 EUR are to be expected in the next 273 days, and the next 12 months are worth 8.27 EUR today.',
      reason: null,
    });
  });

  it('has no figures for somebody who never bought', async () => {
    const customer = await addCustomer({ name: 'Kerttu' });

    expect(await lifetimeOf(customer.id)).toMatchObject({
      isOneTimeBuyer: false,
      probabilityAlive: null,
      expectedValue: null,
      reason: 'The customer has not bought anything yet.',
      modelFittedAt: testNow.toISOString(),
    });
  });

  it('refuses a time that is none', async () => {
    for (const days of [0, 3_651]) {
      const { errors } = await shop.ask(`{ customers { nodes { lifetime(days: ${days}) { days } } } }`);

      expect(errors[0]).toMatchObject({
        message: `days takes 1 to 3650; got ${days}.`,
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  it('takes as many statements for many customers as for one', async () => {
    const query = `query ($first: Int!) { customers(first: $first) { nodes { name lifetime { ${figures} } later: lifetime(days: 30) { days } } } }`;

    const one = await shop.ask(query, { first: 1 });
    const many = await shop.ask(query, { first: 4 });

    expect(many.data.customers.nodes).toHaveLength(4);
    expect([one.statements, many.statements]).toEqual([3, 3]);
  });

  it('needs purchases:read', async () => {
    const { errors } = await shop.ask(
      '{ customers { nodes { lifetime { days } } } }',
      {},
      { scopes: ['customers:read'] },
    );

    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'purchases:read' });
  });

  it('is made with the latest model that gives figures', async () => {
    shop.clock.set(addDays(testNow, 1));
    await keep({
      buying: null,
      spending: null,
      reason: 'Too little is known.',
      valueReason: 'Too little is known.',
    });
    const customer = await addCustomer({ name: 'Onni' });
    await buy(customer.id, 0, '12.00');

    const { data } = await shop.ask(`{
      lifetimeModel { fittedAt reason }
      lifetimeModels { totalCount nodes { fittedAt reason } }
    }`);

    const used = { fittedAt: testNow.toISOString(), reason: null };
    expect(data.lifetimeModel).toEqual(used);
    expect(data.lifetimeModels).toEqual({
      totalCount: 2,
      nodes: [{ fittedAt: '2026-11-23T12:00:00.000Z', reason: 'Too little is known.' }, used],
    });
    expect((await lifetimeOf(customer.id)).modelFittedAt).toBe(used.fittedAt);
  });

  it('is of the model that was in use at the time that loyalty is asked of', async () => {
    const modelAt = async (asOf: string) =>
      (await shop.ask(`{ loyalty(asOf: "${asOf}") { model { fittedAt } } }`)).data.loyalty.model;

    expect(await modelAt('2026-11-22T11:59:59Z')).toBeNull();
    expect(await modelAt('2026-11-22T12:00:00Z')).toEqual({ fittedAt: testNow.toISOString() });
  });

  it('has no value, and says why, where spends do not fit', async () => {
    shop.clock.set(addDays(testNow, 2));
    await keep({ spending: null, valueReason: 'What customers spend gives no finite mean: q is at most 1.' });
    const customer = await addCustomer({ name: 'Väinö' });
    await buy(customer.id, 0, '12.00');
    await buy(customer.id, 100, '12.00');

    const lifetime = await lifetimeOf(customer.id);

    expect(lifetime).toMatchObject({
      expectedValue: null,
      lifetimeValue: null,
      reason: 'What customers spend gives no finite mean: q is at most 1.',
    });
    expect(lifetime.expectedPurchases).toBeGreaterThan(0);
    expect(lifetime.sentence).toMatch(/purchase days are to be expected in the next 365 days\.$/);
  });

  it('gives as of a time gone by what it gave then, whatever happened afterwards', async () => {
    const customer = await addCustomer({ name: 'Lempi' });
    await buy(customer.id, 0, '20.00');
    await buy(customer.id, 100, '30.00');
    const refunded = await buy(customer.id, 150, '40.00');
    const off = await buy(customer.id, 200, '10.00');
    shop.clock.set(testNow);
    const then = await lifetimeOf(customer.id);

    shop.clock.set(addDays(testNow, 3));
    await keep();
    await buy(customer.id, 273, '99.00');
    await refund({ purchaseId: refunded.id, amount: '5.00' });
    await cancelling({ id: off.id });

    expect(await lifetimeOf(customer.id, { asOf: testNow.toISOString() })).toEqual(then);
    expect(then.expectedValue).not.toBeNull();
    const before = await lifetimeOf(customer.id, { asOf: addDays(testNow, -1).toISOString() });
    expect(before).toMatchObject({ reason: 'No model has been fitted yet.', modelFittedAt: null });
  });

  it('refuses an instant that has not come', async () => {
    const { errors } = await shop.ask(
      '{ customers { nodes { lifetime(asOf: "2027-01-01T00:00:00Z") { days } } } }',
    );

    expect(errors[0]).toMatchObject({
      message: 'asOf is an instant that has come.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
