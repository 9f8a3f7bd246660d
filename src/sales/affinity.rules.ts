import { type ShareWithInterval, wilson } from '../kernel/interval.ts';

/** How many purchases have a product, another, and both, of how many. */
export interface Together {
  both: number;
  ofProduct: number;
  ofOther: number;
  purchases: number;
}

/** Of all purchases, those with both. */
export function supportOf({ both, purchases }: Together): ShareWithInterval {
  return wilson(both, purchases);
}

/** Of the purchases with the product, those with the other as well. */
export function confidenceOf({ both, ofProduct }: Together): ShareWithInterval {
  return wilson(both, ofProduct);
}

/** How many times as often both are bought together as if neither had to do with the other. */
export function liftOf({ both, ofProduct, ofOther, purchases }: Together): number {
  return (both * purchases) / (ofProduct * ofOther);
}
