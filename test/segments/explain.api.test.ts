import { beforeAll, expect, it } from '@jest/globals';
import { addUnidentified } from '../../src/customers/customer.service.ts';
import { globalId } from '../../src/kernel/ids.ts';
import { added } from '../customers/asking.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { allScopes, testNow } from '../support/shop.ts';
import { grouping } from './grouping.ts';

onBothEngines('why a customer is in a segment or is not', (shop) => {
  const { segment, adding, membersOf } = grouping(shop);
  let aino = '';

  const explain = async (id: string, customerId: string, scopes: readonly string[] = allScopes) => {
    const { data, errors } = await shop.ask(
      `query ($id: ID!, $customerId: ID!) {
        segment(by: { id: $id }) { explain(customerId: $customerId) { matches clauses { path clause actual matches } } }
      }`,
      { id, customerId },
      { scopes },
    );
    return errors.length > 0 ? errors : data.segment.explain;
  };

  beforeAll(async () => {
    const { record, addProduct } = till(shop);
    aino = await added(shop, {
      name: 'Aino',
      country: 'FI',
      email: 'aino@example.fi',
      interests: ['hiking', 'sauna'],
    });
    await addProduct('mug');
    await record({ customer: { id: aino }, purchasedAt: '2026-11-12T12:00:00Z' });
  });

  it('is told clause by clause, with what the customer has', async () => {
    const base = await segment('createSegment', { name: 'Base', rule: { name: { eq: 'Aino' } } });
    const { id } = await segment('createSegment', {
      name: 'Told',
      rule: {
        country: { in: ['FI', 'EE'] },
        or: [{ interests: { hasAny: ['golf'] } }, { not: { region: { eq: 'Lapland' } } }],
        purchases: { within: { days: 30 }, count: { gte: 2 } },
        segment: { in: [base.id] },
      },
    });

    const { matches, clauses } = await explain(id, aino);

    expect(matches).toBe(false);
    expect(
      clauses.toSorted((one: { path: string[] }, other: { path: string[] }) =>
        `${one.path}` < `${other.path}` ? -1 : 1,
      ),
    ).toEqual([
      { path: ['country', 'in'], clause: 'country is one of FI, EE', actual: 'FI', matches: true },
      {
        path: ['or', '0', 'interests', 'hasAny'],
        clause: 'interests have one of golf',
        actual: 'hiking, sauna',
        matches: false,
      },
      { path: ['or', '1', 'not', 'region', 'eq'], clause: 'region is Lapland', actual: null, matches: false },
      {
        path: ['purchases', 'count', 'gte'],
        clause: 'purchases in the last 30 days: count is at least 2',
        actual: '1',
        matches: false,
      },
      { path: ['segment', 'in'], clause: 'in the segment "Base"', actual: 'Base', matches: true },
    ]);
    expect(await membersOf(id)).toEqual([]);
  });

  it('agrees with who is in it', async () => {
    const { id } = await segment('createSegment', {
      name: 'Agreed',
      rule: { not: { purchases: { count: { gte: 2 } } } },
    });

    expect(await explain(id, aino)).toMatchObject({
      matches: true,
      clauses: [{ actual: '1', matches: false }],
    });
    expect(await membersOf(id)).toEqual(['Aino']);
  });

  it('says of whoever is not known by name that nobody asked for them', async () => {
    const [uuid = ''] = await shop.inUnit((unit) => addUnidentified(unit, [testNow]));
    const { id } = await segment('createSegment', { name: 'Named', rule: { country: { isNull: true } } });

    expect(await explain(id, globalId('customer', uuid))).toEqual({
      matches: false,
      clauses: [
        { path: ['country', 'isNull'], clause: 'country is not known', actual: null, matches: true },
        { path: [], clause: 'known by name', actual: 'false', matches: false },
      ],
    });
  });

  it('is for a list whether they are on it', async () => {
    const { id } = await segment('createSegment', { name: 'Listed' });
    const before = await explain(id, aino);

    await adding(id, [aino]);

    expect([before, await explain(id, aino)]).toEqual([
      { matches: false, clauses: [] },
      { matches: true, clauses: [] },
    ]);
  });

  it('is nothing of nobody', async () => {
    const { id } = await segment('createSegment', { name: 'Of nobody', rule: { country: { eq: 'FI' } } });

    expect(await explain(id, 'customer_01h2xcejqtf2nbrexx3vqjhp41')).toBeNull();
    expect(await explain(id, 'nonsense')).toBeNull();
  });

  it('needs the scopes of what the rule asks', async () => {
    const bought = await segment('createSegment', {
      name: 'Bought',
      rule: { not: { purchases: { count: { gte: 2 } } } },
    });
    const personal = await segment('createSegment', {
      name: 'Personal',
      rule: { or: [{ email: { contains: 'aino' } }] },
    });
    const few = ['segments:read', 'customers:read'];

    expect(await explain(bought.id, aino, few)).toMatchObject([
      { extensions: { code: 'FORBIDDEN', scope: 'purchases:read' } },
    ]);
    expect(await explain(personal.id, aino, few)).toMatchObject([
      { extensions: { code: 'FORBIDDEN', scope: 'customers:pii' } },
    ]);
    expect(await explain(personal.id, aino)).toMatchObject({ matches: true });
  });
});
