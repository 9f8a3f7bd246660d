import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { uniteCustomers } from '../../src/customers/union.service.ts';
import { rowsOf } from '../../src/database/read.ts';
import { insertRows } from '../../src/database/write.ts';
import { newId, type Uuid } from '../../src/kernel/ids.ts';
import { onBothEngines } from '../support/engines.ts';
import { type TestShop, testNow } from '../support/shop.ts';

const day = (number: number) => new Date(Date.UTC(2026, 9, number));

onBothEngines('the segments of customers who turn out to be others', (shop) => {
  it('become those of the other, and ranges that meet become one', async () => {
    const [unknown, known] = await customersIn(shop, 2);
    const segmentId = await segmentOf(shop, 1);
    await belong(shop, segmentId, [
      [unknown, day(1), day(5)],
      [known, day(4), day(8)],
      [known, day(10), day(12)],
      [unknown, day(12), null],
    ]);

    await shop.inUnit((unit) => uniteCustomers(unit, [{ from: unknown, into: known }]));

    expect(await rangesOf(shop, segmentId)).toEqual([
      [known, day(1), day(8)],
      [known, day(10), null],
    ]);
    expect(await sizeOf(shop, segmentId)).toBe(1);
  });

  it('count once who was in the same segment twice', async () => {
    const [unknown, known, other] = await customersIn(shop, 3);
    const segmentId = await segmentOf(shop, 3);
    await belong(shop, segmentId, [
      [known, day(1), null],
      [unknown, day(2), null],
      [other, day(3), null],
    ]);

    await shop.inUnit((unit) => uniteCustomers(unit, [{ from: unknown, into: known }]));

    expect(await rangesOf(shop, segmentId)).toEqual([
      [known, day(1), null],
      [other, day(3), null],
    ]);
    expect(await sizeOf(shop, segmentId)).toBe(2);
  });

  it('leave those alone that only the other is in', async () => {
    const [unknown, known] = await customersIn(shop, 2);
    const segmentId = await segmentOf(shop, 1);
    await belong(shop, segmentId, [[known, day(1), null]]);

    await shop.inUnit((unit) => uniteCustomers(unit, [{ from: unknown, into: known }]));

    expect(await rangesOf(shop, segmentId)).toEqual([[known, day(1), null]]);
    expect(await sizeOf(shop, segmentId)).toBe(1);
  });
});

async function customersIn(shop: TestShop, count: number): Promise<[Uuid, Uuid, Uuid]> {
  const ids = Array.from({ length: count }, () => newId());
  await shop.inUnit(async ({ em }) => {
    const times = { createdAt: testNow, updatedAt: testNow };
    const rows = ids.map((id) => ({
      id,
      kind: 'PERSON',
      identified: true,
      name: 'Aino',
      foldedName: ' aino',
      interests: [],
      attributes: {},
      ...times,
    }));
    await insertRows(em, 'customer', rows);
    await insertRows(
      em,
      'customer_summary',
      ids.map((customerId) => ({ customerId })),
    );
  });
  return ids as [Uuid, Uuid, Uuid];
}

async function segmentOf(shop: TestShop, size: number): Promise<Uuid> {
  const id = newId();
  const times = { createdAt: testNow, updatedAt: testNow };
  const segment = { id, name: id, kind: 'LIST', size, isMoving: false, ...times };
  await shop.inUnit(({ em }) => insertRows(em, 'segment', [segment]));
  return id;
}

type Range = [customerId: Uuid, joinedAt: Date, leftAt: Date | null];

async function belong(shop: TestShop, segmentId: Uuid, ranges: readonly Range[]): Promise<void> {
  const rows = ranges.map(([customerId, joinedAt, leftAt]) => {
    return { id: newId(), customerId, segmentId, joinedAt, leftAt };
  });
  await shop.inUnit(({ em }) => insertRows(em, 'segment_membership', rows));
}

async function rangesOf(shop: TestShop, segmentId: Uuid): Promise<Range[]> {
  const rows = await rowsOf<{ customerId: Uuid; joinedAt: string; leftAt: string | null }>(
    shop.database,
    sql`
      select customer_id as "customerId", joined_at as "joinedAt", left_at as "leftAt"
      from segment_membership where segment_id = ${segmentId} order by joined_at`,
  );
  return rows.map(({ customerId, joinedAt, leftAt }) => {
    return [customerId, new Date(joinedAt), leftAt === null ? null : new Date(leftAt)];
  });
}

async function sizeOf(shop: TestShop, segmentId: Uuid): Promise<number | undefined> {
  const rows = await rowsOf<{ size: number }>(
    shop.database,
    sql`select size from segment where id = ${segmentId}`,
  );
  return rows[0]?.size;
}
