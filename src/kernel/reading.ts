import {
  amountOf,
  type Decimal,
  decimalsIn,
  decimalsOf,
  isCurrency,
  largestMinor,
  type Money,
  minorOf,
} from './money.ts';

/** What a field's text was read as, or what is wrong with it. */
export type Reading<Value> = { value: Value } | { wrong: string };

/** An amount as somebody gives it. */
export interface MoneyDraft {
  amount: Decimal;
  currency: string;
}

/** Trimmed; empty text is null. */
export function shortText(text: string | null, longest: number): Reading<string | null> {
  const trimmed = text?.trim() || null;
  if (trimmed !== null && trimmed.length > longest)
    return { wrong: `At most ${longest} characters; got ${trimmed.length}.` };
  return { value: trimmed };
}

/** An amount that is not negative, in a currency that exists, no finer than it. */
export function money(draft: MoneyDraft | null): Reading<Money | null> {
  if (draft === null) return { value: null };
  const currency = draft.currency.trim().toUpperCase();
  if (!isCurrency(currency)) return { wrong: 'A currency is three letters of ISO 4217, such as EUR.' };
  if (decimalsIn(draft.amount) > decimalsOf(currency))
    return { wrong: `An amount in ${currency} has at most ${decimalsOf(currency)} decimals.` };
  const minor = minorOf(draft.amount, currency);
  if (minor === null)
    return { wrong: `An amount in ${currency} is at most ${amountOf({ minor: largestMinor, currency })}.` };
  if (minor < 0) return { wrong: 'The amount is zero or more.' };
  return { value: { minor, currency } };
}
