import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import {
  BooleanFilter,
  DateTimeFilter,
  DecimalFilter,
  type EnumFilter,
  enumFilter,
  IdFilter,
  StringFilter,
} from '../api/filters.ts';
import { enumOf } from '../api/mutation.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, conditionsOn, idsIn } from '../database/filter.ts';
import { decimalsOf } from '../kernel/money.ts';
import type { ProductKind } from './product.rules.ts';

export const ProductKindEnum = enumOf<ProductKind>('ProductKind', 'What sort of product it is.', {
  GOODS: 'A thing.',
  SERVICE: 'Work done for the customer.',
});

const ProductKindFilter = enumFilter('ProductKindFilter', ProductKindEnum);

@InputType('ProductFilter', {
  description: 'Which products. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class ProductFilter implements Combinable {
  @Field(() => [ProductFilter], { nullable: true, description: 'All of these hold.' })
  and?: ProductFilter[] | null;

  @Field(() => [ProductFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: ProductFilter[] | null;

  @Field(() => ProductFilter, { nullable: true, description: 'This does not hold.' })
  not?: ProductFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By sku.' })
  sku?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter | null;

  @Field(() => ProductKindFilter, { nullable: true, description: 'By kind.' })
  kind?: EnumFilter<ProductKind> | null;

  @Field(() => StringFilter, { nullable: true, description: 'By category.' })
  category?: StringFilter | null;

  @Field(() => DecimalFilter, {
    nullable: true,
    description: "By price in the shop's base currency; others do not match.",
  })
  price?: DecimalFilter | null;

  @Field(() => BooleanFilter, { nullable: true, description: 'By whether it is still sold.' })
  active?: BooleanFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was added.' })
  createdAt?: DateTimeFilter | null;
}

const product = (name: string) => sql.ref(`product.${name}`);

export const productClauses: Clauses<ProductFilter> = {
  id: (filter) => idsIn(product('id'), 'product', filter),
  sku: compared(product('sku'), 'text'),
  name: compared(product('name'), 'text'),
  kind: compared(product('kind'), 'text'),
  category: compared(product('category'), 'text'),
  price: (filter, { baseCurrency }) => {
    const scale = 10 ** decimalsOf(baseCurrency);
    return conditionsOn(
      sql`(case when product.price_currency = ${baseCurrency} then product.price_minor::numeric / ${scale} end)`,
      filter,
      'numeric',
    );
  },
  active: compared(product('active'), 'boolean'),
  createdAt: compared(product('created_at'), 'timestamptz'),
};
