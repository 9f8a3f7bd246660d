import { beforeAll, expect, it } from '@jest/globals';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { type Basket, ledger } from './ledger.ts';

const october = { from: '2026-10-01', to: '2026-11-01' };
const november = { from: '2026-11-01', to: '2026-12-01' };

onBothEngines('the products sold', (shop) => {
  const { addProduct, addCustomer, cancelling } = till(shop);
  const { buy, sales } = ledger(shop);

  /**
   * October has 31 days; the 30 before November begin on the 2nd. In November tea goes to two, in 3 units for 9.00 and
   * one of nobody known for 3.00; the kettle to one for 40.00; sugar to two, in 5 units for 5.00.
   */
  beforeAll(async () => {
    for (const sku of ['tea', 'kettle', 'sugar']) await addProduct(sku);
    await shop.ask(`mutation {
      tea: upsertProduct(input: { sku: "tea", category: "Drinks" }) { userErrors { message } }
      sugar: upsertProduct(input: { sku: "sugar", category: "Drinks" }) { userErrors { message } }
    }`);
    const [aino, jaak] = await Promise.all(
      ['Aino', 'Jaak'].map(async (name) => ({ customer: { id: (await addCustomer({ name })).id } })),
    );
    const bought: [string, Basket, object | undefined][] = [
      ['2026-10-01', { kettle: [9, '40.00'] }, aino],
      ['2026-10-02', { tea: [4, '3.00'] }, aino],
      ['2026-10-15', { kettle: [2, '40.00'] }, jaak],
      ['2026-11-02', { tea: [1, '3.00'], sugar: [1, '1.00'] }, aino],
      ['2026-11-03', { tea: [2, '3.00'], sugar: [3, '1.00'] }, jaak],
      ['2026-11-04', { kettle: [1, '40.00'], sugar: [1, '1.00'] }, aino],
      ['2026-11-05', { tea: [1, '3.00'] }, undefined],
    ];
    for (const [day, basket, who] of bought) await buy(day, basket, who);
    const called = await buy('2026-11-06', { kettle: [50, '40.00'] }, aino);
    await cancelling({ id: called.id });
  });

  it.each([
    {
      by: 'UNITS',
      told: [
        ['sugar', 3, 5, '5.00', 2, null],
        ['tea', 3, 4, '12.00', 2, 0],
        ['kettle', 1, 1, '40.00', 1, -0.5],
      ],
    },
    {
      by: 'REVENUE',
      told: [
        ['kettle', 1, 1, '40.00', 1, -0.5],
        ['tea', 3, 4, '12.00', 2, 0],
        ['sugar', 3, 5, '5.00', 2, null],
      ],
    },
    {
      by: 'BUYERS',
      told: [
        ['sugar', 3, 5, '5.00', 2, null],
        ['tea', 3, 4, '12.00', 2, 1],
        ['kettle', 1, 1, '40.00', 1, 0],
      ],
    },
  ])('are popular by $by, beside as many days before', async ({ by, told }) => {
    const fields = 'product { sku } purchaseCount unitCount revenue { amount } buyerCount change';
    const popular = `popularProducts(by: ${by}) { ${fields} }`;

    const { popularProducts } = await sales(popular, november);
    const ofSome = await sales(popular, november, {
      or: [{ identified: { eq: true } }, { identified: { eq: false } }],
    });

    const bySku = (one: (typeof told)[number], other: (typeof told)[number]) =>
      String(one[0]).localeCompare(String(other[0]));
    const rows = popularProducts.map((one: object) => Object.values(one).map(plain));
    // Of two that are equal either comes first.
    expect(by === 'BUYERS' ? rows.toSorted(bySku) : rows).toEqual(
      by === 'BUYERS' ? told.toSorted(bySku) : told,
    );
    expect(ofSome.popularProducts.toSorted(byName)).toEqual(popularProducts.toSorted(byName));
  });

  it('have their buyers counted once, where they are ranked by them', async () => {
    const ranked = await sales('popularProducts(by: BUYERS) { unitCount }', november);
    const told = await sales('popularProducts(by: BUYERS) { unitCount buyerCount }', november);

    expect(told.statements).toBe(ranked.statements);
  });

  it('have nothing before where the period is open at an end', async () => {
    const { popularProducts, statements } = await sales(
      'popularProducts(first: 1, by: REVENUE) { product { sku } unitCount before { unitCount } change }',
      { from: '2026-10-01' },
    );

    expect(popularProducts).toEqual([
      { product: { sku: 'kettle' }, unitCount: 12, before: null, change: null },
    ]);
    expect(statements).toBe(2);
  });

  it('are told of with what they were before', async () => {
    const { popularProducts } = await sales(
      'popularProducts(first: 1, by: REVENUE) { before { purchaseCount unitCount revenue { amount } buyerCount } }',
      november,
    );

    expect(popularProducts).toEqual([
      { before: { purchaseCount: 1, unitCount: 2, revenue: { amount: '80.00' }, buyerCount: 1 } },
    ]);
  });

  it('are told of by category', async () => {
    const { byCategory } = await sales('byCategory { category unitCount revenue { amount } }', november);

    expect(byCategory).toEqual([
      { category: null, unitCount: 1, revenue: { amount: '40.00' } },
      { category: 'Drinks', unitCount: 9, revenue: { amount: '17.00' } },
    ]);
  });

  it('are bought together so often, worked by hand', async () => {
    const pair = `
      product { sku } other { sku } count support { value n low high } confidence { value n low high } lift`;

    const { affinity } = await sales(`affinity(minimumCount: 2) { ${pair} }`, november);

    // Of four purchases two have both, three tea and three sugar: lift (2/4) / (3/4 · 3/4) = 8/9.
    const both = { count: 2, lift: expect.closeTo(0.8889, 4) };
    const support = {
      value: 0.5,
      n: 4,
      low: expect.closeTo(0.15, 3),
      high: expect.closeTo(0.85, 3),
    };
    const confidence = {
      value: expect.closeTo(0.6667, 4),
      n: 3,
      low: expect.closeTo(0.2077, 4),
      high: expect.closeTo(0.9385, 4),
    };
    expect(affinity.toSorted(byName)).toEqual([
      { product: { sku: 'sugar' }, other: { sku: 'tea' }, support, confidence, ...both },
      { product: { sku: 'tea' }, other: { sku: 'sugar' }, support, confidence, ...both },
    ]);
  });

  it('are bought together from the one that tells more of the other', async () => {
    const { affinity } = await sales(
      'affinity(minimumCount: 1, first: 2) { product { sku } other { sku } count confidence { value } lift }',
      november,
    );

    // Kettle and sugar are on one of four: (1/4) / (1/4 · 3/4) = 4/3.
    const together = { count: 1, lift: expect.closeTo(1.3333, 4) };
    expect(affinity).toEqual([
      { product: { sku: 'kettle' }, other: { sku: 'sugar' }, confidence: { value: 1 }, ...together },
      {
        product: { sku: 'sugar' },
        other: { sku: 'kettle' },
        confidence: { value: expect.closeTo(0.3333, 4) },
        ...together,
      },
    ]);
  });

  it('are looked at only as far as is asked', async () => {
    const { affinity } = await sales('affinity(minimumCount: 1, among: 2) { product { sku } }', november);
    const none = await sales('affinity { count }', october);

    expect(affinity.map(({ product }: { product: { sku: string } }) => product.sku).toSorted()).toEqual([
      'sugar',
      'tea',
    ]);
    expect(none.affinity).toEqual([]);
  });

  it.each([
    ['popularProducts(first: 0) { unitCount }', 'first takes 1 to 100; got 0.'],
    ['affinity(minimumCount: 0) { count }', 'minimumCount takes 1 or more; got 0.'],
    ['affinity(among: 1001) { count }', 'among takes 2 to 1000; got 1001.'],
  ])('are not told of for %s', async (selection, message) => {
    const { errors } = await shop.ask(`{ sales { ${selection} } }`);

    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return 'sku' in value ? value.sku : Object.values(value)[0];
}

function byName(one: { product: { sku: string } }, other: { product: { sku: string } }): number {
  return one.product.sku.localeCompare(other.product.sku);
}
