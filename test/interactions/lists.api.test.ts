import { beforeAll, describe, expect, it } from '@jest/globals';
import { contents, till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { anInteraction, desk } from './desk.ts';

onBothEngines('interactions', (shop) => {
  const { addCustomer, addProduct, record, refused } = till(shop);
  const { recording, open, change, summaryOf } = desk(shop);
  const made: Record<string, string> = {};

  // Aino: advice on the 1st, a complaint on the 3rd with two answers, marketing on the 9th. Eino: support on the 2nd.
  beforeAll(async () => {
    made.mug = (await addProduct('mug')).id;
    for (const name of ['Aino', 'Eino', 'Onni']) made[name] = (await addCustomer({ name })).id;
    made.purchase = (
      await record({ customer: { id: made.Aino }, externalIds: [{ source: 'pos', id: '1' }] })
    ).id;
    const at = (day: number, hour = 12) => `2026-11-${String(day).padStart(2, '0')}T${hour}:00:00Z`;
    const add = async (name: string, customer: string, input: object) => {
      const { interaction, userErrors } = await recording(anInteraction(made[customer] ?? '', input));
      expect(userErrors).toEqual([]);
      made[name] = interaction.id;
    };
    await add('advice', 'Aino', {
      occurredAt: at(1),
      subject: 'Which mug?',
      body: 'One that keeps warm.',
      product: { sku: 'mug' },
      externalIds: [{ source: 'chat', id: 'a-1' }],
    });
    const complaint = await open(made.Aino ?? '', {
      openedAt: at(3),
      priority: 'HIGH',
      purchase: { externalId: { source: 'pos', id: '1' } },
      assignee: 'Veera',
    });
    made.complaint = complaint.id;
    await change('replyToServiceCase', { id: complaint.id, author: 'BOT', occurredAt: at(3, 13) });
    await change('replyToServiceCase', {
      id: complaint.id,
      agent: 'Veera',
      channel: 'PHONE',
      occurredAt: at(3, 14),
    });
    await add('marketing', 'Aino', { kind: 'MARKETING', author: 'BOT', channel: 'EMAIL', occurredAt: at(9) });
    const support = await open(made.Eino ?? '', { kind: 'SUPPORT', openedAt: at(2), priority: 'LOW' });
    made.support = support.id;
    await change('resolveServiceCase', { id: support.id, at: at(5) });
  });

  async function found(filter: object, orderBy: object[] = []) {
    const { data, errors } = await shop.ask(
      `query ($filter: InteractionFilter, $orderBy: [InteractionOrder!]) {
        interactions(filter: $filter, orderBy: $orderBy) { totalCount nodes { kind author occurredAt } }
      }`,
      { filter, orderBy },
    );
    expect(errors).toEqual([]);
    const nodes: { kind: string; author: string; occurredAt: string }[] = data.interactions.nodes;
    expect(data.interactions.totalCount).toBe(nodes.length);
    return nodes.map(({ kind, author, occurredAt }) => `${occurredAt.slice(8, 13)} ${kind} ${author}`);
  }

  async function foundCases(filter: object, orderBy: object[] = []) {
    const { data, errors } = await shop.ask(
      `query ($filter: ServiceCaseFilter, $orderBy: [ServiceCaseOrder!]) {
        serviceCases(filter: $filter, orderBy: $orderBy) { totalCount nodes { kind } }
      }`,
      { filter, orderBy },
    );
    expect(errors).toEqual([]);
    return data.serviceCases.nodes.map(({ kind }: { kind: string }) => kind);
  }

  const all = [
    '09T12 MARKETING BOT',
    '03T14 COMPLAINT AGENT',
    '03T13 COMPLAINT BOT',
    '03T12 COMPLAINT CUSTOMER',
    '02T12 SUPPORT CUSTOMER',
    '01T12 ADVICE CUSTOMER',
  ];

  it('are listed newest first, or as asked', async () => {
    expect(await found({})).toEqual(all);
    expect(await found({}, [{ field: 'OCCURRED_AT', direction: 'ASC' }])).toEqual(all.toReversed());
  });

  it.each<[string, () => object, number[]]>([
    ['id', () => ({ id: { eq: made.advice } }), [5]],
    ['customer', () => ({ customer: { in: [made.Eino, made.Onni] } }), [4]],
    ['case', () => ({ serviceCase: { eq: made.complaint } }), [1, 2, 3]],
    ['kind', () => ({ kind: { notIn: ['COMPLAINT', 'SUPPORT'] } }), [0, 5]],
    ['channel', () => ({ channel: { eq: 'PHONE' } }), [1]],
    ['author', () => ({ author: { eq: 'BOT' } }), [0, 2]],
    ['agent', () => ({ agent: { eq: 'Veera' } }), [1]],
    ['time', () => ({ occurredAt: { gte: '2026-11-03T13:00:00Z', lt: '2026-11-09T12:00:00Z' } }), [1, 2]],
    ['subject', () => ({ subject: { contains: 'MUG' } }), [5]],
    ['body', () => ({ body: { startsWith: 'it drips' } }), [3, 4]],
    ['product', () => ({ product: { eq: made.mug } }), [5]],
    ['purchase', () => ({ purchase: { eq: made.purchase } }), [3]],
    [
      'several at once',
      () => ({ or: [{ author: { eq: 'AGENT' } }, { not: { author: { eq: 'CUSTOMER' } } }] }),
      [0, 1, 2],
    ],
  ])('are found by %s', async (_what, filter, places) => {
    expect(await found(filter())).toEqual(places.map((place) => all[place]));
  });

  it.each<[string, () => object, string[]]>([
    ['id', () => ({ id: { eq: made.support } }), ['SUPPORT']],
    ['customer', () => ({ customer: { eq: made.Aino } }), ['COMPLAINT']],
    ['kind', () => ({ kind: { eq: 'SUPPORT' } }), ['SUPPORT']],
    ['channel', () => ({ channel: { eq: 'EMAIL' } }), ['COMPLAINT', 'SUPPORT']],
    ['status', () => ({ status: { in: ['OPEN', 'WAITING'] } }), ['COMPLAINT']],
    ['priority', () => ({ priority: { eq: 'LOW' } }), ['SUPPORT']],
    ['assignee', () => ({ assignee: { isNull: true } }), ['SUPPORT']],
    ['subject', () => ({ subject: { contains: 'leaks' } }), ['COMPLAINT', 'SUPPORT']],
    ['opening', () => ({ openedAt: { gte: '2026-11-03T00:00:00Z' } }), ['COMPLAINT']],
    ['due time', () => ({ dueAt: { lt: '2026-11-05T00:00:00Z' } }), ['COMPLAINT']],
    ['first response', () => ({ firstResponseAt: { isNull: true } }), ['SUPPORT']],
    ['resolution', () => ({ resolvedAt: { isNull: false } }), ['SUPPORT']],
    ['how often it was reopened', () => ({ reopenedCount: { gt: 0 } }), []],
  ])('of cases: found by %s', async (_what, filter, kinds) => {
    expect(await foundCases(filter())).toEqual(kinds);
  });

  it('of cases: ordered as asked', async () => {
    const orders = ['OPENED_AT', 'UPDATED_AT', 'DUE_AT'].map((field) => [{ field, direction: 'ASC' }]);

    const lists = await Promise.all(orders.map((orderBy) => foundCases({}, orderBy)));

    // The complaint of the 3rd is due on the 4th, the support of the 2nd on the 9th.
    expect(lists[0]).toEqual(['SUPPORT', 'COMPLAINT']);
    expect(lists[2]).toEqual(['COMPLAINT', 'SUPPORT']);
  });

  it('stand under their customer and their case, with what they are about', async () => {
    const { data, errors } = await shop.ask(
      `query ($id: ID!) { customer(by: { id: $id }) {
        interactions(first: 2) { totalCount nodes { kind } pageInfo { hasNextPage } }
        serviceCases { nodes {
          customer { name }
          interactions { totalCount nodes { author agent channel serviceCase { id } purchase { id } product { id } } }
        } }
      } }`,
      { id: made.Aino },
    );
    const advice = await shop.ask(
      'query ($id: ID!) { node(id: $id) { ... on Interaction { product { sku } customer { name } externalIds { source id } serviceCase { id } } } }',
      { id: made.advice },
    );

    expect(errors).toEqual([]);
    expect(data.customer.interactions).toEqual({
      totalCount: 5,
      nodes: [{ kind: 'MARKETING' }, { kind: 'COMPLAINT' }],
      pageInfo: { hasNextPage: true },
    });
    const serviceCase = { id: made.complaint };
    expect(data.customer.serviceCases.nodes).toEqual([
      {
        customer: { name: 'Aino' },
        interactions: {
          totalCount: 3,
          nodes: [
            {
              author: 'CUSTOMER',
              agent: null,
              channel: 'EMAIL',
              serviceCase,
              purchase: { id: made.purchase },
              product: null,
            },
            { author: 'BOT', agent: null, channel: 'EMAIL', serviceCase, purchase: null, product: null },
            { author: 'AGENT', agent: 'Veera', channel: 'PHONE', serviceCase, purchase: null, product: null },
          ],
        },
      },
    ]);
    expect(advice.data.node).toEqual({
      product: { sku: 'mug' },
      customer: { name: 'Aino' },
      externalIds: [{ source: 'chat', id: 'a-1' }],
      serviceCase: null,
    });
  });

  it('say what was said only to who may read personal data, and are not found by it by others', async () => {
    const scopes = ['interactions:read', 'customers:read'];

    const read = await shop.ask(
      '{ interactions(first: 1, filter: { kind: { eq: ADVICE } }) { nodes { subject body kind } } }',
      {},
      { scopes },
    );
    const found = await shop.ask(
      '{ interactions(filter: { body: { contains: "warm" } }) { totalCount } }',
      {},
      { scopes },
    );

    expect(read.data.interactions.nodes).toEqual([{ subject: null, body: null, kind: 'ADVICE' }]);
    expect(read.extensions.redacted).toEqual(['Interaction.body', 'Interaction.subject']);
    expect(found.errors.map(({ extensions }) => extensions.scope)).toEqual(['customers:pii']);
  });

  it('are recorded once for an external id', async () => {
    const again = anInteraction(made.Eino ?? '', { externalIds: [{ source: 'chat', id: 'a-1' }] });

    const errors = await refused(() => recording(again));

    expect(errors).toEqual([
      {
        code: 'TAKEN',
        path: ['externalIds'],
        message: `This external id is recorded already, as ${made.advice}.`,
      },
    ]);
  });

  it('are refused where they name what is not there, or say too much', async () => {
    const wrong = {
      customer: { id: made.Onni },
      subject: 'x'.repeat(201),
      body: 'x'.repeat(20_001),
      product: { id: made.purchase },
      // Of another customer.
      purchase: { id: made.purchase },
      externalIds: [{ source: 'no spaces', id: '1' }],
      occurredAt: '2026-11-24T00:00:00Z',
    };

    const errors = await refused(() => recording(anInteraction('', wrong)));

    expect(errors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['INVALID', 'occurredAt'],
      ['INVALID', 'subject'],
      ['INVALID', 'body'],
      ['INVALID', 'externalIds.0.source'],
      ['NOT_FOUND', 'product.id'],
      ['NOT_FOUND', 'purchase.id'],
    ]);
  });

  it('count in the summary of their customer', async () => {
    expect(await Promise.all(['Aino', 'Eino', 'Onni'].map((name) => summaryOf(made[name] ?? '')))).toEqual([
      { interactionCount: 5, openCaseCount: 1 },
      { interactionCount: 1, openCaseCount: 0 },
      { interactionCount: 0, openCaseCount: 0 },
    ]);
  });

  describe('the number of SQL statements', () => {
    it.each([
      [
        'with what they are about',
        `summary { interactionCount openCaseCount }
        interactions(first: 5) { nodes {
          customer { name } product { sku } purchase { id } serviceCase { id } externalIds { id }
        } }`,
        7,
      ],
      [
        'of cases and what was said in them',
        `serviceCases(first: 5) { totalCount nodes {
          customer { name } interactions(first: 5) { totalCount nodes { author } }
        } }`,
        6,
      ],
    ])('is the same for two customers and for three, %s', async (_what, selection, most) => {
      const query = (first: number) =>
        `{ customers(first: ${first}, orderBy: [{ field: NAME }]) { nodes { ${selection} } } }`;

      const two = await shop.ask(query(2));
      const three = await shop.ask(query(3));

      expect([two.errors, three.errors]).toEqual([[], []]);
      expect([two.statements, three.statements]).toEqual([most, most]);
    });
  });

  it('leave everything as it was when they are read', async () => {
    const before = await contents(shop);

    await found({});

    expect(await contents(shop)).toEqual(before);
  });
});
