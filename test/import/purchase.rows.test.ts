import { describe, expect, it } from '@jest/globals';
import { recordingSink } from './recording.sink.ts';
import { aCsv, aMapping, workbench } from './workbench.ts';

async function imported(csv: string | Buffer, mapping = aMapping(), sink = recordingSink()) {
  await using bench = await workbench();
  const file = await bench.write('sales.csv', csv);
  const map = await bench.write('map.json', mapping);
  // Awaited here: the folder goes when this function ends.
  return await bench.run({ file, map }, sink);
}

describe('the rows of a purchase file', () => {
  it('refuses rows alone, each with its line and reason, and keeps the rest', async () => {
    const csv = aCsv(
      '1,2026-01-05 10:00,C1,FI,A,Cup,1,2.50',
      '1,2026-02-30 10:00,C1,FI,B,Plate,1,4',
      '1,2026-01-05 10:00,C1,FI,C,Bowl,0,4',
      '1,2026-01-05 10:00,C1,FI,D,Fork,1.5,4',
      '1,2026-01-05 10:00,C1,FI,E,Knife,1,',
      '1,2026-01-05 10:00,C1,FI,F,Spoon,1,free',
      '1,2026-01-05 10:00,C1,FI,,Spoon,1,1',
      '1,2026-01-05 10:00,C2,FI,G,Spoon,1,1',
      '1,2026-01-05',
      ',2026-01-05 10:00,C1,FI,A,Cup,1,2.50',
    );

    const { sink, tally, refused } = await imported(csv);

    expect(refused.toSorted()).toEqual([
      '10 has 2 columns where 8 are expected',
      '11 has no invoice',
      '3 "at ""2026-02-30 10:00"" is not a date as YYYY-MM-DD HH:mm"',
      '4 "quantity ""0"" is not a whole number above 0"',
      '5 "quantity ""1.5"" is not a whole number above 0"',
      '6 has no price',
      '7 "price ""free"" is not a number"',
      '8 has no sku',
      '9 names another customer than its purchase does',
    ]);
    expect(sink.purchases.map(({ lines }) => lines.length)).toEqual([1]);
    expect(tally.reasons.get('quantity "…" is not a whole number above 0')).toBe(2);
  });

  it('rounds prices to their currency, half away from zero, and counts them', async () => {
    const csv = aCsv('1,2026-01-05 10:00,C1,FI,A,Cup,3,9.80000019', '1,2026-01-05 10:00,C1,FI,B,Pin,1,0.005');

    const { sink, tally } = await imported(csv);

    expect(sink.purchases[0]?.lines.map(({ unitPrice }) => unitPrice)).toEqual(['9.80', '0.01']);
    expect(tally.pricesRounded).toBe(2);
  });

  it('takes a share off a line, rounded half away from zero', async () => {
    const line = {
      quantity: { column: 'quantity' },
      unitPrice: { column: 'price' },
      discountShare: { column: 'name' },
    };

    const { sink, refused } = await imported(
      aCsv('1,2026-01-05 10:00,C1,FI,A,0.15,3,0.99', '1,2026-01-05 10:00,C1,FI,B,1.2,3,0.99'),
      aMapping({ product: { sku: { column: 'sku' } }, line }),
    );

    // 15 % of 2.97 is 0.4455.
    expect(sink.purchases[0]?.lines[0]?.discount).toBe('0.45');
    expect(refused).toEqual(['3 has a discount below 0 or above its price']);
  });

  it('splits an amount into units with the remainder as discount', async () => {
    const line = { quantity: { column: 'quantity' }, amount: { column: 'price' } };

    const { sink } = await imported(
      aCsv('1,2026-01-05 10:00,C1,FI,A,Cup,3,29.99', '2,2026-01-05 10:00,C1,FI,A,Cup,2,0.00'),
      aMapping({ line }),
    );

    expect(sink.purchases.flatMap(({ lines }) => lines)).toEqual([
      { product: { sku: 'A' }, quantity: 3, unitPrice: '10.00', discount: '0.01' },
      { product: { sku: 'A' }, quantity: 2, unitPrice: '0.00' },
    ]);
  });

  it('gives the rate of a currency that is not the base one, and refuses one without', async () => {
    const mapping = JSON.parse(aMapping({ rates: { GBP: '1.17' } }));
    mapping.purchase.currency = { column: 'name' };
    const rows = ['GBP', 'EUR', 'USD', 'XYZ'].map((code, at) => `${at},2026-01-05 10:00,C1,FI,A,${code},1,2`);

    const { sink, refused } = await imported(aCsv(...rows), JSON.stringify(mapping));

    expect(sink.purchases.map(({ currency, rate }) => [currency, rate])).toEqual([
      ['GBP', '1.17'],
      ['EUR', undefined],
    ]);
    expect(refused).toEqual([
      '4 "USD needs a rate to EUR: --rate USD=1.5 or ""rates"" in the mapping"',
      '5 """XYZ"" is not an ISO 4217 currency code"',
    ]);
  });

  it('maps refusals of the shop back to rows', async () => {
    const csv = aCsv(
      '1,2026-01-05 10:00,C1,FI,A,Cup,1,2',
      '1,2026-01-05 10:00,C1,FI,B,bad plate,1,2',
      '2,2026-01-05 10:00,C2,FI,A,Cup,1,2',
      '3,2026-01-05 10:00,C3,FI,Z,Zebra,1,2',
      '3,2026-01-05 10:00,C3,FI,A,Cup,1,2',
      '4,2026-01-05 10:00,C4,FI,A,Cup,1,2',
    );

    const { sink, tally, refused } = await imported(csv, aMapping(), recordingSink(['bad plate', 'C2', 'Z']));

    expect(sink.purchases.map(({ externalIds }) => externalIds?.[0]?.id)).toEqual(['1', '4']);
    expect(refused.toSorted()).toEqual([
      '2 is of a purchase refused for another of its lines: bad plate is not wanted.',
      '3 bad plate is not wanted.',
      '4 C2 is not wanted.',
      '5 Z is not wanted.',
      '6 is of a purchase refused for another of its lines: Z is not wanted.',
    ]);
    expect(tally.outcomes.purchases).toEqual({ created: 1, updated: 0, unchanged: 0, refused: 3 });
  });

  it('imports NDJSON by the same mapping', async () => {
    const record = {
      invoice: 1,
      at: '2026-01-05 10:00',
      customer: 'C1',
      sku: 'A',
      quantity: 2,
      price: '2.50',
    };

    const { sink } = await imported(
      `${JSON.stringify(record)}\n`,
      aMapping({
        customer: { id: { column: 'customer' } },
        product: { sku: { column: 'sku' } },
        line: { quantity: { column: 'quantity' }, unitPrice: { column: 'price' } },
      }),
    );

    expect(sink.purchases[0]?.lines).toEqual([{ product: { sku: 'A' }, quantity: 2, unitPrice: '2.50' }]);
  });

  it('joins files that lie beside the imported one', async () => {
    await using bench = await workbench();
    await bench.write('invoices.csv', 'number,buyer\n1,C7\n');
    const lookups = { invoice: { file: 'invoices.csv', key: 'number', on: 'invoice' } };
    const map = await bench.write(
      'map.json',
      aMapping({ lookups, customer: { id: { column: 'invoice.buyer' } } }),
    );
    const file = await bench.write('sales.csv', aCsv('1,2026-01-05 10:00,,FI,A,Cup,1,2'));

    const { sink } = await bench.run({ file, map });

    expect(sink.purchases[0]?.customer).toEqual({ externalId: { source: 'till', id: 'C7' } });
  });
});
