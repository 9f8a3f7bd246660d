import { beforeAll, expect, it } from '@jest/globals';
import { added } from '../customers/asking.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { grouping } from './grouping.ts';

const day = (number: number) => new Date(Date.UTC(2026, 10, number, 12));

onBothEngines('the members of segments', (shop) => {
  const { segment, segmenting, adding, removing, membersOf } = grouping(shop);
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    for (const name of ['Aino', 'Bertil', 'Cirkel', 'Daavid']) ids[name] = await added(shop, { name });
  });

  const customers = (...names: string[]) => names.map((name) => ids[name] ?? name);

  it('are put on a list and taken off it, each once', async () => {
    const { id } = await segment('createSegment', { name: 'VIP' });
    shop.clock.set(day(23));

    const put = await adding(id, customers('Aino', 'Bertil', 'Aino'));
    const again = await adding(id, customers('Bertil', 'Cirkel'));
    const taken = await removing(id, customers('Aino', 'Daavid'));

    expect(put).toEqual({ segment: { size: 2, computedAt: day(23).toISOString() }, userErrors: [] });
    expect([again.segment.size, taken.segment.size]).toEqual([3, 2]);
    expect(await membersOf(id)).toEqual(['Cirkel', 'Bertil']);
    shop.clock.set(testNow);
  });

  it('leave a note each, by which whoever follows them is told', async () => {
    const { id } = await segment('createSegment', { name: 'Noted' });

    await adding(id, customers('Aino', 'Bertil'));
    await removing(id, customers('Bertil'));

    const { data } = await shop.ask(
      'query ($id: ID!) { changes(filter: { subject: { eq: $id } }) { nodes { action customer { name } after } } }',
      { id },
    );
    const told = data.changes.nodes.map(
      ({ action, customer }: { action: string; customer: { name: string } }) => [action, customer?.name],
    );
    expect(told[0]).toEqual(['segment.left', 'Bertil']);
    expect(told.slice(1, 3).toSorted()).toEqual([
      ['segment.joined', 'Aino'],
      ['segment.joined', 'Bertil'],
    ]);
  });

  it('are refused where they are nobody, too many, or where a rule says who they are', async () => {
    const list = await segment('createSegment', { name: 'Strict' });
    const rule = await segment('createSegment', { name: 'Ruled', rule: { name: { eq: 'Aino' } } });

    const unknown = await adding(list.id, [ids.Aino ?? '', 'nobody']);
    const none = await adding(list.id, []);
    const many = await adding(
      list.id,
      Array.from({ length: 1_001 }, () => ids.Aino ?? ''),
    );
    const ruled = await removing(rule.id, customers('Aino'));
    const nowhere = await adding('segment_01h2xcejqtf2nbrexx3vqjhp41', customers('Aino'));

    expect(unknown.userErrors).toMatchObject([{ path: ['customers', '1', 'id'], code: 'NOT_FOUND' }]);
    expect(none.userErrors).toMatchObject([{ path: ['customers'], code: 'INVALID' }]);
    expect(many.userErrors).toMatchObject([{ path: ['customers'], code: 'INVALID' }]);
    expect(ruled.userErrors).toEqual([
      {
        path: ['id'],
        message: 'The segment is a RULE: who is in it is what the rule says.',
        code: 'CONFLICT',
      },
    ]);
    expect(nowhere.userErrors).toMatchObject([{ path: ['id'], code: 'NOT_FOUND' }]);
    expect(await membersOf(list.id)).toEqual([]);
    expect(await membersOf(rule.id)).toEqual(['Aino']);
  });

  it('are told as of any instant, page by page', async () => {
    const { id } = await segment('createSegment', { name: 'Over time' });
    shop.clock.set(day(24));
    await adding(id, customers('Aino', 'Bertil'));
    shop.clock.set(day(25));
    await adding(id, customers('Cirkel'));
    await removing(id, customers('Aino'));
    shop.clock.set(day(26));
    await adding(id, customers('Aino'));
    shop.clock.set(testNow);

    expect(await membersOf(id, '2026-11-24T11:59:59.999Z')).toEqual([]);
    expect(await membersOf(id, '2026-11-24T12:00:00Z')).toEqual(['Bertil', 'Aino']);
    expect(await membersOf(id, '2026-11-25T12:00:00Z')).toEqual(['Cirkel', 'Bertil']);
    expect(await membersOf(id)).toEqual(['Aino', 'Cirkel', 'Bertil']);
    const page = (args: string) =>
      shop.ask(
        `query ($id: ID!) { segment(by: { id: $id }) { members(${args}) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } } }`,
        { id },
      );
    const { data: first } = await page('first: 2');
    const { pageInfo } = first.segment.members;
    const { data: second } = await page(`first: 2, after: "${pageInfo.endCursor}"`);
    const { data: before } = await page('first: 2, asOf: "2026-11-24T12:00:00Z"');
    expect(first.segment.members).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(second.segment.members.nodes).toEqual([{ name: 'Bertil' }]);
    expect(before.segment.members.totalCount).toBe(2);
  });

  it('flow between two instants: who joined, who left, who stayed', async () => {
    const { id } = await segment('createSegment', { name: 'Flowing' });
    shop.clock.set(day(24));
    await adding(id, customers('Aino', 'Bertil'));
    shop.clock.set(day(25));
    await removing(id, customers('Aino'));
    await adding(id, customers('Cirkel', 'Daavid'));
    shop.clock.set(day(26));
    await removing(id, customers('Daavid', 'Bertil'));
    shop.clock.set(day(27));
    await adding(id, customers('Bertil'));
    shop.clock.set(testNow);
    const flow = async (from: Date, to: Date) => {
      const { data, errors } = await shop.ask(
        `query ($id: ID!, $from: DateTime!, $to: DateTime!) {
          segment(by: { id: $id }) {
            flow(from: $from, to: $to) {
              from to joinedCount leftCount stayedCount
              joined { totalCount nodes { name } } left { nodes { name } } stayed { nodes { name } }
            }
          }
        }`,
        { id, from: from.toISOString(), to: to.toISOString() },
      );
      return errors.length > 0 ? errors : data.segment.flow;
    };

    // Bertil was away on the 26th; Daavid came and went.
    expect(await flow(day(24), day(27))).toEqual({
      from: day(24).toISOString(),
      to: day(27).toISOString(),
      joinedCount: 1,
      leftCount: 1,
      stayedCount: 1,
      joined: { totalCount: 1, nodes: [{ name: 'Cirkel' }] },
      left: { nodes: [{ name: 'Aino' }] },
      stayed: { nodes: [{ name: 'Bertil' }] },
    });
    expect(await flow(day(25), day(26))).toMatchObject({ joinedCount: 0, leftCount: 2, stayedCount: 1 });
    expect(await flow(day(26), day(25))).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('see their segments, and their coming and going on the timeline', async () => {
    const eve = await added(shop, { name: 'Eve' });
    const list = await segment('createSegment', { name: 'Z list' });
    await segment('createSegment', { name: 'Eves', rule: { name: { eq: 'Eve' } } });
    shop.clock.set(day(24));
    await adding(list.id, [eve]);
    shop.clock.set(day(25));
    await removing(list.id, [eve]);
    await segmenting('updateSegment', { id: list.id, description: 'Whoever.' });
    shop.clock.set(testNow);

    const { data } = await shop.ask(
      `query ($id: ID!) {
        customer(by: { id: $id }) {
          segments { name }
          timeline(kinds: [SEGMENT_CHANGE]) {
            nodes { ... on SegmentChange { id kind at segment { name } } }
          }
        }
      }`,
      { id: eve },
    );

    expect(data.customer.segments).toEqual([{ name: 'Eves' }]);
    const told = data.customer.timeline.nodes;
    expect(told).toMatchObject([
      { kind: 'LEFT', at: day(25).toISOString(), segment: { name: 'Z list' } },
      { kind: 'JOINED', at: day(24).toISOString(), segment: { name: 'Z list' } },
      { kind: 'JOINED', at: testNow.toISOString(), segment: { name: 'Eves' } },
    ]);
    const [left] = told;
    const { data: found } = await shop.ask(
      'query ($id: ID!) { node(id: $id) { id ... on SegmentChange { kind } } }',
      { id: left.id },
    );
    expect(found.node).toEqual({ id: left.id, kind: 'LEFT' });
  });

  it('can be asked about in a filter', async () => {
    const { id } = await segment('createSegment', { name: 'Filtered' });
    await adding(id, customers('Bertil', 'Cirkel'));
    const named = async (filter: object) => {
      const { data } = await shop.ask(
        'query ($filter: CustomerFilter) { customers(filter: $filter) { nodes { name } } }',
        { filter: { and: [{ name: { in: Object.keys(ids) } }, filter] } },
      );
      return data.customers.nodes.map(({ name }: { name: string }) => name).toSorted();
    };

    expect(await named({ segment: { in: [id] } })).toEqual(['Bertil', 'Cirkel']);
    expect(await named({ segment: { notIn: [id] } })).toEqual(['Aino', 'Daavid']);
    expect(await named({ not: { segment: { in: [id] } } })).toEqual(['Aino', 'Daavid']);
    expect(await named({ or: [{ segment: { in: [id] } }, { name: { eq: 'Aino' } }] })).toEqual([
      'Aino',
      'Bertil',
      'Cirkel',
    ]);
    expect(await named({ segment: { in: ['nonsense'] } })).toEqual([]);
  });

  it('are read in as many statements, whatever the number of segments and of members', async () => {
    const asking = (first: number) =>
      shop.ask(`{
        segments(first: ${first}) {
          nodes {
            members(first: 3) { nodes { name } }
            flow(from: "2026-11-24T00:00:00Z", to: "2026-11-26T00:00:00Z") { joinedCount joined { nodes { name } } }
          }
        }
        customers(first: ${first}) { nodes { segments { name } } }
      }`);

    const [one, many] = [await asking(1), await asking(10)];

    expect(many.errors).toEqual([]);
    expect([one.statements, many.statements]).toEqual([6, 6]);
  });
});
