import { Float, Int, ObjectType } from 'type-graphql';
import { Derived, Link } from '../api/field.ts';
import { RateType } from '../api/rate.type.ts';
import { productById } from '../products/product.loader.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import type { PairSums } from './affinity.queries.ts';
import { confidenceOf, liftOf, supportOf, type Together } from './affinity.rules.ts';

/** A pair, with of how many purchases. */
export interface Affinity extends PairSums, Together {}

function Of(end: 'productId' | 'otherId', description: string) {
  return Link<Affinity, string, ProductRow | null>(() => ProductType, {
    description: `${description} Scope: products:read.`,
    by: productById,
    scope: 'products:read',
    from: [end],
    key: (pair) => pair[end],
  });
}

@ObjectType('ProductAffinity', {
  description:
    'That who buys a product also buys another, over purchases that are not cancelled. P is a share of them.',
})
export class ProductAffinityType {
  @Of('productId', 'The product.')
  product!: ProductType;

  @Of('otherId', 'The other one.')
  other!: ProductType;

  @Derived<Affinity>(() => Int, { description: 'Purchases with both.', of: ({ both }) => both })
  count!: number;

  @Derived<Affinity>(() => RateType, {
    description: 'P(both): count / all purchases, which are its n.',
    of: supportOf,
  })
  support!: RateType;

  @Derived<Affinity>(() => RateType, {
    description: 'P(other, given the product): count / purchases with the product, which are its n.',
    of: confidenceOf,
  })
  confidence!: RateType;

  @Derived<Affinity>(() => Float, {
    description:
      'P(both) / (P(product) × P(other)): 1 is chance, 2 twice as often as by chance. The same both ways round.',
    of: liftOf,
  })
  lift!: number;
}
