import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived, Link } from '../api/field.ts';
import { MoneyType } from '../api/money.type.ts';
import { Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar, DecimalScalar } from '../api/scalars.ts';
import { identifiedCustomer } from '../customers/customer.loader.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { CustomerType, ExternalIdType } from '../customers/customer.type.ts';
import { productById } from '../products/product.loader.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import { PurchaseStatusEnum } from './purchase.filter.ts';
import {
  externalIdsByPurchase,
  lineByKey,
  linesByPurchase,
  partsByRefund,
  purchaseById,
  refundById,
  refundsByPurchase,
} from './purchase.loader.ts';
import type { FactKey, PurchaseLineRow, PurchaseRow } from './purchase.queries.ts';
import type { PurchaseStatus } from './purchase.rules.ts';
import type { RefundLineRow, RefundRow } from './refund.queries.ts';

/** A field that is an amount in the currency of its row. */
function Amount<Row extends { currency: string }>(name: MinorOf<Row>, description: string) {
  return Derived<Row>(() => MoneyType, {
    description,
    from: [name, 'currency'],
    of: (row) => ({ minor: row[name], currency: row.currency }),
  });
}
type MinorOf<Row> = keyof Row & `${string}Minor`;

@ObjectType('PurchaseLine', { description: 'One product on a purchase.' })
export class PurchaseLineType
  implements Pick<PurchaseLineRow, 'description' | 'quantity' | 'refundedQuantity'>
{
  @NodeId('line')
  id!: string;

  @Link<PurchaseLineRow, string, ProductRow | null>(() => ProductType, {
    scope: 'products:read',
    description: 'What was bought. Scope: products:read.',
    by: productById,
    from: ['productId'],
    key: ({ productId }) => productId,
  })
  product!: ProductType;

  @Field(() => String, { nullable: true, description: 'What the receipt called it, where that differs.' })
  description!: string | null;

  @Field(() => Int, { description: 'How many, 1 or more.' })
  quantity!: number;

  @Amount<PurchaseLineRow>('unitPriceMinor', 'For one, before the discount.')
  unitPrice!: MoneyType;

  @Amount<PurchaseLineRow>('discountMinor', 'Off the whole line.')
  discount!: MoneyType;

  @Amount<PurchaseLineRow>('totalMinor', 'What was paid for the line: price × quantity less discount.')
  total!: MoneyType;

  @Field(() => Int, { description: 'How many of them were given back.' })
  refundedQuantity!: number;
}

@ObjectType('RefundLine', { description: 'Units of a line that were given back.' })
export class RefundLineType implements Pick<RefundLineRow, 'quantity'> {
  @Link<RefundLineRow, FactKey, PurchaseLineRow | null>(() => PurchaseLineType, {
    description: 'The line of the purchase.',
    by: lineByKey,
    from: ['lineId', 'customerId'],
    key: ({ lineId, customerId }) => ({ id: lineId, customerId }),
  })
  line!: PurchaseLineType;

  @Field(() => Int, { description: 'How many.' })
  quantity!: number;

  @Amount<RefundLineRow>('amountMinor', 'What was paid back for them.')
  amount!: MoneyType;
}

@ObjectType('Refund', { implements: NodeType, description: 'Money paid back for a purchase.' })
export class RefundType extends NodeType {
  @NodeId('refund')
  override id!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  refundedAt!: string;

  @Amount<RefundRow>('amountMinor', 'How much.')
  amount!: MoneyType;

  @Field(() => String, { nullable: true, description: 'Why, in words.' })
  reason!: string | null;

  @Link<RefundRow, RefundRow, RefundLineRow[]>(() => [RefundLineType], {
    description: 'What was given back; empty for a refund by amount.',
    by: partsByRefund,
    cost: { size: 5 },
    from: ['id', 'customerId', 'currency'],
    key: (refund) => refund,
  })
  lines!: RefundLineType[];
}

@ObjectType('Purchase', { implements: NodeType, description: 'Something a customer bought at one time.' })
export class PurchaseType extends NodeType implements Pick<PurchaseRow, 'channel' | 'unitCount'> {
  @NodeId('purchase')
  override id!: string;

