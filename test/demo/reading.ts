// How the tests read a demo shop.

import { expect } from '@jest/globals';
import type { ExternalId } from '../../src/customers/customer.rules.ts';
import type { DemoPurchase } from '../../src/demo/purchases.ts';

/** Where the two years end in the tests. */
export const until = new Date('2026-11-18T13:00:00Z');

export function keyOf({ source, id }: ExternalId): string {
  return `${source}:${id}`;
}

export function buyerOf({ draft: { customer } }: DemoPurchase): string | undefined {
  return customer && 'externalId' in customer ? keyOf(customer.externalId) : undefined;
}

export function skusOf({ draft }: DemoPurchase): string[] {
  return draft.lines.flatMap(({ product }) => ('sku' in product ? [product.sku] : []));
}

export function unitsBySku(purchases: readonly DemoPurchase[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { product, quantity } of purchases.flatMap(({ draft }) => draft.lines)) {
    if ('sku' in product) units.set(product.sku, (units.get(product.sku) ?? 0) + quantity);
  }
  return units;
}

export function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}

/** Both ends are allowed. */
export function expectBetween(value: number | undefined, least: number, most: number): void {
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
}
