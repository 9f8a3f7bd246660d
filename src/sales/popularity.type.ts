import { Float, Int, ObjectType } from 'type-graphql';
import { Derived, Link } from '../api/field.ts';
import { MoneyType } from '../api/money.type.ts';
import { enumOf } from '../api/mutation.ts';
import { productById } from '../products/product.loader.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import { changeOf, type Popularity, type ProductSales } from './popularity.figures.ts';
import type { PopularityMeasure } from './popularity.queries.ts';
import { baseMoney } from './sales.type.ts';

export const PopularityMeasureEnum = enumOf<PopularityMeasure>(
  'PopularityMeasure',
  'What makes a product popular.',
  {
    UNITS: 'How many units of it were bought.',
    REVENUE: 'What its lines came to, before refunds.',
    BUYERS: 'How many different known customers bought it.',
  },
);

@ObjectType()
abstract class ProductFigures {
  @Derived<ProductSales>(() => Int, {
    description: 'Purchases that it is on.',
    of: ({ purchases }) => purchases(),
  })
  purchaseCount!: number;

  @Derived<ProductSales>(() => Int, {
    description: 'Units, before returns.',
    of: ({ units }) => units,
  })
  unitCount!: number;

  @Derived<ProductSales>(() => MoneyType, {
    description: 'Gross, before refunds: what its lines came to, less their discounts.',
    of: ({ grossMinor }, context) => baseMoney(grossMinor, context),
  })
  revenue!: MoneyType;

  @Derived<ProductSales>(() => Int, {
    description: 'Different customers who bought it. Nobody of whom no name is known is one.',
    cost: { extra: 1 },
    of: ({ buyers }) => buyers(),
  })
  buyerCount!: number;
}

@ObjectType('ProductSales', { description: 'What was sold of a product in some days.' })
export class ProductSalesType extends ProductFigures {}

@ObjectType('ProductPopularity', { description: 'What was sold of one of the products most wanted.' })
export class ProductPopularityType extends ProductFigures {
  @Link<Popularity, string, ProductRow | null>(() => ProductType, {
    description: 'The product. Scope: products:read.',
    by: productById,
    scope: 'products:read',
    from: ['productId'],
    key: ({ productId }) => productId,
  })
  product!: ProductType;

  @Derived<Popularity>(() => ProductSalesType, {
    nullable: true,
    description:
      'The same in the period before, which has as many days and ends where this one begins; null where the period is open at an end.',
    of: ({ before }) => before(),
  })
  before!: ProductSalesType | null;

  @Derived<Popularity>(() => Float, {
    nullable: true,
    description:
      'By how much what makes it popular grew since the period before, as a share of what it was: 0.25 is a quarter more. Of a period that is not over it is told of what there is so far. Null where the period is open at an end, and where nothing was sold of it before.',
    cost: { extra: 1 },
    of: changeOf,
  })
  change!: number | null;
}
