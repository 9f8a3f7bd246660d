import { beforeAll, expect, it } from '@jest/globals';
import { addUnidentified } from '../../src/customers/customer.service.ts';
import { added } from '../customers/asking.ts';
import { onBothEngines } from '../support/engines.ts';
import { allScopes, testNow } from '../support/shop.ts';
import { grouping } from './grouping.ts';

onBothEngines('segments', (shop) => {
  const { segmenting, segment, membersOf } = grouping(shop);

  beforeAll(async () => {
    await added(shop, { kind: 'PERSON', name: 'Aino', country: 'FI', interests: ['hiking'] });
    await added(shop, { kind: 'PERSON', name: 'Bertil', country: 'SE', interests: ['hiking', 'sauna'] });
    await added(shop, { kind: 'BUSINESS', name: 'Cirkel', country: 'SE' });
  });

  it('are made of a rule, and know at once who is in them', async () => {
    const rule = { country: { eq: 'SE' }, interests: { hasAny: ['sauna'] } };

    const made = await segment('createSegment', { name: ' Swedes ', description: 'Who steam.', rule });

    expect(made).toEqual({
      id: expect.stringMatching(/^segment_/),
      name: 'Swedes',
      description: 'Who steam.',
      kind: 'RULE',
      rule,
      size: 1,
      computedAt: testNow.toISOString(),
      failedAt: null,
      failure: null,
      createdAt: testNow.toISOString(),
      updatedAt: testNow.toISOString(),
    });
    expect(await membersOf(made.id)).toEqual(['Bertil']);
  });

  it('give instants in a rule back as they were given', async () => {
    const rule = { createdAt: { gte: '2026-01-01T00:00:00.000Z' } };

    const made = await segment('createSegment', { name: 'Of this year', rule });

    expect(made).toMatchObject({ rule, size: 3 });
  });

  it('are lists without a rule', async () => {
    const made = await segment('createSegment', { name: 'A list' });

    expect(made).toMatchObject({ kind: 'LIST', rule: null, size: 0, computedAt: testNow.toISOString() });
  });

  it('leave out whoever is not known by name unless the rule asks', async () => {
    await shop.inUnit((unit) => addUnidentified(unit, [testNow]));

    const known = await segment('createSegment', {
      name: 'Known',
      rule: { kind: { in: ['PERSON', 'BUSINESS'] } },
    });
    const unknown = await segment('createSegment', { name: 'Unknown', rule: { identified: { eq: false } } });

    expect([known.size, unknown.size]).toEqual([3, 1]);
  });

  it('are found by id and by name, and listed by name', async () => {
    const { id } = await segment('createSegment', { name: 'To be found' });

    const { data } = await shop.ask(
      `query ($id: ID!) {
        byId: segment(by: { id: $id }) { name }
        byName: segment(by: { name: "To be found" }) { id }
        none: segment(by: { name: "to be found" }) { id }
        nobody: segment(by: { id: "customer_01" }) { id }
        lists: segments(filter: { kind: { eq: LIST }, name: { startsWith: "to be" } }) { totalCount nodes { name } }
        all: segments(first: 100) { nodes { name } }
      }`,
      { id },
    );

    expect(data).toMatchObject({
      byId: { name: 'To be found' },
      byName: { id },
      none: null,
      nobody: null,
      lists: { totalCount: 1, nodes: [{ name: 'To be found' }] },
    });
    const names = data.all.nodes.map(({ name }: { name: string }) => name);
    expect(names).toEqual(names.toSorted());
  });

  it('change: what is not given stays, and another rule is evaluated at once', async () => {
    const made = await segment('createSegment', {
      name: 'Finns',
      description: 'All',
      rule: { country: { eq: 'FI' } },
    });
    shop.clock.set(new Date('2026-11-23T12:00:00Z'));

    const renamed = await segment('updateSegment', { id: made.id, name: 'Northerners', description: null });
    const widened = await segment('updateSegment', { id: made.id, rule: { country: { in: ['FI', 'SE'] } } });

    expect(renamed).toEqual({
      ...made,
      name: 'Northerners',
      description: null,
      updatedAt: '2026-11-23T12:00:00.000Z',
    });
    expect(widened).toMatchObject({ name: 'Northerners', size: 3, computedAt: '2026-11-23T12:00:00.000Z' });
    expect(await membersOf(made.id)).toEqual(['Cirkel', 'Bertil', 'Aino']);
    expect(await membersOf(made.id, '2026-11-23T11:59:59Z')).toEqual(['Aino']);
    shop.clock.set(testNow);
  });

  it('do nothing when they are changed to what they are', async () => {
    const rule = { country: { eq: 'FI' }, interests: { hasAll: ['hiking'] } };
    const made = await segment('createSegment', { name: 'Unchanged', rule });
    shop.clock.set(new Date('2026-11-24T12:00:00Z'));

    const same = await segment('updateSegment', { id: made.id, name: 'Unchanged', rule });

    expect(same).toEqual(made);
    shop.clock.set(testNow);
  });

  it('take those along that ask about them', async () => {
    const finns = await segment('createSegment', { name: 'Base', rule: { country: { eq: 'FI' } } });
    const hikers = await segment('createSegment', {
      name: 'Hikers of the base',
      rule: { and: [{ segment: { in: [finns.id] } }, { interests: { hasAny: ['hiking'] } }] },
    });
    const others = await segment('createSegment', {
      name: 'Others than the hikers of the base',
      rule: { segment: { notIn: [hikers.id] } },
    });

    await segment('updateSegment', { id: finns.id, rule: { country: { eq: 'SE' } } });

    expect(await membersOf(hikers.id)).toEqual(['Bertil']);
    expect(await membersOf(others.id)).toEqual(['Cirkel', 'Aino']);
  });

  it('refuse a name that is missing, too long or taken', async () => {
    await segment('createSegment', { name: 'Taken' });
    const other = await segment('createSegment', { name: 'Other' });
    const errorsOf = async (mutation: string, input: object) =>
      (await segmenting(mutation, input)).userErrors;

    expect(await errorsOf('createSegment', { name: ' ' })).toEqual([
      { path: ['name'], message: 'A segment has a name.', code: 'REQUIRED' },
    ]);
    expect(
      await errorsOf('createSegment', { name: 'x'.repeat(101), description: 'x'.repeat(1_001) }),
    ).toEqual([
      { path: ['name'], message: 'A name has at most 100 characters; got 101.', code: 'INVALID' },
      {
        path: ['description'],
        message: 'A description has at most 1000 characters; got 1001.',
        code: 'INVALID',
      },
    ]);
    const taken = [{ path: ['name'], message: 'Another segment is called "Taken".', code: 'TAKEN' }];
    expect(await errorsOf('createSegment', { name: 'Taken' })).toEqual(taken);
    expect(await errorsOf('updateSegment', { id: other.id, name: 'Taken' })).toEqual(taken);
  });

  it('refuse a rule that cannot be one, and say where', async () => {
    const errorsOf = async (rule: object) =>
      (await segmenting('createSegment', { name: 'Refused', rule })).userErrors;
    const nested = { not: { not: { not: { not: { not: { not: { country: { eq: 'FI' } } } } } } } };
    const unknown = 'segment_01h2xcejqtf2nbrexx3vqjhp41';

    expect(await errorsOf({})).toEqual([
      { path: ['rule'], message: 'A rule asks at least one thing.', code: 'REQUIRED' },
    ]);
    expect(await errorsOf({ and: [{ country: {} }] })).toMatchObject([{ path: ['rule'], code: 'REQUIRED' }]);
    expect(await errorsOf(nested)).toEqual([
      {
        path: ['rule', 'not', 'not', 'not', 'not', 'not', 'not'],
        message: 'A filter may nest and, or and not at most 5 deep.',
        code: 'INVALID',
      },
    ]);
    expect(
      await errorsOf({ or: Array.from({ length: 100 }, () => ({ country: { eq: 'FI' } })) }),
    ).toMatchObject([{ path: ['rule'], code: 'INVALID' }]);
    expect(
      await errorsOf({
        or: [{ country: { eq: 'FI' } }, { purchases: { within: { days: 0 }, count: { gte: 1 } } }],
      }),
    ).toEqual([
      {
        path: ['rule', 'or', '1', 'purchases', 'within', 'days'],
        message: 'A window has 1 to 3650 days; got 0.',
        code: 'INVALID',
      },
    ]);
    expect(await errorsOf({ and: [{ segment: { in: [unknown, 'nonsense'] } }, { segment: {} }] })).toEqual([
      {
        path: ['rule', 'and', '1', 'segment'],
        message: 'A clause on segments says in or notIn which ones.',
        code: 'INVALID',
      },
    ]);
    expect(await errorsOf({ and: [{ segment: { in: [unknown, 'nonsense'] } }] })).toEqual([
      {
        path: ['rule', 'and', '0', 'segment', 'in'],
        message: `There is no segment ${unknown}.`,
        code: 'NOT_FOUND',
      },
    ]);
    const { data } = await shop.ask('{ segment(by: { name: "Refused" }) { id } }');
    expect(data.segment).toBeNull();
  });

  it('refuse a rule by which a segment would depend on itself, and say how', async () => {
    const first = await segment('createSegment', { name: 'First', rule: { country: { eq: 'FI' } } });
    const second = await segment('createSegment', { name: 'Second', rule: { segment: { in: [first.id] } } });
    const third = await segment('createSegment', {
      name: 'Third',
      rule: { not: { segment: { in: [second.id] } } },
    });

    const roundabout = await segmenting('updateSegment', {
      id: first.id,
      rule: { segment: { notIn: [third.id] } },
    });
    const direct = await segmenting('updateSegment', {
      id: first.id,
      rule: { or: [{ segment: { in: [first.id] } }] },
    });

    expect(roundabout.userErrors).toEqual([
      {
        path: ['rule', 'segment', 'notIn'],
        message: 'A segment cannot depend on itself: First → Third → Second → First.',
        code: 'CONFLICT',
      },
    ]);
    expect(direct.userErrors).toEqual([
      {
        path: ['rule', 'or', '0', 'segment', 'in'],
        message: 'A segment cannot depend on itself: First → First.',
        code: 'CONFLICT',
      },
    ]);
  });

  it('stay a rule or a list', async () => {
    const rule = await segment('createSegment', { name: 'A rule', rule: { country: { eq: 'FI' } } });
    const list = await segment('createSegment', { name: 'Another list' });

    const [toList, toRule] = [
      await segmenting('updateSegment', { id: rule.id, rule: null }),
      await segmenting('updateSegment', { id: list.id, rule: { country: { eq: 'FI' } } }),
    ];

    expect(toList.userErrors).toMatchObject([{ path: ['rule'], code: 'REQUIRED' }]);
    expect(toRule.userErrors).toMatchObject([{ path: ['rule'], code: 'CONFLICT' }]);
  });

  it('are deleted unless the rules of others ask about them', async () => {
    const used = await segment('createSegment', { name: 'Used', rule: { country: { eq: 'FI' } } });
    const users = [
      await segment('createSegment', { name: 'User B', rule: { segment: { in: [used.id] } } }),
      await segment('createSegment', { name: 'User A', rule: { not: { segment: { notIn: [used.id] } } } }),
    ];

    const refused = await segmenting('deleteSegment', { id: used.id });
    for (const { id } of users)
      expect(await segmenting('deleteSegment', { id })).toMatchObject({ deletedId: id });
    const deleted = await segmenting('deleteSegment', { id: used.id });
    const again = await segmenting('deleteSegment', { id: used.id });

    expect(refused).toEqual({
      deletedId: null,
      userErrors: [
        {
          path: ['id'],
          message: 'The rules of other segments ask about it: "User A" and "User B".',
          code: 'CONFLICT',
        },
      ],
    });
    expect(deleted).toEqual({ deletedId: used.id, userErrors: [] });
    expect(again.userErrors).toMatchObject([{ path: ['id'], code: 'NOT_FOUND' }]);
  });

  it('need the scopes of what a rule asks', async () => {
    const withoutPii = allScopes.filter((scope) => scope !== 'customers:pii');
    const creating = async (rule: object, scopes: readonly string[]) => {
      const { errors } = await shop.ask(
        'mutation ($rule: CustomerFilter) { createSegment(input: { name: "Guarded", rule: $rule }) { userErrors { code } } }',
        { rule },
        { scopes },
      );
      return errors.map(({ extensions }) => extensions.scope);
    };

    expect(await creating({ or: [{ email: { eq: 'a@b.example' } }] }, withoutPii)).toEqual(['customers:pii']);
    expect(
      await creating({ not: { purchases: { count: { gte: 1 } } } }, ['segments:read', 'segments:write']),
    ).toEqual(['purchases:read']);
    expect(await creating({ segment: { in: [] } }, ['segments:write'])).toEqual(['segments:read']);
  });

  it('withhold a rule that asks about personal data', async () => {
    const { id } = await segment('createSegment', {
      name: 'Personal',
      rule: { not: { email: { startsWith: 'aino' } } },
    });

    const { data, extensions } = await shop.ask(
      'query ($id: ID!) { segment(by: { id: $id }) { rule size } }',
      { id },
      { scopes: ['segments:read'] },
    );

    expect(data.segment).toEqual({ rule: null, size: 3 });
    expect(extensions.redacted).toEqual(['Segment.rule']);
    const changes = await shop.ask(
      'query ($id: ID!) { changes(filter: { subject: { eq: $id } }) { nodes { action fields after } } }',
      { id },
    );
    expect(changes.data.changes.nodes).toMatchObject([
      {
        action: 'segment.created',
        fields: ['name', 'kind', 'rule'],
        after: { name: 'Personal', kind: 'RULE' },
      },
    ]);
    expect(changes.data.changes.nodes[0].after).not.toHaveProperty('rule');
  });

  it('are made in as many statements whatever the rule asks about others', async () => {
    const created = async (name: string, rule: object) => {
      const { statements } = await shop.ask(
        'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { userErrors { code } } }',
        { input: { name, rule } },
      );
      return statements;
    };
    const { data } = await shop.ask('{ segments(first: 10) { nodes { id } } }');
    const ids = data.segments.nodes.map(({ id }: { id: string }) => id);

    const plain = await created('Plain', { country: { eq: 'FI' } });
    const asking = await created('Asking', { segment: { in: ids } });

    expect([plain, asking]).toEqual([plain, plain]);
  });
});
