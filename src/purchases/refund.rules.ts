import { type UserError, userError } from '../kernel/errors.ts';
import { type Decimal, minorOf, shown } from '../kernel/money.ts';
import { counted } from '../kernel/text.ts';
import type { PurchaseStatus } from './purchase.rules.ts';

/** What a refund is judged against: the purchase as it stands. */
export interface Refundable {
  status: PurchaseStatus;
  currency: string;
  totalMinor: number;
  refundedMinor: number;
}

export interface RefundableLine {
  id: string;
  quantity: number;
  totalMinor: number;
  refundedQuantity: number;
  refundedMinor: number;
}

export interface RefundedLine {
  lineId: string;
  quantity: number;
  amountMinor: number;
}

/**
 * What taking back so many units of a line gives back: its share of what the line cost, reckoned from the start so
 * that rounding never adds up to more or less than the whole.
 */
export function amountForUnits(line: RefundableLine, quantity: number): number {
  const upTo = line.refundedQuantity + quantity;
  const share = Number(
    (BigInt(line.totalMinor) * BigInt(upTo) * 2n + BigInt(line.quantity)) / (2n * BigInt(line.quantity)),
  );
  return share - line.refundedMinor;
}

export function stateErrors({ status }: Refundable, path: string[]): UserError[] {
  return status === 'CANCELLED'
    ? [userError('CONFLICT', path, 'The purchase is cancelled; there is nothing to refund.')]
    : [];
}

export function reasonErrors(reason: string | null): UserError[] {
  if (reason === null || reason.length <= 500) return [];
  return [userError('INVALID', ['reason'], `A reason has at most 500 characters; got ${reason.length}.`)];
}

/** Judges a refund of units of a line. */
export function lineErrors(line: RefundableLine, quantity: number, path: (string | number)[]): UserError[] {
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    return [userError('INVALID', path, `A quantity is a whole number, 1 or more; got ${quantity}.`)];
  }
  const left = line.quantity - line.refundedQuantity;
  if (quantity <= left) return [];
  return [
    userError(
      'LIMIT_EXCEEDED',
      path,
      `Of this line ${counted(left, 'unit')} can still be refunded; got ${quantity}.`,
    ),
  ];
}

/** Judges the whole of a refund: never more than what is left of what was paid. */
export function amountErrors(purchase: Refundable, amountMinor: number, path: string[]): UserError[] {
  const leftMinor = purchase.totalMinor - purchase.refundedMinor;
  if (amountMinor <= leftMinor) return [];
  const [asked, left] = [amountMinor, leftMinor].map((minor) =>
    shown({ minor, currency: purchase.currency }),
  );
  return [
    userError(
      'LIMIT_EXCEEDED',
      path,
      `Of this purchase ${left} can still be refunded; this refund is ${asked}.`,
    ),
  ];
}

/** An amount given as a decimal, in minor units, or what is wrong with it. */
export function refundAmount(amount: Decimal, currency: string): number | UserError {
  const minor = minorOf(amount, currency);
  if (minor !== null && minor > 0) return minor;
  return userError(
    'INVALID',
    ['amount'],
    `A refund is more than zero, with no more decimals than ${currency} has.`,
  );
}

export function statusAfter({
  totalMinor,
  refundedMinor,
}: Pick<Refundable, 'totalMinor' | 'refundedMinor'>): PurchaseStatus {
  return refundedMinor === totalMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
}
