import { expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';

onBothEngines('customers', (shop) => {
  it('adds a customer and finds them by id, external id and e-mail', async () => {
    const created = await shop.ask(
      `mutation ($input: CreateCustomerInput!) {
        createCustomer(input: $input) { customer { id name email lifecycle } userErrors { path message code } }
      }`,
      {
        input: {
          givenName: 'Aino',
          familyName: 'Korhonen',
          email: ' Aino.Korhonen@Example.fi ',
          externalIds: [{ source: 'crm', id: 'C-1' }],
        },
      },
    );
    expect(created.errors).toEqual([]);
    expect(created.data.createCustomer.userErrors).toEqual([]);
    const { customer } = created.data.createCustomer;
    expect(customer).toMatchObject({
      name: 'Aino Korhonen',
      email: 'Aino.Korhonen@Example.fi',
      lifecycle: 'POTENTIAL',
    });

    const found = await shop.ask(
      `query ($id: ID!) {
        byId: customer(by: { id: $id }) { id }
        byExternalId: customer(by: { externalId: { source: "crm", id: "C-1" } }) { id }
        byEmail: customer(by: { email: "AINO.korhonen@example.FI" }) { id }
        node(id: $id) { id __typename }
      }`,
      { id: customer.id },
    );
    const same = { id: customer.id };
    expect(found.data).toEqual({
      byId: same,
      byExternalId: same,
      byEmail: same,
      node: { ...same, __typename: 'Customer' },
    });
  });

  it('reads summaries along with their customers, whatever the operation calls them', async () => {
    const { data, statements } = await shop.ask(
      '{ customers(first: 100) { nodes { name summary { purchaseCount } kept: summary { totalSpent { amount } } } } }',
    );

    expect(statements).toBe(1);
    expect(data.customers.nodes).toContainEqual({
      name: expect.any(String),
      summary: { purchaseCount: 0 },
      kept: { totalSpent: { amount: '0.00' } },
    });
  });
});
