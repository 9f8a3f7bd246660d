import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { inUnit } from '../../src/api/unit.ts';
import { createCustomers } from '../../src/customers/customer.service.ts';
import { rowsOf } from '../../src/database/read.ts';
import { shopSink } from '../../src/import/shop.sink.ts';
import { upsertProducts } from '../../src/products/product.service.ts';
import { contributions } from '../../src/schema.ts';
import { emptyDatabase } from '../support/engines.ts';
import { shopSettings, testNow } from '../support/shop.ts';
import { recordingSink } from './recording.sink.ts';
import { workbench } from './workbench.ts';

const mapping = {
  maps: 'reviews',
  source: 'google',
  review: {
    id: { column: 'id' },
    writtenAt: { column: 'day', date: 'D.M.YYYY', timeZone: 'Europe/Helsinki' },
    rating: { column: 'stars', decimalMark: ',' },
    ratingMax: { value: '5' },
    author: { column: 'who' },
    text: { columns: ['title', 'text'], joinedBy: '\n' },
    language: { column: 'language' },
    url: { column: 'url' },
    sku: { column: 'article' },
    reply: {
      text: { column: 'answer' },
      by: { value: 'Veera' },
      repliedAt: { column: 'answered', date: 'D.M.YYYY', timeZone: 'Europe/Helsinki' },
    },
  },
  customer: { email: { column: 'email' } },
};
const header = 'id,day,stars,who,title,text,language,url,article,answer,answered,email\n';

describe('importing reviews', () => {
  it('reads what the cells say', async () => {
    await using bench = await workbench();
    const file = await bench.write(
      'reviews.csv',
      `${header}1,2.1.2026,"4,5",Aino M.,Fine,A mug.,en,https://r.example/1,MUG,Thanks!,3.1.2026,a@example.fi\n` +
        '2,2.1.2026,,,,Lovely,,,,,,\n' +
        ',2.1.2026,5,,,,,,,,,\n' +
        '4,soon,5,,,,,,,,,\n' +
        '5,2.1.2026,five,,,,,,,,,\n' +
        '6,2.1.2026,5,,,,,,,Thanks!,soon,\n',
    );
    const map = await bench.write('map.json', JSON.stringify(mapping));

    const { sink, tally, refused } = await bench.run({ noun: 'reviews', file, map });

    expect(sink.reviews).toEqual([
      {
        source: 'google',
        externalId: '1',
        isLenient: true,
        writtenAt: new Date('2026-01-01T22:00:00Z'),
        rating: 4.5,
        ratingMax: 5,
        author: 'Aino M.',
        text: 'Fine\nA mug.',
        language: 'en',
        url: 'https://r.example/1',
        customer: { email: 'a@example.fi' },
        product: { sku: 'MUG' },
        reply: { text: 'Thanks!', by: 'Veera', repliedAt: new Date('2026-01-02T22:00:00Z') },
      },
      {
        source: 'google',
        externalId: '2',
        isLenient: true,
        writtenAt: new Date('2026-01-01T22:00:00Z'),
        text: '\nLovely',
      },
    ]);
    expect(tally.outcomes.reviews.created).toBe(2);
    expect(refused.map((line) => line.replaceAll('"', ''))).toEqual([
      '4 has no id',
      '5 day soon is not a date as D.M.YYYY',
      '6 stars five is not a number',
      '7 answered soon is not a date as D.M.YYYY',
    ]);
  });

  it.each([
    [{ ...mapping.review, ratingMax: undefined }, 'review: say rating and ratingMax, or neither.'],
    [
      { ...mapping.review, rating: undefined, ratingMax: undefined, text: undefined },
      'review: say rating, text or both.',
    ],
  ])('refuses a mapping that tells too little', async (review, fault) => {
    await using bench = await workbench();
    const file = await bench.write('reviews.csv', header);
    const map = await bench.write('map.json', JSON.stringify({ ...mapping, review }));

    const run = bench.run({ noun: 'reviews', file, map });

    await expect(run).rejects.toThrow(fault);
  });

  it('matches customers and products that are known, leaves out others, and changes nothing again', async () => {
    await using bench = await workbench();
    const database = await emptyDatabase('pglite');
    const setting = {
      em: database.fork(),
      clock: { now: () => testNow },
      shop: shopSettings,
      contributions,
      actor: 'import',
      mayNameHolders: true,
      mayNameEmailHolders: true,
    };
    await inUnit(setting, async (unit) => {
      await createCustomers(unit, [
        { name: 'Aino', email: 'a@example.fi' },
        { name: 'Eino', externalIds: [{ source: 'google', id: 'Eino V.' }] },
      ]);
      await upsertProducts(unit, [{ sku: 'MUG', name: 'Mug' }]);
    });
    const file = await bench.write(
      'reviews.csv',
      `${header}1,2.1.2026,5,,,,,,MUG,,,a@example.fi\n` +
        '2,2.1.2026,4,Eino V.,,,,,TENT,,,\n' +
        '3,2.1.2026,3,,,,,,,Thanks!,,b@example.fi\n' +
        '4,2.1.2026,7,,,,,,,,,\n' +
        '3,2.1.2026,2,,,,,,,,,\n',
    );
    const map = await bench.write('map.json', JSON.stringify(mapping));
    const run = () =>
      bench.run(
        {
          noun: 'reviews',
          file,
          map,
          open: async () => ({ sink: shopSink(setting), baseCurrency: 'EUR', close: async () => {} }),
        },
        recordingSink(),
      );

    const first = await run();
    const second = await run();

    expect(first.tally.outcomes.reviews).toEqual({ created: 3, updated: 0, unchanged: 0, refused: 2 });
    expect(first.refused).toEqual([
      '5 A rating of 5 is 0 to 5; got 7.',
      '6 The same external id is given twice.',
    ]);
    expect(second.tally.outcomes.reviews).toEqual({ created: 0, updated: 0, unchanged: 3, refused: 2 });
    const rows = await rowsOf(
      database,
      sql`
        select review.external_id as id, case when customer.identified then customer.name end as name, product.sku
        from review
        join customer on customer.id = review.customer_id
        left join product on product.id = review.product_id
        order by 1`,
    );
    expect(rows).toEqual([
      { id: '1', name: 'Aino', sku: 'MUG' },
      { id: '2', name: 'Eino', sku: null },
      { id: '3', name: null, sku: null },
    ]);
    await database.close();
  });
});
