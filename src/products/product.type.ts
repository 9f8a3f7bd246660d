import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived, Link } from '../api/field.ts';
import { MoneyType } from '../api/money.type.ts';
import { Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { ProductKindEnum } from './product.filter.ts';
import { productById } from './product.loader.ts';
import type { ProductRow } from './product.queries.ts';
import type { ProductKind } from './product.rules.ts';

@ObjectType('Product', { implements: NodeType, description: 'Something the shop sells or sold.' })
export class ProductType
  extends NodeType
  implements Pick<ProductRow, 'sku' | 'name' | 'kind' | 'category' | 'active'>
{
  @NodeId('product')
  override id!: string;

  @Field(() => String, { description: 'The article number; unique.' })
  sku!: string;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => ProductKindEnum, { description: 'Goods or a service.' })
  kind!: ProductKind;

  @Field(() => String, { nullable: true, description: 'The category it is sold under.' })
  category!: string | null;

  @Derived<ProductRow>(() => MoneyType, {
    nullable: true,
    description: 'The list price of one; null when there is none.',
    from: ['priceMinor', 'priceCurrency'],
    of: ({ priceMinor, priceCurrency }) =>
      priceMinor === null ? null : { minor: priceMinor, currency: priceCurrency },
  })
  price!: MoneyType | null;

  @Field(() => Boolean, { description: 'Whether it is still sold.' })
  active!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  createdAt!: string;
}

export const ProductConnection = connectionOf('Product', () => ProductType);

@ObjectType('ProductPayload', { description: 'The product that was written.' })
export class ProductPayload extends Payload {
  @Link<{ productId?: string }, string, ProductRow | null>(() => ProductType, {
    nullable: true,
    description: 'As it is now; null when it was refused. Scope: products:read.',
    by: productById,
    scope: 'products:read',
    from: ['productId'],
    key: ({ productId }) => productId ?? null,
  })
  product!: ProductType | null;
}
