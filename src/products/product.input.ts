import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { OneOf } from '../api/field.ts';
import { MoneyInput } from '../api/money.type.ts';
import { enumOf, MutationInput } from '../api/mutation.ts';
import { OrderDirectionEnum } from '../api/order.ts';
import type { Direction } from '../database/keyset.ts';
import { ProductFilter, ProductKindEnum } from './product.filter.ts';
import type { ProductOrderField } from './product.queries.ts';
import type { ProductDraft, ProductKind } from './product.rules.ts';

@OneOf
@InputType('ProductBy', { description: 'A product by exactly one of its names.' })
export class ProductBy {
  @Field(() => ID, { nullable: true, description: 'By global id.' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'By article number.' })
  sku?: string;
}

@InputType('UpsertProductInput', {
  description: 'A product found by sku and merged, or added: a field not given stays, null clears.',
})
export class UpsertProductInput extends MutationInput implements ProductDraft {
  @Field(() => String, { description: 'The article number.' })
  sku!: string;

  @Field(() => String, { nullable: true, description: 'What it is called; a new product needs it.' })
  name?: string | null;

  @Field(() => ProductKindEnum, {
    nullable: true,
    description: 'GOODS for a new product when nothing is said.',
  })
  kind?: ProductKind | null;

  @Field(() => String, { nullable: true, description: 'The category it is sold under.' })
  category?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: 'The list price of one.' })
  price?: MoneyInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is sold; true for a new product when nothing is said.',
  })
  active?: boolean | null;
}

export const ProductOrderFieldEnum = enumOf<ProductOrderField>(
  'ProductOrderField',
  'What products are ordered by.',
  {
    CREATED_AT: 'When they were added.',
    NAME: 'Their name, without regard to case and accents.',
    SKU: 'Their article number.',
  },
);

@InputType('ProductOrder', { description: 'One key to order products by.' })
export class ProductOrder {
  @Field(() => ProductOrderFieldEnum, { description: 'What to order by.' })
  field!: ProductOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which way.' })
  direction!: Direction;
}

@ArgsType()
export class ProductsArgs extends PageArgsType {
  @Field(() => ProductFilter, { nullable: true, description: 'Which products.' })
  filter?: ProductFilter | null;

  @Field(() => String, {
    nullable: true,
    description: 'Words of the name or the beginning of the sku; case and accents do not matter.',
  })
  search?: string | null;

  @Field(() => [ProductOrder], {
    nullable: true,
    description: 'First by this, then by that; by name when nothing is said.',
  })
  orderBy?: ProductOrder[] | null;
}
