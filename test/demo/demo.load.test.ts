import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { engines } from '../../src/database/connect.ts';
import { rowsOf } from '../../src/database/read.ts';
import { loadDemo } from '../../src/demo/demo.load.ts';
import { demoSegments } from '../../src/demo/segments.ts';
import { demoShop } from '../../src/demo/shop.ts';
import { contributions } from '../../src/schema.ts';
import { emptyDatabase } from '../support/engines.ts';
import { shopSettings, testNow } from '../support/shop.ts';

describe.each(engines)('the demo shop on %s', (engine) => {
  it('stands in the database as it was generated, with summaries that agree with the facts', async () => {
    const database = await emptyDatabase(engine);
    const shop = demoShop({ seed: 1, until: testNow });
    const shares: number[] = [];
    const setting = {
      em: database.fork(),
      clock: { now: () => testNow },
      shop: shopSettings,
      contributions,
      actor: 'demo',
      mayNameHolders: true,
      mayNameEmailHolders: true,
    };

    await loadDemo(shop, setting, (share) => shares.push(share));

    const counts = await rowsOf(
      database,
      sql`
        select
          (select count(*)::int from customer where identified) as customers,
          (select count(*)::int from customer where organisation_id is not null) as members,
          (select count(*)::int from product) as products,
          (select count(*)::int from purchase) as purchases,
          (select count(*)::int from purchase where status = 'CANCELLED') as cancelled,
          (select count(*)::int from refund) as refunds,
          (select count(*)::int from service_case) as cases,
          (select count(*)::int from survey where status = 'OPEN') as surveys,
          (select count(*)::int from survey_response) as responses,
          (select count(*)::int from survey_response where status = 'PARTIAL') as partial,
          (select count(*)::int from review) as reviews,
          (select count(*)::int from improvement where status = 'DONE') as improvements,
          (select count(*)::int from case_study where concluded_at is not null) as studies,
          (select count(*)::int from interaction) as interactions`,
    );
    expect(counts).toEqual([
      {
        customers: 2_000,
        members: shop.customers.filter(({ organisation }) => organisation).length,
        products: shop.products.length,
        purchases: shop.purchases.length,
        cancelled: shop.purchases.filter(({ cancelledAt }) => cancelledAt).length,
        refunds: shop.purchases.reduce((sum, { refunds }) => sum + refunds.length, 0),
        cases: shop.service.cases.length,
        surveys: 3,
        responses: shop.responses.length,
        partial: shop.responses.filter(({ isPartial }) => isPartial).length,
        reviews: shop.reviews.length,
        improvements: 1,
        studies: 1,
        interactions:
          shop.service.interactions.length +
          shop.service.cases.reduce(
            (sum, { events }) => sum + 1 + events.filter((event) => 'author' in event).length,
            0,
          ),
      },
    ]);
    const segments = await rowsOf<{ name: string; size: number }>(
      database,
      sql`select name, size from segment order by name`,
    );
    expect(segments.map(({ name }) => name)).toEqual(demoSegments.map(({ name }) => name).toSorted());
    expect(segments.filter(({ size }) => size === 0)).toEqual([]);
    const checking = { reader: database, now: testNow, shop: shopSettings, contributions };
    for (const { differences } of contributions.checks) {
      expect(await rowsOf(database, await differences(checking))).toEqual([]);
    }
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shares.at(-1)).toBe(1);
    await database.close();
  }, 120_000);
});
