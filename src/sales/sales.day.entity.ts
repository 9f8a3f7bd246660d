import { defineEntity, p } from '@mikro-orm/core';
import { minorUnits, text, uuid } from '../database/columns.ts';

const salesCounts = () => ({
  purchases: p.integer(),
  units: p.bigint('number'),
  /** Before refunds, in the base currency. */
  grossMinor: minorUnits(),
  /** Paid back on the day, whenever the purchase was made. */
  refundedMinor: minorUnits(),
});

const productCounts = () => ({
  purchases: p.integer(),
  units: p.bigint('number'),
  grossMinor: minorUnits(),
});

/** What was sold over a channel on a day. Small, of no customer, and written by folding alone. */
export const SalesDay = defineEntity({
  name: 'SalesDay',
  tableName: 'sales_day',
  properties: { day: p.date().primary(), channel: text().primary(), ...salesCounts() },
});

/** What came to a day since it was last folded: only ever added to, so that nobody who writes waits for another. */
export const SalesDayChange = defineEntity({
  name: 'SalesDayChange',
  tableName: 'sales_day_change',
  properties: { id: uuid().primary(), day: p.date(), channel: text(), ...salesCounts() },
});

/** What was sold of a product on a day. */
export const ProductDay = defineEntity({
  name: 'ProductDay',
  tableName: 'product_day',
  properties: { day: p.date().primary(), productId: uuid().primary(), ...productCounts() },
});

export const ProductDayChange = defineEntity({
  name: 'ProductDayChange',
  tableName: 'product_day_change',
  properties: { id: uuid().primary(), day: p.date(), productId: uuid(), ...productCounts() },
});
