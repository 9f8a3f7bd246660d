import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, minorUnits, text, uuid } from '../database/columns.ts';
import { purchaseStatuses } from './purchase.rules.ts';

export const Purchase = defineEntity({
  name: 'Purchase',
  tableName: 'purchase',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    purchasedAt: instant(),
    channel: text(),
    status: p.enum(purchaseStatuses).columnType('text'),
    currency: text(),
    /** Units of the base currency for one of `currency`, at the time of the purchase; 1 in the base currency itself. */
    rate: p.decimal('string').columnType('numeric'),
    unitCount: p.integer(),
    totalMinor: minorUnits(),
    refundedMinor: minorUnits().default(0),
    baseTotalMinor: minorUnits(),
    baseRefundedMinor: minorUnits().default(0),
    cancelledAt: instant().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type PurchaseEntity = InferEntity<typeof Purchase>;

/** Which purchase another system's id means: the primary key makes recording it twice impossible. */
export const PurchaseKey = defineEntity({
  name: 'PurchaseKey',
  tableName: 'purchase_key',
  properties: {
    source: text().primary(),
    value: text().primary(),
    purchaseId: uuid(),
    customerId: uuid(),
  },
});

export const PurchaseLine = defineEntity({
  name: 'PurchaseLine',
  tableName: 'purchase_line',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    purchaseId: uuid(),
    productId: uuid(),
    /** From 0, in the order given. */
    position: p.integer(),
    description: text().nullable(),
    quantity: p.integer(),
    unitPriceMinor: minorUnits(),
    discountMinor: minorUnits(),
    totalMinor: minorUnits(),
    /** Its share of what the purchase comes to in the base currency. */
    baseTotalMinor: minorUnits(),
    /** When the purchase was made; null once it is cancelled, and counts nowhere. */
    soldAt: instant().nullable(),
    refundedQuantity: p.integer().default(0),
    refundedMinor: minorUnits().default(0),
  },
});
export type PurchaseLineEntity = InferEntity<typeof PurchaseLine>;

export const Refund = defineEntity({
  name: 'Refund',
  tableName: 'refund',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    purchaseId: uuid(),
    refundedAt: instant(),
    amountMinor: minorUnits(),
    baseAmountMinor: minorUnits(),
    reason: text().nullable(),
    createdAt: instant(),
  },
});
export type RefundEntity = InferEntity<typeof Refund>;

export const RefundLine = defineEntity({
  name: 'RefundLine',
  tableName: 'refund_line',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    refundId: uuid(),
    lineId: uuid(),
    quantity: p.integer(),
    amountMinor: minorUnits(),
  },
});

/** Which return of another system has been taken in, and what for: an import can run again. */
export const RefundKey = defineEntity({
  name: 'RefundKey',
  tableName: 'refund_key',
  properties: {
    source: text().primary(),
    value: text().primary(),
    refundId: uuid().primary(),
    customerId: uuid(),
  },
});
