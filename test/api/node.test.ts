import { beforeAll, expect, it } from '@jest/globals';
import { createCustomer } from '../../src/customers/customer.service.ts';
import { globalId } from '../../src/kernel/ids.ts';
import { upsertProduct } from '../../src/products/product.service.ts';
import { onBothEngines } from '../support/engines.ts';

onBothEngines('node and nodes', (shop) => {
  let customer = '';
  let product = '';

  beforeAll(async () => {
    await shop.inUnit(async (unit) => {
      customer = globalId('customer', (await createCustomer(unit, { name: 'Aino' })).customerId);
      product = globalId('product', (await upsertProduct(unit, { sku: 'P', name: 'Sauna' })).productId);
    });
  });
  const nodes = `query ($ids: [ID!]!) {
    nodes(ids: $ids) { id __typename ... on Customer { name } ... on Product { sku } }
  }`;

  it('finds things of several types in the order asked, one statement a type', async () => {
    const ids = [product, customer, product];

    const { data, statements } = await shop.ask(nodes, { ids });

    const found = { id: product, __typename: 'Product', sku: 'P' };
    expect(data.nodes).toEqual([found, { id: customer, __typename: 'Customer', name: 'Aino' }, found]);
    expect(statements).toBe(2);
  });

  it('answers null alike for what is malformed, of another type, absent, or not to be seen', async () => {
    const suffix = customer.split('_')[1];
    const ids = [
      '',
      'nonsense',
      'customer_',
      `product_${suffix}`,
      `nothing_${suffix}`,
      'customer_01h455vb4pex5vsknk084sn02q',
    ];

    const withKey = await shop.ask(nodes, { ids });
    const withoutScope = await shop.ask(nodes, { ids: [customer, product] }, { scopes: ['products:read'] });
    const withoutKey = await shop.ask(nodes, { ids: [customer, product] }, { scopes: null });
    const single = await shop.ask('query ($id: ID!) { node(id: $id) { id } }', { id: 'nonsense' });

    expect(withKey).toMatchObject({ errors: [], data: { nodes: ids.map(() => null) } });
    expect(withoutScope).toMatchObject({ errors: [], data: { nodes: [null, { id: product }] } });
    expect(withoutKey.data?.nodes ?? [null, null]).toEqual([null, null]);
    expect(single).toMatchObject({ errors: [], data: { node: null } });
  });

  it('takes up to 100 ids', async () => {
    const most = await shop.ask(nodes, { ids: Array(100).fill(customer) });
    const more = await shop.ask(nodes, { ids: Array(101).fill(customer) });

    expect(most.data.nodes).toHaveLength(100);
    expect(more.errors).toMatchObject([
      { message: 'nodes takes at most 100 ids; got 101.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
