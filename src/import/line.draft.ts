import { amountOf, type CurrencyCode, converted, type Decimal } from '../kernel/money.ts';
import type { PurchaseLineDraft } from '../purchases/purchase.rules.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { LineMapping } from './mapping.schema.ts';
import { decimalRead, isRefused, type Refused, wholeOf } from './number.value.ts';
import { isHoldable, type Price, priceRounding } from './price.value.ts';
import type { Row } from './table.row.ts';
import { nameOf, optionalRead } from './text.value.ts';
import type { NumberValue } from './value.schema.ts';

/** What one row says about one line, be it sold or returned. */
export interface MappedLine extends Pick<PurchaseLineDraft, 'quantity' | 'unitPrice' | 'discount'> {
  description?: string;
  /** True when the price had to be rounded to its currency. */
  rounded: boolean;
}

/**
 * How to read the line of a row. Exports write what came back with a minus or without; a return's line has
 * neither.
 */
export function lineRead(mapped: LineMapping, columns: ColumnReads) {
  const quantityOf = quantityRead(mapped.quantity, columns);
  const pricingOf = pricingRead(mapped, columns);
  const discountOf = discountRead(mapped, columns);
  const descriptionOf = optionalRead(mapped.description, columns);
  return (row: Row, currency: CurrencyCode, kind: 'sales' | 'returns'): MappedLine | Refused => {
    const quantity = quantityOf(row, kind);
    if (isRefused(quantity)) return quantity;
    const pricing = pricingOf(row, currency, quantity);
    if (isRefused(pricing)) return pricing;
    const gross = pricing.unit.minor * quantity;
    if (!isHoldable(gross)) return { refused: 'is worth more than an amount can hold' };
    const discount = discountOf(row, currency, gross);
    if (isRefused(discount)) return discount;
    const off = discount + pricing.remainder;
    if (off < 0 || off > gross) return { refused: 'has a discount below 0 or above its price' };
    const description = descriptionOf(row);
    return {
      quantity,
      unitPrice: pricing.unit.amount,
      ...(off > 0 && { discount: amountOf({ minor: off, currency }) }),
      ...(description !== undefined && { description }),
      rounded: pricing.unit.rounded,
    };
  };
}

function quantityRead(mapped: NumberValue, columns: ColumnReads) {
  const read = decimalRead(mapped, columns, 'quantity');
  const name = nameOf(mapped, 'quantity');
  return (row: Row, kind: 'sales' | 'returns'): number | Refused => {
    const decimal = read(row);
    if (isRefused(decimal)) return decimal;
    if (decimal === undefined) return { refused: `has no ${name}` };
    const whole = wholeOf(decimal);
    const quantity = whole !== null && kind === 'returns' ? Math.abs(whole) : whole;
    if (quantity !== null && quantity > 0) return quantity;
    return { refused: `${name} "${decimal}" is not a whole number above 0` };
  };
}

interface Pricing {
  unit: Price;
  /**
   * What the units at this price are too dear by, in minor units: a line of 3 for 29.99 is 3 × 10.00 less
   * 0.01.
   */
  remainder: number;
}

function pricingRead(mapped: LineMapping, columns: ColumnReads) {
  const priceOf = mapped.unitPrice && moneyRead(mapped.unitPrice, columns, 'unitPrice');
  const amountRead = mapped.amount && moneyRead(mapped.amount, columns, 'amount');
  return (row: Row, currency: CurrencyCode, quantity: number): Pricing | Refused => {
    const price = priceOf?.(row, currency) ?? amountRead?.(row, currency);
    if (price === undefined) return { refused: 'has no price' };
    if (isRefused(price)) return price;
    if (!amountRead) return { unit: price, remainder: 0 };
    const minor = Math.ceil(price.minor / quantity);
    const unit = { minor, amount: amountOf({ minor, currency }), rounded: price.rounded };
    return { unit, remainder: minor * quantity - price.minor };
  };
}

function discountRead(mapped: LineMapping, columns: ColumnReads) {
  const discountOf = mapped.discount && moneyRead(mapped.discount, columns, 'discount');
  const shareOf = mapped.discountShare && decimalRead(mapped.discountShare, columns, 'discountShare');
  return (row: Row, currency: CurrencyCode, gross: number): number | Refused => {
    const discount = discountOf?.(row, currency);
    if (isRefused(discount)) return discount;
    if (discount) return discount.minor;
    const share: Decimal | Refused = shareOf?.(row) ?? '0';
    if (isRefused(share)) return share;
    // To take a share of an amount is to convert it at that rate: exact, then rounded half away from zero.
    return Number(share) === 0 ? 0 : converted({ minor: gross, currency }, share, currency);
  };
}

function moneyRead(mapped: NumberValue, columns: ColumnReads, place: string) {
  const read = decimalRead(mapped, columns, place);
  const rounded = priceRounding();
  return (row: Row, currency: CurrencyCode): Price | undefined | Refused => {
    const decimal = read(row);
    if (decimal === undefined || isRefused(decimal)) return decimal;
    const price = rounded(decimal, currency);
    return price.minor < 0 ? { refused: `${nameOf(mapped, place)} ${decimal} is below 0` } : price;
  };
}
