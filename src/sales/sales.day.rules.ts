// Sales: what sells, in figures over purchases and refunds, kept day by day as they are written. Writes no purchase.

import type { SoldPurchase, Trade } from '../api/trade.ts';
import { dayIn } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';

/** What came to a day of a channel: purchases by when they were made, refunds by when they were. */
export interface SalesDayChange {
  day: string;
  channel: string;
  purchases: number;
  units: number;
  grossMinor: number;
  refundedMinor: number;
}

/** What came to a day of a product. A purchase that has it on two lines is one. */
export interface ProductDayChange {
  day: string;
  productId: Uuid;
  purchases: number;
  units: number;
  grossMinor: number;
}

export interface DayChanges {
  sales: SalesDayChange[];
  products: ProductDayChange[];
}

/** What trade adds to days and takes from them, each day of each channel and product once. */
export function dayChanges(
  { recorded = [], cancelled = [], refunded = [] }: Trade,
  timeZone: string,
): DayChanges {
  const sales = new Map<string, SalesDayChange>();
  const products = new Map<string, ProductDayChange>();
  for (const purchase of recorded) count(purchase, 1);
  for (const purchase of cancelled) count(purchase, -1);
  for (const { refundedAt, channel, baseAmountMinor } of refunded)
    salesOn(dayIn(timeZone, refundedAt), channel).refundedMinor += baseAmountMinor;
  return { sales: [...sales.values()], products: [...products.values()] };

  function count(purchase: SoldPurchase, times: 1 | -1): void {
    const day = dayIn(timeZone, purchase.purchasedAt);
    const sold = salesOn(day, purchase.channel);
    sold.purchases += times;
    sold.units += times * purchase.unitCount;
    sold.grossMinor += times * purchase.baseTotalMinor;
    for (const productId of new Set(purchase.lines.map((line) => line.productId)))
      productOn(day, productId).purchases += times;
    for (const { productId, quantity, baseTotalMinor } of purchase.lines) {
      const product = productOn(day, productId);
      product.units += times * quantity;
      product.grossMinor += times * baseTotalMinor;
    }
  }

  function salesOn(day: string, channel: string): SalesDayChange {
    const nothing = { day, channel, purchases: 0, units: 0, grossMinor: 0, refundedMinor: 0 };
    return known(sales, JSON.stringify([day, channel]), nothing);
  }

  function productOn(day: string, productId: Uuid): ProductDayChange {
    return known(products, `${day} ${productId}`, { day, productId, purchases: 0, units: 0, grossMinor: 0 });
  }
}

function known<Value>(values: Map<string, Value>, key: string, fresh: Value): Value {
  const value = values.get(key) ?? fresh;
  values.set(key, value);
  return value;
}
