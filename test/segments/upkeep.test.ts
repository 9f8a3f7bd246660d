import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { addUnidentified } from '../../src/customers/customer.service.ts';
import { rowsOf } from '../../src/database/read.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { globalId, newId, type Uuid } from '../../src/kernel/ids.ts';
import { evaluateAll, evaluateDue, followChanges } from '../../src/segments/upkeep.service.ts';
import { added, written } from '../customers/asking.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { type TestShop, testNow } from '../support/shop.ts';

onBothEngines('the upkeep of segments', (shop) => {
  it('follows what happens to a customer, once it is committed', async () => {
    const finns = await aSegment(shop, { country: { eq: 'FI' } });
    const id = await added(shop, { name: 'Aino', country: 'FI' });
    const before = await namesIn(shop, finns);

    const changes = await followChanges(shop.setting);

    expect([before, await namesIn(shop, finns)]).toEqual([[], ['Aino']]);
    expect(changes).toBeGreaterThan(0);
    await written(shop, 'updateCustomer', { id, country: 'EE' });
    await followChanges(shop.setting);
    expect(await namesIn(shop, finns)).toEqual([]);
    expect(await rangesOf(shop, finns)).toEqual([{ joinedAt: testNow, leftAt: testNow }]);
    expect(await sizeOf(shop, finns)).toBe(0);
  });

  it('asks every rule of those who are new, and of those who have got a name', async () => {
    const nobodyIs = { segment: { in: [globalId('segment', newId())] } };
    const others = await aSegment(shop, { not: nobodyIs, createdAt: { gte: testNow.toISOString() } });
    const rest = await aSegment(shop, { not: nobodyIs });
    const [uuid] = await shop.inUnit((unit) => addUnidentified(unit, [testNow]));
    const id = globalId('customer', uuid ?? newId());
    await followChanges(shop.setting);
    const unnamed = await namesIn(shop, rest);

    await added(shop, { name: 'Newcomer' });
    await written(shop, 'updateCustomer', { id, givenName: 'Recognised' });
    await followChanges(shop.setting);

    expect(unnamed).not.toContain('Unknown customer');
    for (const segment of [others, rest]) {
      expect(await namesIn(shop, segment)).toEqual(expect.arrayContaining(['Newcomer', 'Recognised']));
    }
  });

  it('takes each change out of the queue, and says up to when it has come', async () => {
    await followChanges(shop.setting);

    const [row] = await rowsOf<{ waiting: number; followedAt: string }>(
      shop.database,
      sql`select (select count(*)::int from change_queue) as waiting, followed_at as "followedAt" from segment_upkeep`,
    );

    expect(row).toEqual({ waiting: 0, followedAt: testNow.toISOString() });
  });

  it('says as of when it is known who is in a segment', async () => {
    const [finns, active] = [
      await aSegment(shop, { country: { eq: 'FI' } }),
      await aSegment(shop, { lifecycle: { eq: 'ACTIVE' } }),
    ];
    const later = addDays(testNow, 1 / 24);
    const computed = async () => {
      const { data } = await shop.ask(
        `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Segment { computedAt } } }`,
        { ids: [finns, active].map((id) => globalId('segment', id)) },
      );
      return data.nodes.map(({ computedAt }: { computedAt: string }) => computedAt);
    };

    try {
      shop.clock.set(later);
      await followChanges(shop.setting);
      const followed = await computed();
      await evaluateDue(shop.setting);

      expect(followed).toEqual([later.toISOString(), testNow.toISOString()]);
      expect(await computed()).toEqual([later.toISOString(), later.toISOString()]);
    } finally {
      shop.clock.set(testNow);
    }
  });

  it('evaluates a window that has moved, when its time has come', async () => {
    const active = await aSegment(shop, { lifecycle: { eq: 'ACTIVE' }, region: { eq: 'Kainuu' } });
    const id = await added(shop, { name: 'Eero', region: 'Kainuu' });
    await till(shop).addProduct('mug');
    await till(shop).record({ customer: { id } });
    await followChanges(shop.setting);
    const before = await namesIn(shop, active);

    try {
      shop.clock.set(addDays(testNow, 366));
      await followChanges(shop.setting);
      const unasked = await namesIn(shop, active);
      await evaluateDue(shop.setting);

      expect([before, unasked, await namesIn(shop, active)]).toEqual([['Eero'], ['Eero'], []]);
      expect(await rangesOf(shop, active)).toEqual([{ joinedAt: testNow, leftAt: addDays(testNow, 366) }]);
    } finally {
      shop.clock.set(testNow);
    }
  });

  it('shows a rule that cannot be evaluated with the reason, and goes on with the others', async () => {
    const broken = await aSegment(shop, { planet: { eq: 'Mars' } });
    const estonians = await aSegment(shop, { country: { eq: 'EE' } });

    await added(shop, { name: 'Mati', country: 'EE' });
    await followChanges(shop.setting);

    expect(await namesIn(shop, estonians)).toContain('Mati');
    expect(await failureOf(shop, broken)).toBe('Field "planet" is not defined by type "CustomerFilter".');
    expect(await failureOf(shop, estonians)).toBeNull();
    await sql`update segment set rule = '{"country":{"eq":"EE"}}' where id = ${broken}`.execute(
      shop.database.kysely,
    );
    expect(await evaluateAll(shop.setting)).toBeGreaterThan(1);
    expect(await failureOf(shop, broken)).toBeNull();
    expect(await namesIn(shop, broken)).toEqual(await namesIn(shop, estonians));
  });
});

async function aSegment(shop: TestShop, rule: object): Promise<Uuid> {
  const id = newId();
  await sql`
    insert into segment (id, name, kind, rule, is_moving, created_at, updated_at)
    values (${id}, ${id}, 'RULE', ${JSON.stringify(rule)}, ${'lifecycle' in rule}, ${testNow}, ${testNow})`.execute(
    shop.database.kysely,
  );
  await sql`update segment set computed_at = ${testNow} where id = ${id}`.execute(shop.database.kysely);
  return id;
}

async function namesIn(shop: TestShop, segmentId: Uuid): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    shop.database,
    sql`
      select customer.name
      from segment_membership as membership
      join customer on customer.id = membership.customer_id
      where membership.segment_id = ${segmentId} and membership.left_at is null
      order by customer.name`,
  );
  return rows.map(({ name }) => name);
}

async function rangesOf(shop: TestShop, segmentId: Uuid): Promise<{ joinedAt: Date; leftAt: Date | null }[]> {
  const rows = await rowsOf<{ joinedAt: string; leftAt: string | null }>(
    shop.database,
    sql`
      select joined_at as "joinedAt", left_at as "leftAt"
      from segment_membership where segment_id = ${segmentId} order by joined_at`,
  );
  return rows.map(({ joinedAt, leftAt }) => ({
    joinedAt: new Date(joinedAt),
    leftAt: leftAt === null ? null : new Date(leftAt),
  }));
}

async function failureOf(shop: TestShop, segmentId: Uuid): Promise<string | null> {
  const [row] = await rowsOf<{ failure: string | null }>(
    shop.database,
    sql`select failure from segment where id = ${segmentId}`,
  );
  return row?.failure ?? null;
}

async function sizeOf(shop: TestShop, segmentId: Uuid): Promise<number | undefined> {
  const [row] = await rowsOf<{ size: number }>(
    shop.database,
    sql`select size from segment where id = ${segmentId}`,
  );
  return row?.size;
}
