import { expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { added, written } from './asking.ts';

onBothEngines('organisations and their members', (shop) => {
  it('names an organisation by id, external id or e-mail, and lists its people by name a page at a time', async () => {
    const id = await added(shop, {
      kind: 'BUSINESS',
      name: 'Metsä Oy',
      email: 'info@metsa.example',
      externalIds: [{ source: 'crm', id: 'O' }],
    });
    await added(shop, { name: 'Ville', organisation: { id } });
    await added(shop, { name: 'Åke', organisation: { externalId: { source: 'crm', id: 'O' } } });
    await added(shop, { name: 'Mikko', organisation: { email: 'INFO@metsa.example' } });
    const members = `query ($id: ID!, $after: String) {
      customer(by: { id: $id }) {
        members(first: 2, after: $after) {
          nodes { name organisation { name } } totalCount pageInfo { hasNextPage endCursor }
        }
      }
    }`;

    const first = (await shop.ask(members, { id })).data.customer.members;
    const second = (await shop.ask(members, { id, after: first.pageInfo.endCursor })).data.customer.members;

    const organisation = { name: 'Metsä Oy' };
    expect(first).toMatchObject({
      nodes: [
        { name: 'Åke', organisation },
        { name: 'Mikko', organisation },
      ],
      totalCount: 3,
      pageInfo: { hasNextPage: true },
    });
    expect(second).toMatchObject({
      nodes: [{ name: 'Ville', organisation }],
      totalCount: 3,
      pageInfo: { hasNextPage: false },
    });
  });

  it('leaves an organisation when it is null, and finds its people by filter', async () => {
    const id = await added(shop, { kind: 'COMMUNITY', name: 'Village society' });
    const person = await added(shop, { name: 'Tiina', organisation: { id } });
    const inIt = 'query ($id: ID!) { customers(filter: { organisation: { eq: $id } }) { nodes { name } } }';
    const before = await shop.ask(inIt, { id });

    const { customer } = await written(shop, 'updateCustomer', { id: person, organisation: null });

    expect(before.data.customers.nodes).toEqual([{ name: 'Tiina' }]);
    expect(customer.organisation).toBeNull();
    expect((await shop.ask(inIt, { id })).data.customers.nodes).toEqual([]);
  });

  it('refuses one that does not exist, a person, and itself', async () => {
    const person = await added(shop, { name: 'Person' });
    const business = await added(shop, { kind: 'BUSINESS', name: 'Business' });

    const absent = await written(shop, 'createCustomer', {
      name: 'A',
      organisation: { externalId: { source: 'crm', id: 'absent' } },
    });
    const ofPerson = await written(shop, 'createCustomer', { name: 'A', organisation: { id: person } });
    const ofItself = await written(shop, 'updateCustomer', { id: business, organisation: { id: business } });

    const notFound = {
      path: ['organisation'],
      message: 'There is no business, public organisation or community by this reference.',
      code: 'NOT_FOUND',
    };
    expect(absent).toEqual({ customer: null, userErrors: [notFound] });
    expect(ofPerson).toEqual({ customer: null, userErrors: [notFound] });
    expect(ofItself).toEqual({
      customer: null,
      userErrors: [
        { path: ['organisation'], message: 'A customer does not act for itself.', code: 'INVALID' },
      ],
    });
  });

  it('asks for the members of twenty organisations in two statements, and counts them in one more', async () => {
    const query = (selection: string) =>
      shop.ask(
        `{ customers(filter: { kind: { eq: BUSINESS } }) { nodes { members(first: 3) { ${selection} } } } }`,
      );
    for (let index = 0; index < 20; index += 1) {
      const id = await added(shop, { kind: 'BUSINESS', name: `Company ${index}` });
      await added(shop, { name: `Clerk ${index}`, organisation: { id } });
    }

    const nodes = await query('nodes { name }');
    const counted = await query('nodes { name } totalCount');

    expect([nodes.statements, counted.statements]).toEqual([2, 3]);
  });
});
