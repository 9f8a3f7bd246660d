import { expect } from '@jest/globals';
import { sql } from 'kysely';
import { localId } from '../../src/kernel/ids.ts';
import { mutating } from '../support/mutating.ts';
import type { TestShop } from '../support/shop.ts';

export interface UserErrorAnswer {
  path: string[];
  message: string;
  code: string;
}

export const purchaseFields = `
  id status cancelledAt channel purchasedAt unitCount rate
  total { amount currency } refunded { amount currency } net { amount currency } baseTotal { amount currency }
  externalIds { source id } customer { id name }
  lines {
    id quantity description refundedQuantity
    unitPrice { amount } discount { amount } total { amount } product { id sku }
  }
  refunds { id refundedAt reason amount { amount currency } lines { quantity amount { amount } line { id } } }`;

/** The purchases of a shop as a client of its API writes and reads them. */
export function till(shop: TestShop) {
  const mutate = mutating(shop);

  const recording = (input: object) => mutate('recordPurchase', `purchase { ${purchaseFields} }`, input);
  const refunding = (input: object) =>
    mutate(
      'refundPurchase',
      `purchase { ${purchaseFields} } refund { id refundedAt reason amount { amount currency } }`,
      input,
    );
  const cancelling = (input: object) => mutate('cancelPurchase', `purchase { ${purchaseFields} }`, input);

  return {
    recording,
    refunding,
    cancelling,
    /** Records a purchase that must be taken: one mug for 10.00 at the webshop unless the test says otherwise. */
    async record(input: object = {}) {
      const { purchase, userErrors } = await recording(aPurchase(input));
      expect(userErrors).toEqual([]);
      return purchase;
    },
    /** Refunds what must be refundable. */
    async refund(input: object) {
      const payload = await refunding(input);
      expect(payload.userErrors).toEqual([]);
      return payload;
    },
    async addProduct(sku: string, name = sku) {
      const { product } = await mutate('upsertProduct', 'product { id sku }', {
        sku,
        name,
      });
      return product;
    },
    async addCustomer(input: object) {
      const { customer } = await mutate('createCustomer', 'customer { id }', input);
      return customer;
    },
    async summaryOf(customerId: string) {
      const { data } = await shop.ask(
        `query ($id: ID!) {
          customer(by: { id: $id }) {
            summary {
              purchaseCount totalSpent { amount } averageBasket { amount } unitsPerPurchase
              firstPurchaseAt lastPurchaseAt daysSinceLastPurchase
            }
          }
        }`,
        { id: customerId },
      );
      const { totalSpent, averageBasket, ...summary } = data.customer.summary;
      return { ...summary, totalSpent: totalSpent.amount, averageBasket: averageBasket?.amount ?? null };
    },
    /** What a use case refuses, having proved that it left every table as it was. */
    async refused(useCase: () => Promise<{ userErrors: UserErrorAnswer[] }>): Promise<UserErrorAnswer[]> {
      // The first question of a key writes when it was used.
      await shop.keyWith([]);
      const before = await contents(shop);
      const answer = await useCase();
      expect(await contents(shop)).toEqual(before);
      return answer.userErrors;
    },
    /** The changes logged about a purchase, oldest first. */
    async changesOf(purchaseId: string): Promise<string[]> {
      const { rows } = await sql<{ action: string }>`
        select action from change where subject_id = ${localId('purchase', purchaseId)}::uuid
        order by id`.execute(shop.database.kysely);
      return rows.map(({ action }) => action);
    },
  };
}

export function aPurchase(input: object = {}): object {
  return {
    channel: 'webshop',
    lines: [{ product: { sku: 'mug' }, quantity: 1, unitPrice: '10.00' }],
    ...input,
  };
}

const tables = [
  'customer',
  'customer_key',
  'customer_summary',
  'product',
  'purchase',
  'purchase_key',
  'purchase_line',
  'refund',
  'refund_line',
  'refund_key',
  'service_case',
  'interaction',
  'interaction_key',
  'survey',
  'question',
  'survey_response',
  'response_key',
  'answer',
  'review',
  'review_key',
  'case_study',
  'case_study_customer',
  'finding',
  'improvement',
  'improvement_feedback',
  'feedback_case',
  'change',
  'idempotency',
];

/** How many rows each table has, and what they come to. */
export async function contents(shop: TestShop): Promise<Record<string, string>> {
  const counts = tables.map(
    (table) => sql`
      select ${table}::text as name,
        count(*) || ' rows, ' || coalesce(md5(string_agg(it::text, '' order by it::text)), '') as rows
      from ${sql.table(table)} as it`,
  );
  const { rows } = await sql<{ name: string; rows: string }>`${sql.join(counts, sql` union all `)}`.execute(
    shop.database.kysely,
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}
