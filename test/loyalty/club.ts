import { expect } from '@jest/globals';
import { till } from '../purchases/till.ts';
import type { TestShop } from '../support/shop.ts';

export const rate = 'value n low high';

/** Who buys in a shop and when, and how loyal its API then says they are. */
export function club(shop: TestShop) {
  const { addProduct, addCustomer, record, refund, cancelling } = till(shop);

  return {
    refund,
    cancelling,
    /** A customer who bought at each of these instants, for 10.00 unless another price is given. */
    async aBuyer(givenName: string, ...times: readonly (string | [at: string, price: string])[]) {
      const customer = await addCustomer({ kind: 'PERSON', givenName });
      const purchases = [];
      if (times.length > 0) await addProduct('mug');
      for (const time of times) {
        const [purchasedAt, unitPrice] = typeof time === 'string' ? [time, '10.00'] : time;
        const lines = [{ product: { sku: 'mug' }, quantity: 1, unitPrice }];
        purchases.push(await record({ customer: { id: customer.id }, purchasedAt, lines }));
      }
      return { id: customer.id, purchases };
    },
    async loyalty(selection: string, args: { asOf?: string; filter?: object } = {}) {
      const { data, errors, statements } = await shop.ask(
        `query ($asOf: DateTime, $filter: CustomerFilter) {
          loyalty(asOf: $asOf, filter: $filter) { ${selection} }
        }`,
        args,
      );
      expect(errors).toEqual([]);
      return { ...data.loyalty, statements };
    },
  };
}

/** A rate to four decimals. */
export function rounded({ value, n, low, high }: Record<'value' | 'n' | 'low' | 'high', number | null>) {
  const [about, from, to] = [value, low, high].map((one) => (one === null ? null : Number(one.toFixed(4))));
  return { value: about, n, low: from, high: to };
}
