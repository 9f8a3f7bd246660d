// Products: what the shop sells, goods and services alike.

import type { MoneyDraft } from '../kernel/reading.ts';

export const productKinds = ['GOODS', 'SERVICE'] as const;
export type ProductKind = (typeof productKinds)[number];

/** A product as somebody describes it. undefined: not given. null: known to be empty. */
export interface ProductDraft {
  sku: string;
  name?: string | null;
  kind?: ProductKind | null;
  category?: string | null;
  price?: MoneyDraft | null;
  active?: boolean | null;
}

/** Exactly one of the ways to name a product. */
export type ProductReference = { id: string } | { sku: string };