  @Derived<PurchaseRow>(() => CustomerType, {
    nullable: true,
    scope: 'customers:read',
    description: 'Who bought; null for an anonymous sale. Scope: customers:read.',
    from: ['customerId'],
    of: ({ customerId }, context) => identifiedCustomer(context, customerId),
  })
  customer!: CustomerType | null;

  @Link<PurchaseRow, string, ExternalId[]>(() => [ExternalIdType], {
    description: 'What other systems call it.',
    by: externalIdsByPurchase,
    cost: { size: 2 },
    from: ['id'],
    key: ({ id }) => id,
  })
  externalIds!: ExternalIdType[];

  @Field(() => DateTimeScalar, { description: 'When.' })
  purchasedAt!: string;

  @Field(() => String, { description: 'Where: `webshop`, `store-tampere`.' })
  channel!: string;

  @Field(() => PurchaseStatusEnum, { description: 'What became of it.' })
  status!: PurchaseStatus;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was called off; null when it was not.',
  })
  cancelledAt!: string | null;

  @Link<PurchaseRow, PurchaseRow, PurchaseLineRow[]>(() => [PurchaseLineType], {
    description: 'What was bought, in the order of the receipt.',
    by: linesByPurchase,
    cost: { size: 5 },
    from: ['id', 'customerId', 'currency'],
    key: (purchase) => purchase,
  })
  lines!: PurchaseLineType[];

  @Field(() => Int, { description: 'How many units, over all lines.' })
  unitCount!: number;

  @Amount<PurchaseRow>('totalMinor', 'What was paid: the sum of the lines.')
  total!: MoneyType;

  @Amount<PurchaseRow>('refundedMinor', 'What was paid back so far.')
  refunded!: MoneyType;

  @Derived<PurchaseRow>(() => MoneyType, {
    description: 'What was paid less what was paid back.',
    from: ['totalMinor', 'refundedMinor', 'currency'],
    of: ({ totalMinor, refundedMinor, currency }) => ({ minor: totalMinor - refundedMinor, currency }),
  })
  net!: MoneyType;

  @Derived<PurchaseRow>(() => MoneyType, {
    description: 'What was paid, in the base currency of the shop, at the rate of the day of the purchase.',
    from: ['baseTotalMinor'],
    of: ({ baseTotalMinor }, { shop }) => ({ minor: baseTotalMinor, currency: shop.baseCurrency }),
  })
  baseTotal!: MoneyType;

  @Derived<PurchaseRow>(() => DecimalScalar, {
    nullable: true,
    description:
      'Units of the base currency for one of the currency of the purchase; null when they are the same.',
    from: ['currency', 'rate'],
    of: ({ currency, rate }, { shop }) => (currency === shop.baseCurrency ? null : rate),
  })
  rate!: string | null;

  @Link<PurchaseRow, PurchaseRow, RefundRow[]>(() => [RefundType], {
    description: 'What was paid back, oldest first.',
    by: refundsByPurchase,
    cost: { size: 2 },
    from: ['id', 'customerId'],
    key: (purchase) => purchase,
  })
  refunds!: RefundType[];
}

export const PurchaseConnection = connectionOf('Purchase', () => PurchaseType);

@ObjectType('PurchasePayload', { description: 'The purchase that was written.' })
export class PurchasePayload extends Payload {
  @Link<{ purchaseId?: string }, string, PurchaseRow | null>(() => PurchaseType, {
    nullable: true,
    description: 'As it is now; null when it was refused. Scope: purchases:read.',
    by: purchaseById,
    scope: 'purchases:read',
    from: ['purchaseId'],
    key: ({ purchaseId }) => purchaseId ?? null,
  })
  purchase!: PurchaseType | null;
}

@ObjectType('RefundPayload', { description: 'The refund that was made, and its purchase.' })
export class RefundPayload extends PurchasePayload {
  @Link<{ refundId?: string }, string, RefundRow | null>(() => RefundType, {
    nullable: true,
    description: 'The refund; null when it was refused. Scope: purchases:read.',
    by: refundById,
    scope: 'purchases:read',
    from: ['refundId'],
    key: ({ refundId }) => refundId ?? null,
  })
  refund!: RefundType | null;
}
