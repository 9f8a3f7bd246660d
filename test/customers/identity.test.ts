import { expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { added, countOf, written } from './asking.ts';

onBothEngines('the identity of a customer', (shop) => {
  it('compares e-mail addresses without regard to case, and names the holder', async () => {
    const id = await added(shop, { name: 'Aino', email: 'Aino@Example.fi' });
    const before = await countOf(shop, 'customer');

    const { customer, userErrors } = await written(shop, 'createCustomer', {
      name: 'B',
      email: ' aINO@example.FI',
    });

    expect(customer).toBeNull();
    expect(userErrors).toEqual([
      { path: ['email'], message: `This e-mail address belongs to the customer ${id}.`, code: 'TAKEN' },
    ]);
    expect(await countOf(shop, 'customer')).toBe(before);
  });

  it('refuses taken external ids each by its place, and does not name the holder to a key that may not read', async () => {
    await added(shop, {
      name: 'Holder',
      email: 'holder@example.fi',
      externalIds: [{ source: 'crm', id: 'H' }],
    });

    const { userErrors } = await written(
      shop,
      'createCustomer',
      {
        name: 'C',
        email: 'holder@example.fi',
        externalIds: [
          { source: 'webshop', id: 'H' },
          { source: 'crm', id: 'H' },
        ],
      },
      { scopes: ['customers:write'] },
    );

    expect(userErrors).toEqual([
      { path: ['externalIds', '1'], message: 'This external id belongs to another customer.', code: 'TAKEN' },
      { path: ['email'], message: 'This e-mail address belongs to another customer.', code: 'TAKEN' },
    ]);
  });

  it('names whom an e-mail address leads to only to who may read addresses', async () => {
    const id = await added(shop, {
      name: 'Salme',
      externalIds: [{ source: 'crm', id: 'S' }],
      email: 's@example.ee',
    });
    const clerk = { scopes: ['customers:read', 'customers:write'] };

    const taken = await written(shop, 'createCustomer', { name: 'T', email: 's@example.ee' }, clerk);
    const found = await written(shop, 'upsertCustomer', { email: 's@example.ee', region: 'Tartu' }, clerk);
    const known = await written(shop, 'upsertCustomer', { externalIds: [{ source: 'crm', id: 'S' }] }, clerk);
    const reader = await written(shop, 'upsertCustomer', { email: 's@example.ee' });

    expect(taken.userErrors).toMatchObject([{ message: 'This e-mail address belongs to another customer.' }]);
    expect(found).toMatchObject({ customer: null, userErrors: [] });
    expect([known.customer.id, reader.customer.id]).toEqual([id, id]);
  });

  it('tells one source from another, and external ids by case', async () => {
    await added(shop, { name: 'D', externalIds: [{ source: 'crm', id: 'same' }] });

    const otherSource = await written(shop, 'createCustomer', {
      name: 'E',
      externalIds: [{ source: 'erp', id: 'same' }],
    });
    const otherCase = await written(shop, 'createCustomer', {
      name: 'F',
      externalIds: [{ source: 'crm', id: 'SAME' }],
    });

    expect([otherSource.userErrors, otherCase.userErrors]).toEqual([[], []]);
  });

  it('takes an external id given twice once', async () => {
    const { customer, userErrors } = await written(shop, 'createCustomer', {
      name: 'Twice',
      externalIds: [
        { source: 'twice', id: '1' },
        { source: 'twice', id: ' 1 ' },
      ],
    });

    expect(userErrors).toEqual([]);
    expect(customer.externalIds).toEqual([{ source: 'twice', id: '1' }]);
  });
});

onBothEngines('upserting a customer', (shop) => {
  it('finds by external id before e-mail, merges, and adds keys', async () => {
    const id = await added(shop, {
      givenName: 'Mari',
      familyName: 'Mets',
      email: 'mari@example.ee',
      region: 'Tartu',
      externalIds: [{ source: 'crm', id: 'M' }],
      attributes: { a: 1, b: 2 },
    });

    const byExternalId = await written(shop, 'upsertCustomer', {
      externalIds: [
        { source: 'webshop', id: '9' },
        { source: 'crm', id: 'M' },
      ],
      email: 'Mari.Mets@example.ee',
      region: null,
      attributes: { b: 3 },
    });
    const byEmail = await written(shop, 'upsertCustomer', {
      email: 'MARI.METS@example.ee',
      externalIds: [{ source: 'till', id: 'T' }],
    });

    expect(byExternalId).toMatchObject({
      userErrors: [],
      customer: {
        id,
        name: 'Mari Mets',
        email: 'Mari.Mets@example.ee',
        region: null,
        attributes: { a: 1, b: 3 },
      },
    });
    expect(byEmail.customer).toMatchObject({
      id,
      email: 'MARI.METS@example.ee',
      externalIds: [
        { source: 'crm', id: 'M' },
        { source: 'till', id: 'T' },
        { source: 'webshop', id: '9' },
      ],
    });
    expect(await countOf(shop, 'customer')).toBe(1);
  });

  it('adds a customer nobody knows, and does nothing the second time', async () => {
    const input = { name: 'New', externalIds: [{ source: 'crm', id: 'N' }] };

    const first = await written(shop, 'upsertCustomer', input);
    const changes = await countOf(shop, 'change');
    const second = await written(shop, 'upsertCustomer', input);

    expect(second).toEqual(first);
    expect(await countOf(shop, 'change')).toBe(changes);
  });

  it('refuses keys that belong to two customers, and changes neither', async () => {
    const one = await added(shop, { name: 'One', externalIds: [{ source: 'pair', id: '1' }] });
    const two = await added(shop, { name: 'Two', email: 'two@example.fi' });

    const { customer, userErrors } = await written(shop, 'upsertCustomer', {
      name: 'Both',
      externalIds: [{ source: 'pair', id: '1' }],
      email: 'two@example.fi',
    });

    expect(customer).toBeNull();
    expect(userErrors).toEqual([
      { path: ['email'], message: `This e-mail address belongs to the customer ${two}.`, code: 'TAKEN' },
    ]);
    const { data } = await shop.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { name } } }',
      {
        ids: [one, two],
      },
    );
    expect(data.nodes).toEqual([{ name: 'One' }, { name: 'Two' }]);
  });

  it.each([
    ['nothing', {}],
    ['an empty list', { externalIds: [] }],
    ['blank text', { email: '  ' }],
  ])('refuses %s to find by', async (_what, keys) => {
    const { userErrors } = await written(shop, 'upsertCustomer', { name: 'Nobody', ...keys });

    expect(userErrors).toEqual([
      {
        path: ['externalIds'],
        message: 'An upsert finds its customer by an external id or an e-mail address; give one.',
        code: 'REQUIRED',
      },
    ]);
  });
});

onBothEngines('customers written at the same time', (shop) => {
  it('becomes one row by twenty upserts of a new e-mail address, with the attributes of all', async () => {
    const payloads = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        written(shop, 'upsertCustomer', {
          name: 'Crowd',
          email: index % 2 ? 'crowd@example.fi' : 'Crowd@Example.fi',
          attributes: { [`from${index}`]: true },
        }),
      ),
    );

    expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(new Set(payloads.map(({ customer }) => customer.id)).size).toBe(1);
    expect(await countOf(shop, 'customer')).toBe(1);
    const { data } = await shop.ask('{ customer(by: { email: "crowd@example.fi" }) { attributes } }');
    expect(Object.keys(data.customer.attributes)).toHaveLength(20);
  });

  it('lets one of ten creations have the e-mail address; the others are told it is taken', async () => {
    const payloads = await Promise.all(
      Array.from({ length: 10 }, () =>
        written(shop, 'createCustomer', { name: 'Race', email: 'race@example.fi' }),
      ),
    );

    const codes = payloads.map(({ userErrors }) => userErrors[0]?.code ?? 'CREATED').toSorted();
    expect(codes).toEqual(['CREATED', ...Array.from({ length: 9 }, () => 'TAKEN')]);
  });
});
