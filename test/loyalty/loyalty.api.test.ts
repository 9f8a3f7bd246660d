import { beforeAll, describe, expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { club, rate, rounded } from './club.ts';

const cells = 'cells { period from customers share { value n } isComplete }';
const endOfSeptember = '2026-10-01T00:00:00+03:00';

onBothEngines('how loyal customers are', (shop) => {
  const { aBuyer, loyalty, cancelling } = club(shop);

  it('is nothing of nobody, which is not 0', async () => {
    const answer = await loyalty(
      `customerCount repeatPurchaseRate { ${rate} } churned { ${rate} } cohorts { from }
      rfm { cutOffs { recency } grid { customers } groups { customers share { value } } }`,
    );

    const nothing = { value: null, n: 0, low: null, high: null };
    expect(answer).toMatchObject({
      customerCount: 0,
      repeatPurchaseRate: nothing,
      churned: nothing,
      cohorts: [],
    });
    expect(answer.rfm.cutOffs).toBeNull();
    expect(answer.rfm.grid).toEqual(Array(25).fill({ customers: 0 }));
    expect(answer.rfm.groups).toEqual(Array(10).fill({ customers: 0, share: { value: null } }));
  });

  describe('of three who bought', () => {
    let helmi: string;

    beforeAll(async () => {
      // The first is in September by the clocks of Helsinki.
      await aBuyer('Aino', '2026-08-31T21:30:00Z', '2026-11-20T10:00:00Z');
      await aBuyer('Eero', '2025-01-10T10:00:00Z');
      ({ id: helmi } = await aBuyer('Helmi', '2026-10-01T08:00:00Z', '2026-10-01T09:00:00Z'));
      const mati = await aBuyer('Mati', '2026-10-02T10:00:00Z');
      await cancelling({ id: mati.purchases[0].id, cancelledAt: '2026-10-20T08:00:00Z' });
      await aBuyer('Onni');
      await shop.ask(
        `mutation { recordPurchase(input: {
          channel: "store", purchasedAt: "2026-10-03T10:00:00Z",
          lines: [{ product: { sku: "mug" }, quantity: 1, unitPrice: "5.00" }]
        }) { userErrors { message } } }`,
      );
    });

    it('counts who bought again, on the same day too, and leaves out the cancelled and the unknown', async () => {
      const { customerCount, repeatPurchaseRate } = await loyalty(
        `customerCount repeatPurchaseRate { ${rate} definition }`,
      );

      expect(customerCount).toBe(3);
      expect(rounded(repeatPurchaseRate)).toEqual({ value: 0.6667, n: 3, low: 0.2077, high: 0.9385 });
      expect(repeatPurchaseRate.definition).toMatch('bought at least twice');
    });

    it('counts who has stayed away for longer than the active days', async () => {
      const { churned } = await loyalty(`churned { ${rate} definition }`);

      expect(rounded(churned)).toEqual({ value: 0.3333, n: 3, low: 0.0615, high: 0.7923 });
      expect(churned.definition).toMatch('did not within the last 365 days');
    });

    it('answers as it would have at the end of September', async () => {
      const answer = await loyalty('asOf customerCount repeatPurchaseRate { value n } churned { value n }', {
        asOf: endOfSeptember,
      });

      expect(answer).toMatchObject({
        asOf: '2026-09-30T21:00:00.000Z',
        customerCount: 2,
        repeatPurchaseRate: { value: 0, n: 2 },
        churned: { value: 0.5, n: 2 },
      });
    });

    it('leaves out what happens at the instant it is asked as of', async () => {
      const [before, after] = await Promise.all(
        ['2025-01-10T10:00:00Z', '2025-01-10T10:00:00.001Z'].map((asOf) =>
          loyalty('customerCount', { asOf }),
        ),
      );

      expect([before?.customerCount, after?.customerCount]).toEqual([0, 1]);
    });

    it('counts a purchase until it was called off', async () => {
      const [before, after] = await Promise.all(
        ['2026-10-20T08:00:00Z', '2026-10-20T08:00:00.001Z'].map((asOf) =>
          loyalty('customerCount cohorts { size }', { asOf }),
        ),
      );

      expect([before?.customerCount, after?.customerCount]).toEqual([4, 3]);
      expect([before, after].map((answer) => answer?.cohorts.at(-1).size)).toEqual([2, 1]);
    });

    it('is of the customers of a filter, now and before', async () => {
      const filter = { id: { eq: helmi } };

      const now = await loyalty('customerCount repeatPurchaseRate { value }', { filter });
      const before = await loyalty('customerCount cohorts { size }', { filter, asOf: endOfSeptember });

      expect(now).toMatchObject({ customerCount: 1, repeatPurchaseRate: { value: 1 } });
      expect(before).toMatchObject({ customerCount: 0, cohorts: [] });
    });

    it('follows those who first bought in a month, null where the month has not come', async () => {
      const { cohorts } = await loyalty(
        `cohorts(period: { from: "2026-09-01" }) { from size isComplete ${cells} }`,
      );

      const september = { period: 0, from: '2026-09-01', isComplete: true };
      const notYet = { customers: null, share: null, isComplete: false };
      expect(cohorts).toEqual([
        {
          from: '2026-09-01',
          size: 1,
          isComplete: true,
          cells: [
            { ...september, customers: 1, share: { value: 1, n: 1 } },
            { period: 1, from: '2026-10-01', customers: 0, share: { value: 0, n: 1 }, isComplete: true },
            { period: 2, from: '2026-11-01', customers: 1, share: { value: 1, n: 1 }, isComplete: false },
          ],
        },
        {
          from: '2026-10-01',
          size: 1,
          isComplete: true,
          cells: [
            { period: 0, from: '2026-10-01', customers: 1, share: { value: 1, n: 1 }, isComplete: true },
            { period: 1, from: '2026-11-01', customers: 0, share: { value: 0, n: 1 }, isComplete: false },
            { period: 2, from: '2026-12-01', ...notYet },
          ],
        },
        {
          from: '2026-11-01',
          size: 0,
          isComplete: false,
          cells: [
            { period: 0, from: '2026-11-01', customers: 0, share: { value: null, n: 0 }, isComplete: false },
            { period: 1, from: '2026-12-01', ...notYet },
            { period: 2, from: '2027-01-01', ...notYet },
          ],
        },
      ]);
    });

    it('begins with the first cohort, and has those of months without a first purchase', async () => {
      const { cohorts } = await loyalty('cohorts(periods: 2) { from size cells { customers } }');

      expect(cohorts).toHaveLength(23);
      expect(cohorts.slice(0, 2)).toEqual([
        { from: '2025-01-01', size: 1, cells: [{ customers: 1 }, { customers: 0 }] },
        { from: '2025-02-01', size: 0, cells: [{ customers: 0 }, { customers: 0 }] },
      ]);
    });

    it('tells quarters as they were at the end of one, which is then over', async () => {
      const { cohorts } = await loyalty(
        'cohorts(by: QUARTER, period: { from: "2026-07-01" }) { from size isComplete cells { customers isComplete } }',
        { asOf: endOfSeptember },
      );

      expect(cohorts).toEqual([
        { from: '2026-07-01', size: 1, isComplete: true, cells: [{ customers: 1, isComplete: true }] },
      ]);
    });

    it('tells weeks from Monday on, and a cohort of some days of a week', async () => {
      const { cohorts } = await loyalty(
        `cohorts(by: WEEK, periods: 3, period: { from: "2026-10-01", to: "2026-10-12" }) {
          from size cells { from customers }
        }`,
      );

      expect(cohorts).toEqual([
        {
          from: '2026-09-28',
          size: 1,
          cells: [
            { from: '2026-09-28', customers: 1 },
            { from: '2026-10-05', customers: 0 },
            { from: '2026-10-12', customers: 0 },
          ],
        },
        {
          from: '2026-10-05',
          size: 0,
          cells: [
            { from: '2026-10-05', customers: 0 },
            { from: '2026-10-12', customers: 0 },
            { from: '2026-10-19', customers: 0 },
          ],
        },
      ]);
    });

    it('reads what comes of the same customers in one statement', async () => {
      const rates = await loyalty('customerCount repeatPurchaseRate { value } churned { value }');
      const cohorts = await loyalty('cohorts { size cells { customers } }');

      expect([rates.statements, cohorts.statements]).toEqual([1, 2]);
    });
  });

  it.each([
    ['loyalty(asOf: "2026-11-22T12:00:00.001Z") { customerCount }', 'asOf is an instant that has come.'],
    ['loyalty { cohorts(periods: 0) { size } }', 'periods takes 1 to 120; got 0.'],
    ['loyalty { cohorts(periods: 121) { size } }', 'periods takes 1 to 120; got 121.'],
    [
      'loyalty { cohorts(by: DAY, period: { from: "2026-01-01" }, periods: 60) { size } }',
      'There are more than 10000 cells. Ask for fewer periods, for a shorter period or longer parts of it.',
    ],
    [
      'loyalty { cohorts(by: DAY, period: { from: "2020-01-01" }) { size } }',
      'There are more than 1000 points. Ask for a shorter period or longer parts of it.',
    ],
  ])('refuses %s', async (field, message) => {
    const { errors } = await shop.ask(`{ ${field} }`);

    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is for whoever may read purchases', async () => {
    const { errors } = await shop.ask('{ loyalty { customerCount } }', {}, { scopes: ['customers:read'] });

    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
