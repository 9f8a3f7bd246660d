import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Selection } from '../api/context.ts';
import { type Context, load } from '../api/context.ts';
import { Listed, Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import { requireScope } from '../api/scope.ts';
import { Selected } from '../api/selection.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { localId } from '../kernel/ids.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import { cancelPurchase } from './cancellation.service.ts';
import { purchaseDraftOf } from './purchase.draft.ts';
import {
  CancelPurchaseInput,
  PurchaseBy,
  PurchasesArgs,
  RecordPurchaseInput,
  RefundPurchaseInput,
} from './purchase.input.ts';
import { purchaseById, purchasesByCustomer, purchasesByProduct } from './purchase.loader.ts';
import { purchaseByExternalId, purchasesPage } from './purchase.queries.ts';
import { recordPurchase } from './purchase.service.ts';
import { PurchaseConnection, PurchasePayload, PurchaseType, RefundPayload } from './purchase.type.ts';
import { refundPurchase } from './refund.service.ts';

@Resolver(() => PurchaseType)
export class PurchaseResolver {
  @Needs('purchases:read')
  @Query(() => PurchaseType, {
    nullable: true,
    description: 'One purchase; null when there is none. Scope: purchases:read.',
  })
  purchase(
    @Arg('by', () => PurchaseBy, { description: 'By exactly one of its names.' }) by: PurchaseBy,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    if (by.externalId) return purchaseByExternalId(context, by.externalId, selected);
    const id = localId('purchase', by.id ?? '');
    return id === null ? null : load(context, purchaseById, id, selected);
  }

  @Needs('purchases:read')
  @Query(() => PurchaseConnection, {
    description: 'Purchases, a page at a time, newest first unless ordered otherwise. Scope: purchases:read.',
  })
  purchases(
    @Args(() => PurchasesArgs) args: PurchasesArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return purchasesPage(context, args, selected);
  }

  @Needs('purchases:write')
  @Mutation(() => PurchasePayload, { description: 'Records a purchase. Scope: purchases:write.' })
  recordPurchase(
    @Arg('input', () => RecordPurchaseInput, { description: 'What was bought, by whom.' })
    input: RecordPurchaseInput,
    @Ctx() context: Context,
  ) {
    if (input.customer?.create) requireScope(context, 'customers:write');
    return perform(context, 'recordPurchase', input, (unit) =>
      recordPurchase(unit, purchaseDraftOf(input, unit)),
    );
  }

  @Needs('purchases:write')
  @Mutation(() => RefundPayload, {
    description: 'Pays back units of lines or an amount, never more than is left. Scope: purchases:write.',
  })
  refundPurchase(
    @Arg('input', () => RefundPurchaseInput, { description: 'What to pay back.' }) input: RefundPurchaseInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'refundPurchase', input, (unit) => refundPurchase(unit, input));
  }

  @Needs('purchases:write')
  @Mutation(() => PurchasePayload, {
    description:
      'Calls a purchase without refunds off; it counts nowhere from then on. Scope: purchases:write.',
  })
  cancelPurchase(
    @Arg('input', () => CancelPurchaseInput, { description: 'Which.' }) input: CancelPurchaseInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'cancelPurchase', input, (unit) => cancelPurchase(unit, input));
  }
}

@Resolver(() => CustomerType)
export class CustomerPurchases {
  @Needs('purchases:read')
  @Listed(() => PurchaseConnection, {
    description: 'What they bought, newest first unless ordered otherwise. Scope: purchases:read.',
    by: purchasesByCustomer,
    key: ({ id }: CustomerRow) => id,
  })
  purchases(@Args(() => PurchasesArgs) _args: PurchasesArgs): void {}
}

@Resolver(() => ProductType)
export class ProductPurchases {
  @Needs('purchases:read')
  @Listed(() => PurchaseConnection, {
    description: 'The purchases it is on, newest first unless ordered otherwise. Scope: purchases:read.',
    by: purchasesByProduct,
    key: ({ id }: ProductRow) => id,
  })
  purchases(@Args(() => PurchasesArgs) _args: PurchasesArgs): void {}
}
