import { describe, expect, it } from '@jest/globals';
import { mostLines, type PurchaseDraft, planPurchase } from '../../src/purchases/purchase.rules.ts';

const now = new Date('2026-11-22T12:00:00Z');
const setting = { baseCurrency: 'EUR', now };

function aDraft(changes: Partial<PurchaseDraft> = {}): PurchaseDraft {
  return { purchasedAt: now, channel: 'webshop', currency: 'EUR', lines: [aLine()], ...changes };
}

function aLine(changes: Partial<PurchaseDraft['lines'][number]> = {}): PurchaseDraft['lines'][number] {
  return { product: { sku: 'mug' }, quantity: 1, unitPrice: '10.00', ...changes };
}

const withLine = (changes: Parameters<typeof aLine>[0]) => ({ lines: [aLine(changes)] });

describe('planPurchase', () => {
  it('sums lines, discounts and units in minor units', () => {
    const draft = aDraft({
      lines: [
        aLine({ quantity: 3, unitPrice: '4.50', discount: '0.50', description: '  Blue mug ' }),
        aLine({ quantity: 2, unitPrice: '0.05', discount: null }),
        aLine({ quantity: 1, unitPrice: '20', discount: '20.00' }),
      ],
      total: '13.1',
    });

    const { plan, errors } = planPurchase(draft, setting);

    expect(errors).toEqual([]);
    expect(plan).toEqual({
      purchasedAt: now,
      channel: 'webshop',
      currency: 'EUR',
      rate: '1',
      unitCount: 6,
      totalMinor: 1310,
      baseTotalMinor: 1310,
      lines: [
        {
          description: 'Blue mug',
          quantity: 3,
          unitPriceMinor: 450,
          discountMinor: 50,
          totalMinor: 1300,
          baseTotalMinor: 1300,
        },
        {
          description: null,
          quantity: 2,
          unitPriceMinor: 5,
          discountMinor: 0,
          totalMinor: 10,
          baseTotalMinor: 10,
        },
        {
          description: null,
          quantity: 1,
          unitPriceMinor: 2000,
          discountMinor: 2000,
          totalMinor: 0,
          baseTotalMinor: 0,
        },
      ],
    });
  });

  it.each([
    { currency: 'JPY', unitPrice: '1250', rate: '0.00613', base: 'EUR', totalMinor: 1250, inBase: 766 },
    { currency: 'JPY', unitPrice: '1', rate: '0.005', base: 'EUR', totalMinor: 1, inBase: 1 },
    { currency: 'JPY', unitPrice: '1', rate: '0.0049', base: 'EUR', totalMinor: 1, inBase: 0 },
    { currency: 'KWD', unitPrice: '1.005', rate: '2.985', base: 'EUR', totalMinor: 1005, inBase: 300 },
    { currency: 'USD', unitPrice: '99.99', rate: '0.8642', base: 'EUR', totalMinor: 9999, inBase: 8641 },
    { currency: 'EUR', unitPrice: '10.00', rate: '0.335', base: 'KWD', totalMinor: 1000, inBase: 3350 },
    { currency: 'USD', unitPrice: '19.99', rate: '149.5', base: 'JPY', totalMinor: 1999, inBase: 2989 },
  ])('takes $unitPrice $currency at $rate as $inBase minor units of $base', (given) => {
    const { currency, unitPrice, rate, base, totalMinor, inBase } = given;

    const { plan, errors } = planPurchase(aDraft({ currency, rate, ...withLine({ unitPrice }) }), {
      baseCurrency: base,
      now,
    });

    expect(errors).toEqual([]);
    expect(plan).toMatchObject({ currency, rate, totalMinor, baseTotalMinor: inBase });
  });

  it.each<{ what: string; changes: Partial<PurchaseDraft> }>([
    { what: 'exactly a day ahead', changes: { purchasedAt: new Date('2026-11-23T12:00:00Z') } },
    { what: 'the first moment of 1900', changes: { purchasedAt: new Date('1900-01-01T00:00:00Z') } },
    { what: 'a channel of 60 characters', changes: { channel: 'x'.repeat(60) } },
    { what: 'a currency in small letters', changes: { currency: ' eur ' } },
    { what: 'the largest quantity', changes: withLine({ quantity: 10_000_000, unitPrice: '1.00' }) },
    { what: 'the largest amount', changes: withLine({ unitPrice: '90071992547409.91' }) },
    { what: 'the smallest rate', changes: { currency: 'USD', rate: '0.000000001' } },
    { what: 'the largest rate', changes: { currency: 'USD', rate: '1000000000' } },
    { what: 'a total with other zeros', changes: { total: '10' } },
    { what: 'zeros beyond the decimals', changes: withLine({ unitPrice: '10.000' }) },
    { what: 'a price of nothing', changes: withLine({ unitPrice: '0' }) },
    { what: 'a description of 500 characters', changes: withLine({ description: 'x'.repeat(500) }) },
    { what: `${mostLines} lines`, changes: { lines: Array.from({ length: mostLines }, () => aLine()) } },
  ])('takes $what', ({ changes }) => {
    const { plan, errors } = planPurchase(aDraft(changes), setting);

    expect(errors).toEqual([]);
    expect(plan).not.toBeNull();
  });

  it.each<[what: string, changes: Partial<PurchaseDraft>, code: string, path: string, message: string]>([
    [
      'more than a day ahead',
      { purchasedAt: new Date('2026-11-23T12:00:00.001Z') },
      'INVALID',
      'purchasedAt',
      'The date is at most a day ahead of now.',
    ],
    [
      'a date before 1900',
      { purchasedAt: new Date('1899-12-31T23:59:59.999Z') },
      'INVALID',
      'purchasedAt',
      'The date is in 1900 or later.',
    ],
    [
      'no channel',
      { channel: '  ' },
      'REQUIRED',
      'channel',
      'A purchase has a channel, such as webshop or store.',
    ],
    [
      'a long channel',
      { channel: 'x'.repeat(61) },
      'INVALID',
      'channel',
      'A channel has at most 60 characters; got 61.',
    ],
    ['no lines', { lines: [] }, 'REQUIRED', 'lines', 'A purchase has at least one line.'],
    [
      'too many lines, and not what is wrong with each',
      { lines: Array.from({ length: mostLines + 1 }, () => aLine({ quantity: 0 })) },
      'INVALID',
      'lines',
      'A purchase has at most 5000 lines; got 5001.',
    ],
    [
      'too many external ids',
      { externalIds: Array.from({ length: 51 }, () => ({ source: '', id: '' })) },
      'INVALID',
      'externalIds',
      'At most 50 external ids at once; got 51.',
    ],
    [
      'an unknown currency',
      { currency: 'EURO' },
      'INVALID',
      'currency',
      'A currency is three letters of ISO 4217, such as EUR.',
    ],
    [
      'a foreign currency without a rate',
      { currency: 'USD' },
      'REQUIRED',
      'rate',
      'A purchase in USD needs its rate: how many EUR one USD was.',
    ],
    [
      'a rate in the base currency',
      { rate: '1' },
      'INVALID',
      'rate',
      'A purchase in the base currency EUR has no rate; leave it out.',
    ],
    ...['0', '-1', '0.0000000001', '1000000000.1', 'one'].map(
      (rate): [string, Partial<PurchaseDraft>, string, string, string] => [
        `a rate of ${rate}`,
        { currency: 'USD', rate },
        'INVALID',
        'rate',
        'A rate is a decimal from 0.000000001 to 1000000000.',
      ],
    ),
    ...[0, -1, 10_000_001, 1.5].map((quantity): [string, Partial<PurchaseDraft>, string, string, string] => [
      `a quantity of ${quantity}`,
      withLine({ quantity }),
      'INVALID',
      'lines.0.quantity',
      `A quantity is a whole number from 1 to 10000000; got ${quantity}.`,
    ]),
    [
      'a decimal too many in euros',
      withLine({ unitPrice: '10.005' }),
      'INVALID',
      'lines.0.unitPrice',
      'An amount in EUR is from 0 to 90071992547409.91, with at most 2 decimals; got 10.005.',
    ],
    [
      'a decimal too many in yen',
      { currency: 'JPY', rate: '0.006', ...withLine({ unitPrice: '10.5' }) },
      'INVALID',
      'lines.0.unitPrice',
      'An amount in JPY is from 0 to 9007199254740991, with at most 0 decimals; got 10.5.',
    ],
    [
      'a decimal too many in dinars',
      { currency: 'KWD', rate: '3', ...withLine({ unitPrice: '1.0005' }) },
      'INVALID',
      'lines.0.unitPrice',
      'An amount in KWD is from 0 to 9007199254740.991, with at most 3 decimals; got 1.0005.',
    ],
    [
      'a negative price',
      withLine({ unitPrice: '-0.01' }),
      'INVALID',
      'lines.0.unitPrice',
      'An amount in EUR is from 0 to 90071992547409.91, with at most 2 decimals; got -0.01.',
    ],
    [
      'a price larger than can be held exactly',
      withLine({ unitPrice: '90071992547409.92' }),
      'INVALID',
      'lines.0.unitPrice',
      'An amount in EUR is from 0 to 90071992547409.91, with at most 2 decimals; got 90071992547409.92.',
    ],
    [
      'a negative discount',
      withLine({ discount: '-1' }),
      'INVALID',
      'lines.0.discount',
      'An amount in EUR is from 0 to 90071992547409.91, with at most 2 decimals; got -1.',
    ],
    [
      'a discount larger than the line',
      withLine({ quantity: 2, discount: '20.01' }),
      'INVALID',
      'lines.0.discount',
      'A discount is at most what the line costs, 20.00 EUR.',
    ],
    [
      'a line that comes to more than can be held exactly, whatever its discount',
      withLine({ quantity: 2, unitPrice: '90071992547409.91', discount: '90071992547409.91' }),
      'INVALID',
      'lines.0.unitPrice',
      'A line comes to at most 90071992547409.91 EUR before its discount.',
    ],
    [
      'lines that together come to more than can be held exactly',
      { lines: [aLine({ unitPrice: '90071992547409.91' }), aLine({ unitPrice: '0.01' })] },
      'INVALID',
      'lines',
      'The lines come to more than can be stored.',
    ],
    [
      'more in the base currency than can be held exactly',
      { currency: 'USD', rate: '1000000000', ...withLine({ unitPrice: '1000000.00' }) },
      'INVALID',
      'lines',
      'The lines come to more than can be stored.',
    ],
    [
      'more units than can be stored',
      { lines: Array.from({ length: 201 }, () => aLine({ quantity: 10_000_000, unitPrice: '0' })) },
      'INVALID',
      'lines',
      'The lines come to more than can be stored.',
    ],
    [
      'a long description',
      withLine({ description: 'x'.repeat(501) }),
      'INVALID',
      'lines.0.description',
      'A description has at most 500 characters; got 501.',
    ],
    [
      'a total that is not the sum',
      { lines: [aLine({ quantity: 2 }), aLine()], total: '29.99' },
      'CONFLICT',
      'total',
      'The total given is 29.99 EUR; the lines come to 30.00 EUR.',
    ],
    [
      'a total with a decimal too many',
      { total: '10.001' },
      'CONFLICT',
      'total',
      'The total given is 10.001 EUR; the lines come to 10.00 EUR.',
    ],
    [
      'an external id without an id',
      { externalIds: [{ source: 'pos', id: ' ' }] },
      'INVALID',
      'externalIds.0.id',
      'An external id has 1 to 200 characters.',
    ],
    [
      'an external id of a source that is no word',
      { externalIds: [{ source: 'the till', id: '1' }] },
      'INVALID',
      'externalIds.0.source',
      'A source is 1 to 60 letters, digits, dots, colons, dashes or underscores.',
    ],
  ])('refuses %s', (_what, changes, code, path, message) => {
    const { plan, errors } = planPurchase(aDraft(changes), setting);

    expect(errors).toEqual([{ code, path: path.split('.'), message }]);
    expect(plan).toBeNull();
  });

  it('tells every mistake at once, and none that follows from another', () => {
    const draft = aDraft({
      channel: '',
      currency: 'USD',
      total: '1.00',
      lines: [
        aLine({ quantity: -1 }),
        aLine({ unitPrice: '1.234', discount: '5.00' }),
        aLine({ discount: '10.01' }),
      ],
    });

    const { errors } = planPurchase(draft, setting);

    expect(errors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['REQUIRED', 'channel'],
      ['REQUIRED', 'rate'],
      ['INVALID', 'lines.0.quantity'],
      ['INVALID', 'lines.1.unitPrice'],
      ['INVALID', 'lines.2.discount'],
    ]);
  });
});
