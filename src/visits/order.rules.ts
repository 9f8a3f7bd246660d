import type { ShopSettings } from '../api/context.ts';
import {
  amountOf,
  type CurrencyCode,
  type Decimal,
  isCurrency,
  isDecimal,
  roundedMinorOf,
} from '../kernel/money.ts';
import type { ProductDraft } from '../products/product.rules.ts';
import type { PurchaseDraft } from '../purchases/purchase.rules.ts';
import { orderIdOf, productsIn, quantityOf, skuOf } from './commerce.rules.ts';
import { type Json, type Read, shortened, wordIn } from './message.fields.ts';
import type { Message } from './message.rules.ts';

/** What an order says was bought, but not by whom. */
export interface Order {
  draft: Omit<PurchaseDraft, 'customer'>;
  /** Its products, for a shop that has not heard of them. */
  products: ProductDraft[];
}

/** Where an order that lists no products is booked. */
const unlisted = { sku: 'unlisted', name: 'Goods not listed' };

interface Line {
  sku: string;
  name: string;
  category: string | null;
  quantity: number;
  unitMinor: number;
  discountMinor: number;
}

/**
 * An order as a purchase: its products at their prices less its discount, which they share by what they cost. Shipping
 * and tax are no revenue by the spec, and left out.
 */
export function orderOf(message: Message, { baseCurrency, trackingSource }: ShopSettings): Read<Order> {
  const { properties, at } = message;
  const id = orderIdOf(message);
  if (id === null) return fault('order_id', 'It is missing.', 'The number of the order.');
  const currency = (wordIn(properties, 'currency') ?? baseCurrency).toUpperCase();
  if (!isCurrency(currency)) {
    return fault('currency', 'There is no such currency.', 'Three letters of ISO 4217, such as EUR.');
  }
  const rate = wordIn(properties, 'rate');
  if (currency !== baseCurrency && rate === null) {
    return fault(
      'rate',
      `It is missing for an order in ${currency}.`,
      `How many ${baseCurrency} one ${currency} was.`,
    );
  }
  const lines = linesOf(message, currency);
  if ('fault' in lines) return lines;
  const discount = minorIn(properties, ['discount'], currency);
  if (discount === null) return fault('discount', 'It is no amount.', 'A number, zero or more.');
  share(discount, lines.value);
  return {
    value: {
      draft: {
        externalIds: [{ source: trackingSource, id }],
        purchasedAt: at,
        channel: shortened(wordIn(properties, 'channel') ?? 'webshop', 60),
        currency,
        ...(currency === baseCurrency ? {} : { rate }),
        lines: lines.value.map((line) => ({
          product: { sku: line.sku },
          quantity: line.quantity,
          unitPrice: amountOf({ minor: line.unitMinor, currency }),
          discount: amountOf({ minor: line.discountMinor, currency }),
        })),
      },
      products: lines.value.map(({ sku, name, category, unitMinor }) => ({
        sku,
        name,
        category,
        ...(sku === unlisted.sku
          ? {}
          : { price: { amount: amountOf({ minor: unitMinor, currency }), currency } }),
      })),
    },
  };
}

function linesOf(message: Message, currency: CurrencyCode): Read<Line[]> {
  const products = productsIn(message);
  if (products.length === 0) return unlistedLine(message, currency);
  const lines: Line[] = [];
  for (const [index, product] of products.entries()) {
    const place = `products.${index}`;
    const sku = skuOf(product);
    if (sku === null || sku.length > 100) {
      return fault(`${place}.sku`, 'It names no product.', 'A sku or a product_id of 1 to 100 characters.');
    }
    const quantity = quantityOf(product);
    if (quantity === null || quantity < 1) {
      return fault(`${place}.quantity`, 'It is no quantity.', 'A whole number, 1 or more.');
    }
    const unitMinor = minorIn(product, ['price'], currency);
    if (unitMinor === null) return fault(`${place}.price`, 'It is no price.', 'A number, zero or more.');
    const name = shortened(wordIn(product, 'name', 'title') ?? sku, 300);
    const category = wordIn(product, 'category');
    lines.push({
      sku,
      name,
      category: category && shortened(category, 100),
      quantity,
      unitMinor,
      discountMinor: 0,
    });
  }
  return { value: lines };
}

function unlistedLine({ properties }: Message, currency: CurrencyCode): Read<Line[]> {
  const names = ['revenue', 'subtotal', 'total', 'value'];
  const given = names.some((name) => wordIn(properties, name) !== null);
  const unitMinor = given ? minorIn(properties, names, currency) : null;
  if (unitMinor === null) {
    return fault('products', 'It is missing.', 'The products of the order, or its revenue.');
  }
  return { value: [{ ...unlisted, category: null, quantity: 1, unitMinor, discountMinor: 0 }] };
}

/** Spreads a discount over lines by what they cost, so that it adds up exactly; never more than they cost. */
function share(discountMinor: number, lines: readonly Line[]): void {
  const grossMinor = lines.reduce((sum, { unitMinor, quantity }) => sum + unitMinor * quantity, 0);
  if (grossMinor === 0) return;
  const whole = Math.min(discountMinor, grossMinor);
  let [costs, given] = [0, 0];
  for (const line of lines) {
    costs += line.unitMinor * line.quantity;
    const upTo = Number((BigInt(whole) * BigInt(costs)) / BigInt(grossMinor));
    line.discountMinor = upTo - given;
    given = upTo;
  }
}

/** The first of the amounts that is there, rounded to what the currency has; 0 for none, null for what is no amount. */
export function minorIn(data: Json, names: readonly string[], currency: CurrencyCode): number | null {
  const text = wordIn(data, ...names);
  if (text === null) return names.every((name) => data[name] === undefined || data[name] === null) ? 0 : null;
  const amount = decimalOf(text);
  if (amount === null) return null;
  const minor = roundedMinorOf(amount, currency);
  return Number.isSafeInteger(minor) && minor >= 0 ? minor : null;
}

/** Numbers of JavaScript may come in powers of ten. */
function decimalOf(text: string): Decimal | null {
  if (text.length > 40) return null;
  if (isDecimal(text)) return text;
  const number = /^[\d.e+-]+$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) && Math.abs(number) < 1e15 ? number.toFixed(6) : null;
}

function fault(field: string, problem: string, allowed: string) {
  return { fault: { field: `properties.${field}`, problem, allowed } };
}
