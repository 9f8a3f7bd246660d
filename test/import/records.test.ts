import { describe, expect, it } from '@jest/globals';
import { recordingSink } from './recording.sink.ts';
import { workbench } from './workbench.ts';

describe('importing customers and products', () => {
  it('gives what the cells give and leaves out what is empty', async () => {
    await using bench = await workbench();
    const mapping = {
      maps: 'customers',
      source: 'crm',
      customer: {
        id: { column: 'id' },
        kind: { column: 'kind' },
        name: { column: 'name' },
        email: { column: 'email' },
        city: { column: 'city' },
        country: { column: 'country' },
        yearlyIncome: { amount: { column: 'income', decimalMark: ',' }, currency: { value: 'EUR' } },
        interests: { column: 'likes', splitBy: ';' },
        attributes: { note: { column: 'note' } },
      },
    };
    const file = await bench.write(
      'crm.csv',
      'id,kind,name,email,city,country,income,likes,note\n' +
        '7,BUSINESS,Kahvila,info@kahvila.example,Turku,Finland,"52 000,50",coffee; tea,vip\n' +
        '8,,,,,Channel Islands,,,\n' +
        '9,FRIEND,,,,,,,\n' +
        ',PERSON,Nobody,,,,,,\n',
    );
    const map = await bench.write('map.json', JSON.stringify(mapping));

    const { sink, tally, refused } = await bench.run({ noun: 'customers', file, map });

    expect(sink.customers).toEqual([
      {
        kind: 'BUSINESS',
        name: 'Kahvila',
        email: 'info@kahvila.example',
        address: { city: 'Turku' },
        country: 'FI',
        yearlyIncome: { amount: '52000.50', currency: 'EUR' },
        interests: ['coffee', 'tea'],
        externalIds: [{ source: 'crm', id: '7' }],
        attributes: { note: 'vip' },
      },
      { externalIds: [{ source: 'crm', id: '8' }], attributes: { country: 'Channel Islands' } },
    ]);
    expect(tally.outcomes.customers.created).toBe(2);
    expect(refused).toEqual([
      '4 """FRIEND"" is not a kind of customer: PERSON',
      '5 has neither id nor email to find the customer again by',
    ]);
  });

  it('tells the refusal of each product with its line', async () => {
    await using bench = await workbench();
    const product = {
      sku: { column: 'sku' },
      name: { column: 'name' },
      price: { amount: { column: 'price' }, currency: { value: 'JPY' } },
      active: [{ column: 'gone', equals: '0' }],
    };
    const file = await bench.write('goods.csv', 'sku,name,price,gone\nA,Cup,980,0\nB,Plate,,1\nC,Bowl,1,0\n');
    const map = await bench.write('map.json', JSON.stringify({ maps: 'products', source: 'erp', product }));

    const { sink, tally, refused } = await bench.run({ noun: 'products', file, map }, recordingSink(['C']));

    expect(sink.products.slice(0, 2)).toEqual([
      { sku: 'A', name: 'Cup', price: { amount: '980', currency: 'JPY' }, active: true },
      { sku: 'B', name: 'Plate', active: false },
    ]);
    expect(tally.outcomes.products).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 1 });
    expect(refused).toEqual(['4 C is not wanted.']);
  });
});
