import { expect } from '@jest/globals';
import { till } from '../purchases/till.ts';
import type { TestShop } from '../support/shop.ts';

/** What is bought: units of products at a price, by their skus. */
export type Basket = Readonly<Record<string, readonly [quantity: number, unitPrice: string]>>;

/** What is sold in a shop, and what its API then says of it. */
export function ledger(shop: TestShop) {
  const { record } = till(shop);

  return {
    /** Somebody, or nobody known, buys at noon of a day in Helsinki. */
    buy(day: string, basket: Basket, input: object = {}) {
      const lines = Object.entries(basket).map(([sku, [quantity, unitPrice]]) => ({
        product: { sku },
        quantity,
        unitPrice,
      }));
      return record({ purchasedAt: `${day}T10:00:00Z`, lines, ...input });
    },
    async sales(selection: string, period: object | null = null, filter: object | null = null) {
      const { data, errors, statements } = await shop.ask(
        `query ($period: Period, $filter: CustomerFilter) {
          sales(period: $period, filter: $filter) { ${selection} }
        }`,
        { period, filter },
      );
      expect(errors).toEqual([]);
      return { ...data.sales, statements };
    },
  };
}
