import { beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { upsertCustomers } from '../../src/customers/customer.service.ts';
import { localId } from '../../src/kernel/ids.ts';
import { onBothEngines } from '../support/engines.ts';
import type { TestShop } from '../support/shop.ts';
import { added } from './asking.ts';

interface Order {
  field: string;
  direction: 'ASC' | 'DESC';
}

/** Name, the name as it is compared, day they became known, cents spent, purchases, the last purchase. */
const people = [
  ['Aada', 'aada', 1, 500, 2, '2026-05-01'],
  ['aada', 'aada', 2, 500, 2, '2026-05-01'],
  ['Äiti', 'aiti', 1, 0, 0, null],
  ['aiti', 'aiti', 3, 0, 0, null],
  ['Eero', 'eero', 2, 900, 1, '2026-06-01T00:00:00.123Z'],
  ['eero', 'eero', 3, 900, 1, '2026-06-01T00:00:00.123Z'],
  ['Zoe', 'zoe', 4, 100, 5, null],
  ['Õnne', 'onne', 4, 100, 5, '2024-01-01'],
] as const;
type Person = (typeof people)[number];

const values: Record<string, (person: Person) => number | string | null> = {
  NAME: ([, plain]) => plain,
  CREATED_AT: ([, , day]) => day,
  UPDATED_AT: ([, , day]) => day,
  TOTAL_SPENT: ([, , , spent]) => spent,
  PURCHASE_COUNT: ([, , , , count]) => count,
  LAST_PURCHASE_AT: ([, , , , , at]) => at,
};

onBothEngines('the order of customers', (shop) => {
  beforeAll(async () => {
    for (const [name, , day, spent, count, at] of people) {
      const id = await added(shop, { name });
      const created = `2026-01-0${day}T00:00:00Z`;
      await sql`
        update customer set created_at = ${created}, updated_at = ${created}
        where id = ${localId('customer', id)}::uuid`.execute(shop.database.kysely);
      await sql`
        update customer_summary
        set total_spent_minor = ${spent}, purchase_count = ${count}, last_purchase_at = ${at}
        where customer_id = ${localId('customer', id)}::uuid`.execute(shop.database.kysely);
    }
  });

  const fields = ['CREATED_AT', 'UPDATED_AT', 'NAME', 'TOTAL_SPENT', 'PURCHASE_COUNT', 'LAST_PURCHASE_AT'];
  const single = fields.flatMap((field): Order[][] => [
    [{ field, direction: 'ASC' }],
    [{ field, direction: 'DESC' }],
  ]);
  const mixed: Order[][] = [
    [
      { field: 'TOTAL_SPENT', direction: 'DESC' },
      { field: 'NAME', direction: 'ASC' },
    ],
    [
      { field: 'LAST_PURCHASE_AT', direction: 'ASC' },
      { field: 'CREATED_AT', direction: 'DESC' },
    ],
    [
      { field: 'LAST_PURCHASE_AT', direction: 'DESC' },
      { field: 'PURCHASE_COUNT', direction: 'ASC' },
      { field: 'NAME', direction: 'DESC' },
    ],
  ];
  const named = [...single, ...mixed].map((orderBy) => ({
    orderBy,
    name: orderBy.map(({ field, direction }) => `${field} ${direction}`).join(', '),
  }));

  it.each(named)('by $name: whole, forwards and backwards are the same list', async ({ orderBy }) => {
    const whole = (await pageOf(shop, { orderBy, first: 100 })).names;
    const forwards = await walked(shop, orderBy, 'forwards');
    const backwards = await walked(shop, orderBy, 'backwards');

    expect(whole.toSorted()).toEqual(people.map(([name]) => name).toSorted());
    expect(forwards).toEqual(whole);
    expect(backwards).toEqual(whole.toReversed());
    for (const [index, name] of whole.slice(1).entries()) {
      expect(isInOrder(whole[index] ?? '', name, orderBy)).toBe(true);
    }
  });

  it('is newest first when nothing is said', async () => {
    const byDefault = await pageOf(shop, { first: 100 });
    const asked = await pageOf(shop, { first: 100, orderBy: [{ field: 'CREATED_AT', direction: 'DESC' }] });

    expect(byDefault).toEqual(asked);
  });

  it('refuses more than ten keys', async () => {
    const orderBy = Array.from({ length: 11 }, () => ({ field: 'NAME', direction: 'ASC' }));

    const { errors } = await shop.ask(
      'query ($orderBy: [CustomerOrder!]) { customers(orderBy: $orderBy) { nodes { name } } }',
      { orderBy },
    );

    expect(errors).toMatchObject([
      { message: 'orderBy takes at most 10 keys; got 11.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

onBothEngines('walking customers while they come and go', (shop) => {
  it.each(['forwards', 'backwards'] as const)('%s, gives nobody twice and leaves nobody out', async (way) => {
    const stay = Array.from({ length: 30 }, (_, index) => `${way} ${String(index).padStart(2, '0')}`);
    await shop.inUnit((unit) =>
      upsertCustomers(
        unit,
        stay.map((name) => ({ name, externalIds: [{ source: 'walk', id: name }] })),
      ),
    );
    const orderBy: Order[] = [{ field: 'NAME', direction: 'ASC' }];
    let turn = 0;

    // Between pages one comes before, one after, and one just seen goes: the page's own last edge.
    const seen = await walked(shop, orderBy, way, async (page) => {
      turn += 1;
      await added(shop, { name: `aaa ${way} ${turn}` });
      await added(shop, { name: `zzz ${way} ${turn}` });
      await sql`delete from customer where name = ${page.at(-1)}`.execute(shop.database.kysely);
    });

    expect(new Set(seen).size).toBe(seen.length);
    const ours = seen.filter((name) => stay.includes(name));
    expect(ours).toEqual(way === 'forwards' ? stay : stay.toReversed());
  });
});

interface Page {
  names: string[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

async function pageOf(shop: TestShop, variables: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await shop.ask(
    `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [CustomerOrder!]) {
      customers(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
        nodes { name }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`,
    variables,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  const { nodes, pageInfo } = data.customers;
  return { names: nodes.map(({ name }: { name: string }) => name), pageInfo };
}

/** The whole list, three at a time; backwards from its end, each page read from its end too. */
async function walked(
  shop: TestShop,
  orderBy: readonly Order[],
  way: 'forwards' | 'backwards',
  between: (page: string[]) => Promise<void> = async () => {},
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { names, pageInfo }: Page = await pageOf(shop, {
      orderBy,
      ...(way === 'forwards' ? { first: 3, after: cursor } : { last: 3, before: cursor }),
    });
    const page = way === 'forwards' ? names : names.toReversed();
    const isMore = way === 'forwards' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
    seen.push(...page);
    await between(page);
    cursor = isMore ? (way === 'forwards' ? pageInfo.endCursor : pageInfo.startCursor) : null;
  } while (cursor !== null);
  return seen;
}

function isInOrder(one: string, other: string, orderBy: readonly Order[]): boolean {
  for (const { field, direction } of orderBy) {
    const [before, after] = [valueOfPerson(one, field), valueOfPerson(other, field)];
    if (before === after) continue;
    if (before === null || after === null) return after === null;
    return direction === 'ASC' ? before < after : before > after;
  }
  return true;
}

function valueOfPerson(name: string, field: string): number | string | null {
  const person = people.find(([known]) => known === name);
  return person ? (values[field]?.(person) ?? null) : null;
}
