import {
  exactly,
  isAs,
  isWithin,
  lastOf,
  momentarily,
  type Operators,
  plainly,
  type Window,
} from './comparing.ts';
import { type Line, type Person, type Product, type Purchase, products } from './people.ts';

export interface AskedProduct {
  and?: AskedProduct[];
  or?: AskedProduct[];
  not?: AskedProduct;
  sku?: Operators;
  name?: Operators;
  kind?: Operators;
  category?: Operators;
  price?: Operators;
}

export interface AskedPurchases {
  product?: AskedProduct;
  channel?: Operators;
  within?: Window;
  count?: Operators;
  total?: Operators;
  averageBasket?: Operators;
  units?: Operators;
  firstAt?: Operators;
  lastAt?: Operators;
}

/** Whether the product called so is as a filter says. */
export function isProductAs(sku: string | null, filter: AskedProduct): boolean {
  const product = products.find((one) => one.sku === sku);
  return product !== undefined && fits(product, filter);
}

function fits(product: Product, filter: AskedProduct): boolean {
  // Prices in other currencies are not known.
  const price = product.price?.currency === 'EUR' ? Number(product.price.amount) : null;
  return [
    filter.and?.every((part) => fits(product, part)),
    filter.or?.some((part) => fits(product, part)),
    filter.not && !fits(product, filter.not),
    filter.sku && isAs(product.sku, filter.sku),
    filter.name && isAs(product.name, filter.name),
    filter.kind && isAs(product.kind, filter.kind),
    filter.category && isAs(product.category, filter.category),
    filter.price && isAs(price, filter.price, Number),
  ].every((holds) => holds !== false);
}

/** What a purchase comes to for some of its lines, in cents. */
interface Part {
  at: Date;
  units: number;
  gross: number;
  net: number;
}

export function boughtBy({ purchases }: Person, asked: AskedPurchases, now: Date) {
  const { product, channel = {}, within } = asked;
  const parts = purchases
    .filter(({ isCancelled }) => !isCancelled)
    .filter((purchase) => isWithin(purchase.at, within, now) && isAs(purchase.channel, channel))
    .flatMap((purchase) => (product ? ofLines(purchase, product) : [ofAll(purchase)]));
  const sum = (figure: 'units' | 'gross' | 'net') => parts.reduce((all, part) => all + part[figure], 0);
  const first = parts.length === 0 ? null : Math.min(...parts.map(({ at }) => at.getTime()));
  const average = parts.length === 0 ? null : rounded(sum('gross'), parts.length);
  return {
    count: plainly(parts.length),
    total: exactly(sum('net')),
    averageBasket: exactly(average),
    units: plainly(sum('units')),
    firstAt: momentarily(first),
    lastAt: momentarily(lastOf(parts)),
  };
}

/** Of a purchase all lines, what was paid back for no line included. */
function ofAll(purchase: Purchase): Part {
  const total = sumOf(purchase.lines, paidFor);
  const back = sumOf(purchase.lines, backFor);
  const paidBack = back + Math.floor(((total - back) * purchase.paidBack) / 100);
  const gross = inCents(total, purchase);
  const net = paidBack === total ? 0 : gross - Math.min(inCents(paidBack, purchase), gross);
  return { at: purchase.at, units: sumOf(purchase.lines, ({ quantity }) => quantity), gross, net };
}

/** Of lines for such products their share; never more than is left of the whole. None is no purchase. */
function ofLines(purchase: Purchase, product: AskedProduct): Part[] {
  const lines = purchase.lines.filter(({ sku }) => isProductAs(sku, product));
  if (lines.length === 0) return [];
  const all = ofAll(purchase);
  const shares = sharesOf(purchase, all.gross);
  const shareOf = (line: Line) => shares[purchase.lines.indexOf(line)] ?? 0;
  const backOf = (line: Line) => {
    const back = backFor(line);
    return back === 0 ? 0 : rounded(back * shareOf(line), paidFor(line));
  };
  const gross = sumOf(lines, shareOf);
  return [
    {
      at: purchase.at,
      units: sumOf(lines, ({ quantity }) => quantity),
      gross,
      net: Math.min(gross - sumOf(lines, backOf), all.net),
    },
  ];
}

/** What each line comes to in cents, reckoned from the first on: together they are the whole. */
function sharesOf({ lines }: Purchase, gross: number): number[] {
  const total = sumOf(lines, paidFor);
  const upTo = lines.map((_, index) => sumOf(lines.slice(0, index + 1), paidFor));
  const reckoned = upTo.map((sum) => (total === 0 ? 0 : rounded(sum * gross, total)));
  return reckoned.map((share, index) => share - (reckoned[index - 1] ?? 0));
}

function paidFor({ quantity, unitPrice, discount }: Line): number {
  return quantity * unitPrice - discount;
}

function backFor(line: Line): number {
  return rounded(paidFor(line) * line.returned, line.quantity);
}

function inCents(amount: number, { currency: { decimals, rate } }: Purchase): number {
  return rounded(amount * rate * 100, 1_000_000 * 10 ** decimals);
}

/** A quotient to the nearest whole, half up. */
function rounded(value: number, by: number): number {
  return Math.floor((2 * value + by) / (2 * by));
}

function sumOf(lines: readonly Line[], figure: (line: Line) => number): number {
  return lines.reduce((sum, line) => sum + figure(line), 0);
}
