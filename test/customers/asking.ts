// Customers as a client writes and reads them, for the tests of every list and rule about them.

import { sql } from 'kysely';
import { localId } from '../../src/kernel/ids.ts';
import type { TestShop } from '../support/shop.ts';

type Asking = Parameters<TestShop['ask']>[2];

const profileFields = `
  id kind name givenName familyName registrationNumber industry identified lifecycle
  email phone address { street postalCode city region country } country region language
  yearlyIncome { amount currency } interests attributes externalIds { source id }
  organisation { name } createdAt updatedAt`;

/** The payload of createCustomer, updateCustomer or upsertCustomer. */
export async function written(
  shop: TestShop,
  mutation: 'createCustomer' | 'updateCustomer' | 'upsertCustomer',
  input: Record<string, unknown>,
  asking?: Asking,
) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await shop.ask(
    `mutation ($input: ${type}!) {
      payload: ${mutation}(input: $input) { customer { ${profileFields} } userErrors { path message code } }
    }`,
    { input },
    asking,
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.payload;
}

/** Adds a customer that has nothing wrong with it and gives its id. */
export async function added(shop: TestShop, input: Record<string, unknown>): Promise<string> {
  const { customer, userErrors } = await written(shop, 'createCustomer', input);
  if (!customer) throw new Error(JSON.stringify(userErrors));
  return customer.id;
}

/** The names on a page of customers. */
export async function namesOf(
  shop: TestShop,
  variables: Record<string, unknown>,
  asking?: Asking,
): Promise<string[]> {
  const answer = await shop.ask(
    `query ($filter: CustomerFilter, $search: String, $orderBy: [CustomerOrder!]) {
      customers(filter: $filter, search: $search, orderBy: $orderBy, first: 100) { nodes { name } }
    }`,
    variables,
    asking,
  );
  if (!answer.data?.customers) throw new Error(JSON.stringify(answer.errors));
  return answer.data.customers.nodes.map(({ name }: { name: string }) => name);
}

/** Sets when a customer last bought, as the purchases slice would have. */
export async function lastBought(shop: TestShop, id: string, at: string): Promise<void> {
  await sql`
    update customer_summary set last_purchase_at = ${at}, first_purchase_at = ${at}, purchase_count = 1
    where customer_id = ${localId('customer', id)}::uuid`.execute(shop.database.kysely);
}

export async function countOf(shop: TestShop, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
    shop.database.kysely,
  );
  return rows[0]?.count ?? 0;
}
