import { dataIn, type Json, wordIn } from './message.fields.ts';
import type { Message } from './message.rules.ts';

// Events of the e-commerce spec that say more than that they happened, with their names in its first version.
const completed = ['Order Completed', 'Completed Order'];
const refunded = ['Order Refunded', 'Refunded Order'];
const viewed = ['Product Viewed', 'Viewed Product'];

export function isOrderCompleted({ kind, name }: Message): boolean {
  return kind === 'track' && completed.includes(name ?? '');
}

export function isOrderRefunded({ kind, name }: Message): boolean {
  return kind === 'track' && refunded.includes(name ?? '');
}

/** The product that was looked at; null for any other event. */
export function viewedSku({ kind, name, properties }: Message): string | null {
  return kind === 'track' && viewed.includes(name ?? '') ? skuOf(properties) : null;
}

/** What an order is called; a message without that is called by its own id. */
export function orderIdOf({ properties, messageId }: Message): string | null {
  return wordIn(properties, 'order_id', 'orderId', 'orderID') ?? messageId;
}

/** What a product is called: its article number before what else names it. */
export function skuOf(product: Json): string | null {
  return wordIn(product, 'sku', 'product_id', 'productId', 'id');
}

/** The products of an order, each with where it stands. */
export function productsIn({ properties }: Message): Json[] {
  return Array.isArray(properties.products) ? properties.products.map(dataIn) : [];
}

/** How many of a product: 1 when nothing is said; null for what is no number. */
export function quantityOf({ quantity }: Json): number | null {
  if (quantity === undefined || quantity === null) return 1;
  const number = Number(quantity);
  return Number.isSafeInteger(number) && typeof quantity !== 'boolean' ? number : null;
}
