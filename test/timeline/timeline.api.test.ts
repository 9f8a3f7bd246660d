import { beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { contributions } from '../../src/schema.ts';
import { desk } from '../interactions/desk.ts';
import { onBothEngines } from '../support/engines.ts';
import { counter } from '../visits/counter.ts';

const entries = `__typename
  ... on Purchase { id purchasedAt total { amount currency } rate lines { product { sku } } }
  ... on Refund { id refundedAt amount { amount currency } }
  ... on Interaction { id occurredAt body serviceCase { subject } }
  ... on ServiceCase { id openedAt subject }
  ... on Visit { id startedAt pageViews landingPath }`;

onBothEngines('a timeline', (shop) => {
  let aino = '';
  let veera = '';

  beforeAll(async () => {
    const made = await shop.ask(`mutation {
      aino: createCustomer(input: { name: "Aino", externalIds: [{ source: "segment", id: "aino" }] }) { customer { id } }
      veera: createCustomer(input: { name: "Veera" }) { customer { id } }
      upsertProduct(input: { sku: "MUG", name: "Mug" }) { userErrors { message } }
    }`);
    aino = made.data.aino.customer.id;
    veera = made.data.veera.customer.id;
    const lines = '[{ product: { sku: "MUG" }, quantity: 2, unitPrice: "8.50" }]';
    const bought = await shop.ask(`mutation {
      recordPurchase(input: {
        customer: { id: "${aino}" }, channel: "web", purchasedAt: "2026-03-01T10:00:00Z", total: "17.00", lines: ${lines}
      }) { purchase { id } }
      other: recordPurchase(input: {
        customer: { id: "${veera}" }, channel: "web", purchasedAt: "2026-03-02T10:00:00Z", total: "17.00", lines: ${lines}
      }) { purchase { id } }
    }`);
    const refunded = await shop.ask(`mutation {
      refundPurchase(input: {
        purchaseId: "${bought.data.recordPurchase.purchase.id}", refundedAt: "2026-03-05T10:00:00.25Z", amount: "8.50"
      }) { userErrors { message } }
    }`);
    expect(refunded.data.refundPurchase.userErrors).toEqual([]);
    await desk(shop).open(aino, { openedAt: '2026-03-04T10:00:00Z', subject: 'Lid', body: 'It drips.' });
    await counter(shop).track({
      type: 'page',
      userId: 'aino',
      messageId: 'm1',
      timestamp: '2026-02-28T09:00:00.000Z',
      properties: { path: '/mugs' },
    });
  });

  async function timeline(args: string, selection = entries) {
    const { data, errors, statements } = await shop.ask(
      `{ customer(by: { id: "${aino}" }) { timeline${args} { nodes { ${selection} } pageInfo { endCursor hasNextPage startCursor } } } }`,
    );
    expect(errors).toEqual([]);
    return { ...data.customer.timeline, statements };
  }

  it('shows everything that happened, newest first, each as its own type does', async () => {
    const { nodes } = await timeline('');

    expect(nodes).toEqual(
      [
        {
          __typename: 'Refund',
          id: expect.stringMatching(/^refund_/),
          refundedAt: '2026-03-05T10:00:00.250Z',
          amount: { amount: '8.50', currency: 'EUR' },
        },
        {
          __typename: 'ServiceCase',
          id: expect.stringMatching(/^case_/),
          openedAt: '2026-03-04T10:00:00.000Z',
          subject: 'Lid',
        },
        {
          __typename: 'Interaction',
          id: expect.stringMatching(/^interaction_/),
          occurredAt: '2026-03-04T10:00:00.000Z',
          body: 'It drips.',
          serviceCase: { subject: 'Lid' },
        },
        {
          __typename: 'Purchase',
          id: expect.stringMatching(/^purchase_/),
          purchasedAt: '2026-03-01T10:00:00.000Z',
          total: { amount: '17.00', currency: 'EUR' },
          rate: null,
          lines: [{ product: { sku: 'MUG' } }],
        },
        {
          __typename: 'Visit',
          id: expect.stringMatching(/^visit_/),
          startedAt: '2026-02-28T09:00:00.000Z',
          pageViews: 1,
          landingPath: '/mugs',
        },
      ].toSorted((a, b) => nodes.findIndex(isOf(a)) - nodes.findIndex(isOf(b))),
    );
    const times = nodes.map((node: Record<string, string>) => timeOf(node));
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('costs one statement a page, whatever the number of kinds, and of customers', async () => {
    const own = '__typename ... on Purchase { id } ... on Refund { id } ... on Visit { id }';

    const { statements: ofAll } = await timeline('', own);
    const { statements: ofOne } = await timeline('(kinds: [VISIT])', own);
    const { data, statements: ofMany } = await shop.ask(
      `{ customers { nodes { timeline(first: 2) { nodes { ${own} } } } } }`,
    );

    // Beside the one for the customers.
    expect([ofAll, ofOne, ofMany]).toEqual([2, 2, 2]);
    const lengths = data.customers.nodes.map(
      ({ timeline }: { timeline: { nodes: [] } }) => timeline.nodes.length,
    );
    expect(lengths.toSorted()).toEqual([1, 2]);
  });

  it('pages forwards and backwards across kinds, nothing twice and nothing left out', async () => {
    const { nodes: all } = await timeline('');
    const forwards = [];
    let args = '(first: 2)';
    for (let isMore = true; isMore; ) {
      const { nodes, pageInfo } = await timeline(args);
      forwards.push(...nodes);
      args = `(first: 2, after: "${pageInfo.endCursor}")`;
      isMore = pageInfo.hasNextPage;
    }
    const { nodes: last, pageInfo } = await timeline('(last: 2)');
    const { nodes: before } = await timeline(`(last: 3, before: "${pageInfo.startCursor}")`);

    expect(forwards).toEqual(all);
    expect([...before, ...last]).toEqual(all);
  });

  it('shows the kinds asked for, and counts them', async () => {
    const { data } = await shop.ask(
      `{ customer(by: { id: "${aino}" }) { timeline(kinds: [PURCHASE, REFUND]) { totalCount nodes { __typename } } } }`,
    );

    expect(data.customer.timeline).toEqual({
      totalCount: 2,
      nodes: [{ __typename: 'Refund' }, { __typename: 'Purchase' }],
    });
  });

  it('finds the entries of a customer, whatever their kind, in an index by customer and time', async () => {
    const indexed = await rowsOf<{ table: string }>(
      shop.database,
      sql`
        select distinct tablename as table from pg_indexes
        where schemaname = 'public' and indexdef ~ '\\(customer_id, (\\w+_at|COALESCE\\(\\w+_at, \\w+_at\\)), id\\)'`,
    );

    const tables = indexed.map(({ table }) => table);
    // Changes of segments are the two ends of a membership.
    const read = contributions.timeline.map(({ table }) =>
      table === 'segment_change' ? 'segment_membership' : table,
    );
    expect(tables).toEqual(expect.arrayContaining(read));
  });

  it('leaves out what the key may not read, and refuses it by name', async () => {
    const asking = (args: string) =>
      `{ customer(by: { id: "${aino}" }) { timeline${args} { nodes { __typename } } } }`;
    const scopes = ['customers:read', 'visits:read'];

    const some = await shop.ask(asking(''), {}, { scopes });
    const named = await shop.ask(asking('(kinds: [VISIT, PURCHASE])'), {}, { scopes });
    const none = await shop.ask(asking(''), {}, { scopes: ['customers:read'] });
    const noKind = await shop.ask(asking('(kinds: [])'), {}, { scopes });

    expect(some.data.customer.timeline.nodes).toEqual([{ __typename: 'Visit' }]);
    expect(named.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'purchases:read' } }]);
    expect(none.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(noKind.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('shows what somebody did and said before they were recognised', async () => {
    const { track, customer, differences } = counter(shop);
    const page = { type: 'page', anonymousId: 'unknown', properties: { path: '/lids' } };
    const order = { order_id: 'T1', products: [{ sku: 'MUG', price: 8.5 }] };
    await track(
      { ...page, timestamp: '2026-03-01T09:00:00Z' },
      {
        ...page,
        type: 'track',
        event: 'Order Completed',
        properties: order,
        timestamp: '2026-03-01T09:05:00Z',
      },
    );
    const { data } = await shop.ask('{ customers(filter: { identified: { eq: false } }) { nodes { id } } }');
    const [{ id }] = data.customers.nodes;
    const { open, change, recording } = desk(shop);
    const opened = await open(id, { openedAt: '2026-03-02T09:00:00Z', subject: 'Lid', body: 'It drips.' });
    await change('replyToServiceCase', { id: opened.id, channel: 'EMAIL', body: 'Turn it.' });
    await recording({
      customer: { id },
      kind: 'ADVICE',
      channel: 'CHAT',
      author: 'CUSTOMER',
      occurredAt: '2026-02-28T09:00:00Z',
      externalIds: [{ source: 'chat', id: 'c1' }],
    });

    await track({ type: 'identify', anonymousId: 'unknown', userId: 'recognised', traits: { name: 'Liis' } });

    const liis = await customer(
      'recognised',
      `timeline { nodes { ${entries} } }
      interactions(filter: { kind: { eq: ADVICE } }) { nodes { externalIds { source id } } }
      summary { interactionCount openCaseCount visitCount purchaseCount }`,
    );
    expect(liis.timeline.nodes.map((node: Record<string, unknown>) => node.__typename)).toEqual([
      'Interaction',
      'Interaction',
      'ServiceCase',
      'Purchase',
      'Visit',
      'Interaction',
    ]);
    expect(liis.summary).toEqual({
      interactionCount: 3,
      openCaseCount: 1,
      visitCount: 1,
      purchaseCount: 1,
    });
    expect(liis.interactions.nodes).toEqual([{ externalIds: [{ source: 'chat', id: 'c1' }] }]);
    expect(await differences()).toEqual([]);
  });
});

function isOf({ __typename }: { __typename: string }) {
  return (node: { __typename: string }) => node.__typename === __typename;
}

function timeOf(node: Record<string, string>): string {
  return node.purchasedAt ?? node.refundedAt ?? node.occurredAt ?? node.openedAt ?? node.startedAt ?? '';
}
