import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { knownUnlessAsked } from '../../src/customers/customer.filter.ts';
import { matching } from '../../src/customers/customer.matching.ts';
import { addUnidentified } from '../../src/customers/customer.service.ts';
import { readFilter } from '../../src/customers/stored.filter.ts';
import { uniteCustomers } from '../../src/customers/union.service.ts';
import { rowsOf } from '../../src/database/read.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { globalId, localId, type Uuid } from '../../src/kernel/ids.ts';
import { contributions } from '../../src/schema.ts';
import { evaluateDue, followChanges } from '../../src/segments/upkeep.service.ts';
import { added, written } from '../customers/asking.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { type TestShop, testNow } from '../support/shop.ts';
import { grouping } from './grouping.ts';

const runs = 6;
const people = 3;
const countries = ['FI', 'EE'];

const who = fc.nat({ max: people - 1 });
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('buy' as const), who, daysAgo: fc.nat({ max: 60 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('move' as const), who, country: fc.constantFrom(...countries) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('list' as const), who, isAdded: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('recognise' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.constantFrom(1, 20, 40) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('rewrite' as const), country: fc.constantFrom(...countries) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('follow' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

onBothEngines('segments kept up with random histories', (shop) => {
  const ids = new Map<string, string>();
  beforeAll(async () => {
    await till(shop).addProduct('mug');
    for (const [name, rule] of Object.entries(rules)) {
      const { id } = await grouping(shop).segment('createSegment', { name, rule: rule(ids) });
      ids.set(name, id);
    }
  });
  afterAll(() => shop.clock.set(testNow));

  it('have the members that their rules mean, whatever happened in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const world = await aWorld(shop, ids);

        for (const one of steps) await happen(world, one);
        await followChanges(shop.setting);
        await evaluateDue(shop.setting);

        expect(await membersOf(shop)).toEqual(await meantMembers(shop));
        expect(await breaches(shop)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});

/** Of profiles, of all that was bought, of a moving window, of a list, and of one another three deep. */
const rules: Readonly<Record<string, (ids: ReadonlyMap<string, string>) => object | null>> = {
  listed: () => null,
  finns: () => ({ country: { eq: 'FI' } }),
  active: () => ({ lifecycle: { eq: 'ACTIVE' } }),
  regulars: () => ({ purchases: { count: { gte: 2 } } }),
  recent: () => ({ purchases: { within: { days: 30 }, count: { gte: 1 } } }),
  lapsing: () => ({
    purchases: { count: { gte: 1 } },
    not: { purchases: { within: { days: 30 }, count: { gte: 1 } } },
  }),
  chosen: (ids) => ({
    segment: { in: [ids.get('listed'), ids.get('finns')] },
    purchases: { count: { gte: 1 } },
  }),
  unlisted: (ids) => ({ segment: { notIn: [ids.get('listed')] } }),
  others: (ids) => ({ segment: { notIn: [ids.get('chosen')] } }),
  odd: (ids) => ({
    or: [
      { segment: { in: [ids.get('others')] }, country: { eq: 'EE' } },
      { segment: { in: [ids.get('recent')] } },
    ],
  }),
};

interface World {
  shop: TestShop;
  segments: ReadonlyMap<string, string>;
  customers: string[];
  purchases: string[][];
}

async function aWorld(shop: TestShop, segments: ReadonlyMap<string, string>): Promise<World> {
  const customers: string[] = [];
  for (let number = 0; number < people; number += 1)
    customers.push(await added(shop, { name: `P${number}` }));
  return { shop, segments, customers, purchases: customers.map(() => []) };
}

async function happen({ shop, segments, customers, purchases }: World, step: Step): Promise<void> {
  const now = shop.clock.now();
  switch (step.kind) {
    case 'buy': {
      const purchase = await till(shop).record({
        customer: { id: customers[step.who] },
        purchasedAt: addDays(now, -step.daysAgo).toISOString(),
      });
      purchases[step.who]?.push(purchase.id);
      return;
    }
    case 'cancel': {
      const id = purchases[step.who]?.pop();
      if (id !== undefined) await till(shop).cancelling({ id });
      return;
    }
    case 'move':
      await written(shop, 'updateCustomer', { id: customers[step.who], country: step.country });
      return;
    case 'list': {
      const { adding, removing } = grouping(shop);
      const changing = step.isAdded ? adding : removing;
      await changing(segments.get('listed') ?? '', [customers[step.who] ?? '']);
      return;
    }
    case 'recognise':
      await recognise(shop, customers[step.who] ?? '');
      return;
    case 'wait':
      shop.clock.set(addDays(now, step.days));
      return;
    case 'rewrite':
      await grouping(shop).segment('updateSegment', {
        id: segments.get('finns'),
        rule: { country: { eq: step.country } },
      });
      return;
    case 'follow':
      await followChanges(shop.setting);
  }
}

/** Somebody who bought without a name turns out to be the customer. */
async function recognise(shop: TestShop, customerId: string): Promise<void> {
  const now = shop.clock.now();
  const [from] = await shop.inUnit((unit) => addUnidentified(unit, [now]));
  const into = localId('customer', customerId);
  if (!from || !into) throw new Error('There is nobody.');
  await till(shop).record({ customer: { id: globalId('customer', from) }, purchasedAt: now.toISOString() });
  await followChanges(shop.setting);
  await shop.inUnit((unit) => uniteCustomers(unit, [{ from, into }]));
}

type Members = Record<string, Uuid[]>;

async function membersOf(shop: TestShop): Promise<Members> {
  const rows = await rowsOf<{ name: string; members: Uuid[] }>(
    shop.database,
    sql`
      select segment.name, coalesce(array_agg(member.customer_id::text order by member.customer_id) filter (where member.id is not null), '{}') as members
      from segment
      left join segment_membership as member on member.segment_id = segment.id and member.left_at is null
      where segment.kind = 'RULE'
      group by segment.name`,
  );
  return Object.fromEntries(rows.map(({ name, members }) => [name, members]));
}

/** Whom each rule means at this moment. The members of others are those that are kept, which are compared as well. */
async function meantMembers(shop: TestShop): Promise<Members> {
  const segments = await rowsOf<{ name: string; rule: unknown }>(
    shop.database,
    sql`select name, rule from segment where kind = 'RULE'`,
  );
  const meant: Members = {};
  for (const { name, rule } of segments) {
    const filter = readFilter(rule, contributions.filterType());
    const { from, where } = matching(filter, { ...shop.setting, now: shop.clock.now() });
    const rows = await rowsOf<{ id: Uuid }>(
      shop.database,
      sql`select customer.id from ${from} where ${where} and ${knownUnlessAsked(filter)} order by customer.id`,
    );
    meant[name] = rows.map(({ id }) => id);
  }
  return meant;
}

/** Sizes that are not how many are in, and ranges of one customer in one segment that overlap. */
function breaches(shop: TestShop): Promise<unknown[]> {
  return rowsOf(
    shop.database,
    sql`
      select segment.name, segment.size
      from segment
      where segment.size <> (
        select count(*) from segment_membership as member where member.segment_id = segment.id and member.left_at is null
      )
      union all
      select 'overlap', 0
      from segment_membership as one
      join segment_membership as other
        on other.segment_id = one.segment_id and other.customer_id = one.customer_id and other.id > one.id
      where one.joined_at < coalesce(other.left_at, 'infinity') and other.joined_at < coalesce(one.left_at, 'infinity')`,
  );
}
