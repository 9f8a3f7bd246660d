import currencyCodes from 'currency-codes';

/** An exact decimal in a string: `"-12.50"`. */
export type Decimal = string;
/** ISO 4217, upper case. */
export type CurrencyCode = string;

/** An amount in the smallest unit of its currency: cents of a euro, whole yen, fils of a dinar. */
export interface Money {
  minor: number;
  currency: CurrencyCode;
}

const decimalsByCurrency = new Map(currencyCodes.data.map(({ code, digits }) => [code, digits]));
const decimalPattern = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** The largest amount the database takes, in minor units: what a JavaScript number holds exactly. */
export const largestMinor = Number.MAX_SAFE_INTEGER;

export function isCurrency(code: string): boolean {
  return decimalsByCurrency.has(code);
}

/** How many decimals a currency has: JPY 0, EUR 2, KWD 3. Throws for a code outside ISO 4217. */
export function decimalsOf(currency: CurrencyCode): number {
  const decimals = decimalsByCurrency.get(currency);
  if (decimals === undefined) throw new RangeError(`${currency} is not an ISO 4217 currency code.`);
  return decimals;
}

export function isDecimal(text: string): boolean {
  return decimalPattern.test(text);
}

/** How many decimals it takes to write the amount: 1 for `"12.50"`. */
export function decimalsIn(amount: Decimal): number {
  return amount.split('.')[1]?.replace(/0+$/, '').length ?? 0;
}

/** `"12.50"` EUR → 1250. Null when the text has more decimals than the currency or is too large to hold exactly. */
export function minorOf(amount: Decimal, currency: CurrencyCode): number | null {
  const scaled = scaledInteger(amount, decimalsOf(currency));
  if (scaled === null || scaled > BigInt(largestMinor) || scaled < -BigInt(largestMinor)) return null;
  return Number(scaled);
}

/** 1250 EUR → `"12.50"`. */
export function amountOf({ minor, currency }: Money): Decimal {
  const decimals = decimalsOf(currency);
  if (decimals === 0) return String(minor);
  const unit = 10 ** decimals;
  const fraction = Math.abs(minor) % unit;
  const whole = (Math.abs(minor) - fraction) / unit;
  // A one before the fraction keeps its zeros: 5 cents are 105, of which the last two digits count.
  return `${minor < 0 ? '-' : ''}${whole}.${String(unit + fraction).slice(1)}`;
}

/** `"12.50 EUR"`, for messages and terminals. */
/** An amount in the words of the API; null when there is none. */
export function moneyOf(
  minor: number | null | undefined,
  currency: CurrencyCode | null | undefined,
): { amount: Decimal; currency: CurrencyCode } | null {
  if (typeof minor !== 'number' || !currency) return null;
  return { amount: amountOf({ minor, currency }), currency };
}

export function shown(money: Money): string {
  return `${amountOf(money)} ${money.currency}`;
}

/** `"9.80000019"` EUR → 980, half away from zero: for exports that carry more decimals than the currency has. */
export function roundedMinorOf(amount: Decimal, currency: CurrencyCode): number {
  return roundedQuotient(integerOf(amount), scaleOf(amount), decimalsOf(currency));
}

/** An amount in another currency, at `rate` units of it for one of its own; rounded half away from zero. */
export function converted({ minor, currency }: Money, rate: Decimal, to: CurrencyCode): number {
  return roundedQuotient(
    BigInt(minor) * integerOf(rate),
    decimalsOf(currency) + scaleOf(rate),
    decimalsOf(to),
  );
}

function scaledInteger(amount: Decimal, decimals: number): bigint | null {
  const match = decimalPattern.exec(amount);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const kept = fraction.slice(0, decimalsIn(amount));
  if (kept.length > decimals) return null;
  return BigInt(`${sign === '-' ? '-' : ''}${whole}${kept.padEnd(decimals, '0')}`);
}

function integerOf(decimal: Decimal): bigint {
  return BigInt(decimal.replace('.', '').replace('+', ''));
}

function scaleOf(decimal: Decimal): number {
  return decimal.split('.')[1]?.length ?? 0;
}

/** value / 10^scale as an integer of 10^-decimals, half away from zero. */
function roundedQuotient(value: bigint, scale: number, decimals: number): number {
  if (scale <= decimals) return Number(value * 10n ** BigInt(decimals - scale));
  const divisor = 10n ** BigInt(scale - decimals);
  const half = value < 0n ? -divisor / 2n : divisor / 2n;
  return Number((value + half) / divisor);
}
