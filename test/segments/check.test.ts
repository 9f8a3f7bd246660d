import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { FigureDifference } from '../../src/api/contributions.ts';
import { rowsOf } from '../../src/database/read.ts';
import { globalId, localId } from '../../src/kernel/ids.ts';
import { contributions } from '../../src/schema.ts';
import { membershipDifferences } from '../../src/segments/membership.check.ts';
import { evaluateDue, followChanges } from '../../src/segments/upkeep.service.ts';
import { added } from '../customers/asking.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { shopSettings, testNow } from '../support/shop.ts';
import { grouping } from './grouping.ts';

onBothEngines('the check of segments', (shop) => {
  const { segment, adding } = grouping(shop);

  async function differences() {
    const checking = { reader: shop.database, now: shop.clock.now(), shop: shopSettings, contributions };
    const found = await rowsOf<FigureDifference>(shop.database, await membershipDifferences(checking));
    return found.map(({ id, ...rest }) => ({ id: globalId('segment', id), ...rest }));
  }
  const run = (statement: ReturnType<typeof sql>) => statement.execute(shop.database.kysely);

  it('finds who is in a segment and should not be, who should be and is not, and sizes that are neither', async () => {
    const [aino, bertil] = [
      await added(shop, { name: 'Aino', country: 'FI' }),
      await added(shop, { name: 'Bertil' }),
    ];
    const finns = await segment('createSegment', { name: 'Finns', rule: { country: { eq: 'FI' } } });
    const list = await segment('createSegment', { name: 'List' });
    await adding(list.id, [aino]);
    await followChanges(shop.setting);
    const sound = await differences();

    const [finnsId, listId] = [localId('segment', finns.id), localId('segment', list.id)];
    await run(sql`
      update segment_membership set customer_id = ${localId('customer', bertil)} where segment_id = ${finnsId}`);
    await run(sql`update segment set size = 7 where id = ${listId}`);

    expect(sound).toEqual([]);
    expect(await differences()).toEqual([
      {
        id: finns.id,
        kept: { size: 1, superfluous: 1, missing: 1 },
        figured: { size: 1, superfluous: 0, missing: 0 },
      },
      {
        id: list.id,
        kept: { size: 7, superfluous: 0, missing: 0 },
        figured: { size: 1, superfluous: 0, missing: 0 },
      },
    ]);
    await run(
      sql`update segment_membership set customer_id = ${localId('customer', aino)} where segment_id = ${finnsId}`,
    );
    await run(sql`update segment set size = 1 where id = ${listId}`);
  });

  it('lets be what upkeep has yet to follow, and windows that have moved since', async () => {
    const daavid = await added(shop, { name: 'Daavid' });
    await till(shop).addProduct('mug');
    await till(shop).record({ customer: { id: daavid }, purchasedAt: '2026-11-01T12:00:00Z' });
    await segment('createSegment', {
      name: 'Recent',
      rule: { purchases: { within: { days: 30 }, count: { gte: 1 } } },
    });
    await followChanges(shop.setting);
    await evaluateDue(shop.setting);

    await added(shop, { name: 'Eve', country: 'FI' });
    const waiting = await differences();
    await followChanges(shop.setting);
    shop.clock.set(new Date('2026-12-20T12:00:00Z'));
    const moved = await differences();
    await run(
      sql`delete from segment_membership where segment_id = (select id from segment where name = 'Recent')`,
    );
    const lost = await differences();
    shop.clock.set(testNow);

    // By the window of December it is right that nobody is in it; the size is not.
    expect([waiting, moved]).toEqual([[], []]);
    expect(lost).toMatchObject([{ kept: { size: 1, missing: 0 }, figured: { size: 0 } }]);
    expect(await differences()).toMatchObject([{ kept: { size: 1, missing: 1 }, figured: { size: 0 } }]);
  });
});
