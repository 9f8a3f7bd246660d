import { describe, expect, it } from '@jest/globals';
import { recordingSink } from './recording.sink.ts';
import { aCsv, aMapping, header, workbench } from './workbench.ts';

async function imported(csv: string | Buffer, mapping = aMapping(), sink = recordingSink()) {
  await using bench = await workbench();
  const file = await bench.write('sales.csv', csv);
  const map = await bench.write('map.json', mapping);
  // Awaited here: the folder goes when this function ends.
  return await bench.run({ file, map }, sink);
}

describe('importing purchases', () => {
  it('makes one purchase of the rows of an invoice, after its customer and products', async () => {
    const csv = aCsv('1,2026-01-05 10:00,C1,EIRE,A,Cup,2,2.50', '1,2026-01-05 10:00,C1,EIRE,B,Plate,1,4');

    const { sink, tally, refused } = await imported(csv);

    expect(sink.customers).toEqual([{ externalIds: [{ source: 'till', id: 'C1' }], country: 'IE' }]);
    expect(sink.products).toEqual([
      { sku: 'A', name: 'Cup' },
      { sku: 'B', name: 'Plate' },
    ]);
    expect(sink.purchases).toEqual([
      {
        customer: { externalId: { source: 'till', id: 'C1' } },
        externalIds: [{ source: 'till', id: '1' }],
        purchasedAt: new Date('2026-01-05T08:00:00Z'),
        channel: 'store',
        currency: 'EUR',
        lines: [
          { product: { sku: 'A' }, description: 'Cup', quantity: 2, unitPrice: '2.50' },
          { product: { sku: 'B' }, description: 'Plate', quantity: 1, unitPrice: '4.00' },
        ],
      },
    ]);
    expect(tally.rowsRead).toBe(2);
    expect(refused).toEqual([]);
  });

  it('gathers an invoice that stands in several places, at its earliest time', async () => {
    const csv = aCsv(
      '1,2026-01-05 10:02,C1,FI,A,Cup,1,2.50',
      '2,2026-01-05 10:05,C2,FI,A,Cup,1,2.50',
      '1,2026-01-05 10:00,C1,FI,B,Plate,1,4',
      '3,2026-01-05 10:09,C2,FI,A,Cup,1,2.50',
      '1,2026-01-05 10:07,C1,FI,C,Bowl,1,4',
    );

    const { sink } = await imported(csv);

    const told = sink.purchases.map(({ externalIds, lines }) => [externalIds?.[0]?.id, lines.length]);
    expect(told).toEqual([
      ['2', 1],
      ['3', 1],
      ['1', 3],
    ]);
    expect(sink.purchases[2]?.purchasedAt).toEqual(new Date('2026-01-05T08:00:00Z'));
  });

  it('records a line without a customer as an anonymous purchase', async () => {
    const { sink } = await imported(aCsv('1,2026-01-05 10:00,,FI,A,Cup,1,2.50'));

    expect(sink.customers).toEqual([]);
    expect(sink.purchases[0]).not.toHaveProperty('customer');
  });

  it('hands returns on last, with quantities above 0', async () => {
    const csv = aCsv(
      'R1,2026-01-09 10:00,C1,FI,A,Cup,-2,2.50',
      'R1,2026-01-09 10:00,C1,FI,UNSOLD,Fork,-1,1',
      '1,2026-01-05 10:00,C1,FI,A,Cup,2,2.50',
    );

    const { sink, tally, refused } = await imported(csv);

    expect(sink.returns).toEqual([
      {
        externalId: { source: 'till', id: 'R1' },
        customer: { externalId: { source: 'till', id: 'C1' } },
        returnedAt: new Date('2026-01-09T08:00:00Z'),
        lines: [
          { sku: 'A', quantity: 2, unitPrice: '2.50' },
          { sku: 'UNSOLD', quantity: 1, unitPrice: '1.00' },
        ],
      },
    ]);
    expect(tally.outcomes.returns.created).toBe(1);
    expect(refused).toEqual(['3 No purchase is found that it returns.']);
  });

  it('numbers rows without an id of their own so that a longer file calls them the same', async () => {
    const mapping = JSON.parse(aMapping());
    Object.assign(mapping.purchase, { id: { columns: ['customer', 'sku'] }, numbered: true });
    const lines = ['A', 'B', 'A', 'A'].map((sku) => `,2026-01-05 10:00,C1,FI,${sku},Cup,1,2`);
    const sink = recordingSink();

    await imported(aCsv(...lines.slice(0, 3)), JSON.stringify(mapping), sink);
    const { tally } = await imported(aCsv(...lines), JSON.stringify(mapping), sink);

    expect(sink.purchases.map(({ externalIds }) => externalIds?.[0]?.id)).toEqual([
      ...['C1-A', 'C1-B', 'C1-A#2'],
      ...['C1-A', 'C1-B', 'C1-A#2', 'C1-A#3'],
    ]);
    expect(tally.outcomes.purchases).toEqual({ created: 1, updated: 0, unchanged: 3, refused: 0 });
  });

  it('upserts a customer once, and a product again when its name is first told', async () => {
    const many = Array.from({ length: 1500 }, (_, at) => `${at},2026-01-05 10:00,C1,FI,A,,1,2`);
    const csv = aCsv(...many, 'last,2026-01-05 10:00,C1,SE,A,Cup,1,2');

    const { sink } = await imported(csv);

    expect(sink.batches).toEqual([1000, 501]);
    expect(sink.customers).toHaveLength(1);
    expect(sink.customers[0]?.country).toBe('FI');
    expect(sink.products).toEqual([{ sku: 'A' }, { sku: 'A', name: 'Cup' }]);
  });

  it('never splits a purchase over two batches', async () => {
    const lines = Array.from(
      { length: 2500 },
      (_, at) => `${Math.floor(at / 900)},2026-01-05 10:00,C1,FI,A,Cup,1,2`,
    );

    const { sink } = await imported(aCsv(...lines));

    expect(sink.purchases.map((purchase) => purchase.lines.length)).toEqual([900, 900, 700]);
    expect(sink.batches).toEqual([2, 1]);
  });

  it('takes a file that has only a header', async () => {
    const { tally } = await imported(`${header}\n`);

    expect(tally.rowsRead).toBe(0);
  });
});
