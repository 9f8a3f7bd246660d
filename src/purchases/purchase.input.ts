import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { OneOf } from '../api/field.ts';
import { enumOf, MutationInput } from '../api/mutation.ts';
import { OrderDirectionEnum } from '../api/order.ts';
import { CurrencyCodeScalar, DateTimeScalar, DecimalScalar, EmailAddressScalar } from '../api/scalars.ts';
import { CreateCustomerInput, ExternalIdInput } from '../customers/customer.input.ts';
import type { Direction } from '../database/keyset.ts';
import { ProductBy } from '../products/product.input.ts';
import { PurchaseFilter } from './purchase.filter.ts';
import type { PurchaseOrderField } from './purchase.queries.ts';

@OneOf
@InputType('PurchaseBy', { description: 'A purchase by exactly one of its names.' })
export class PurchaseBy {
  @Field(() => ID, { nullable: true, description: 'By global id.' })
  id?: string;

  @Field(() => ExternalIdInput, { nullable: true, description: 'By what another system calls it.' })
  externalId?: ExternalIdInput;
}

@OneOf
@InputType('BuyerInput', { description: 'Who buys: exactly one way to name a customer, or a new one.' })
export class BuyerInput {
  @Field(() => ID, { nullable: true, description: 'By global id.' })
  id?: string;

  @Field(() => ExternalIdInput, { nullable: true, description: 'By what another system calls them.' })
  externalId?: ExternalIdInput;

  @Field(() => EmailAddressScalar, { nullable: true, description: 'By e-mail address, in any case.' })
  email?: string;

  @Field(() => CreateCustomerInput, {
    nullable: true,
    description: 'Somebody new. Needs customers:write; its own idempotencyKey is not looked at.',
  })
  create?: CreateCustomerInput;
}

@InputType('PurchaseLineInput', { description: 'One product on a purchase.' })
export class PurchaseLineInput {
  @Field(() => ProductBy, { description: 'What is bought.' })
  product!: ProductBy;

  @Field(() => String, { nullable: true, description: 'What the receipt calls it, where that differs.' })
  description?: string | null;

  @Field(() => Int, { description: 'How many, 1 or more.' })
  quantity!: number;

  @Field(() => DecimalScalar, { description: 'For one, in the currency of the purchase.' })
  unitPrice!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Off the whole line; 0 when nothing is said.' })
  discount?: string | null;
}

@InputType('RecordPurchaseInput', { description: 'A purchase that was made.' })
export class RecordPurchaseInput extends MutationInput {
  @Field(() => BuyerInput, { nullable: true, description: 'Who bought; left out for an anonymous sale.' })
  customer?: BuyerInput | null;

  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'What other systems call it; no two purchases have the same.',
  })
  externalIds?: ExternalIdInput[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When; now when nothing is said, at most a day ahead.',
  })
  purchasedAt?: Date | null;

  @Field(() => String, { description: 'Where: `webshop`, `store-tampere`. Up to 60 characters.' })
  channel!: string;

  @Field(() => CurrencyCodeScalar, {
    nullable: true,
    description: 'The currency it was paid in; the base currency when nothing is said.',
  })
  currency?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Units of the base currency for one of the currency of the purchase. Given exactly when the two differ.',
  })
  rate?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'When given, must be the sum of the lines.' })
  total?: string | null;

  @Field(() => [PurchaseLineInput], { description: 'What was bought: 1 to 5000 lines.' })
  lines!: PurchaseLineInput[];
}

@InputType('RefundLineInput', { description: 'Units of a line to give back.' })
export class RefundLineInput {
  @Field(() => ID, { description: 'The line of the purchase.' })
  lineId!: string;

  @Field(() => Int, { description: 'How many, at most what is left of it.' })
  quantity!: number;
}

@InputType('RefundPurchaseInput', { description: 'Money to pay back: for units of lines, or an amount.' })
export class RefundPurchaseInput extends MutationInput {
  @Field(() => ID, { description: 'Of which purchase.' })
  purchaseId!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When; now when nothing is said.' })
  refundedAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'Why, in words; up to 500 characters.' })
  reason?: string | null;

  @Field(() => [RefundLineInput], {
    nullable: true,
    description: 'Units of lines. Either these or an amount.',
  })
  lines?: RefundLineInput[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'An amount in the currency of the purchase. Either this or lines.',
  })
  amount?: string | null;
}

@InputType('CancelPurchaseInput', { description: 'A purchase to call off.' })
export class CancelPurchaseInput extends MutationInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When; now when nothing is said.' })
  cancelledAt?: Date | null;
}

export const PurchaseOrderFieldEnum = enumOf<PurchaseOrderField>(
  'PurchaseOrderField',
  'What purchases are ordered by.',
  {
    PURCHASED_AT: 'When they were made.',
    TOTAL: 'What was paid, in the base currency of the shop.',
  },
);

@InputType('PurchaseOrder', { description: 'One key to order purchases by.' })
export class PurchaseOrder {
  @Field(() => PurchaseOrderFieldEnum, { description: 'What to order by.' })
  field!: PurchaseOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which way.' })
  direction!: Direction;
}

@ArgsType()
export class PurchasesArgs extends PageArgsType {
  @Field(() => PurchaseFilter, { nullable: true, description: 'Which purchases.' })
  filter?: PurchaseFilter | null;

  @Field(() => [PurchaseOrder], {
    nullable: true,
    description: 'First by this, then by that; newest first when nothing is said.',
  })
  orderBy?: PurchaseOrder[] | null;
}
