// Purchases: what customers bought, gave back and called off.

import type { CustomerDraft, CustomerReference, ExternalId } from '../customers/customer.rules.ts';
import { externalIdCountErrors, externalIdFault } from '../customers/profile.rules.ts';
import { addDays } from '../kernel/clock.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import {
  amountOf,
  converted,
  type Decimal,
  decimalsOf,
  isCurrency,
  isDecimal,
  largestMinor,
  minorOf,
  shown,
} from '../kernel/money.ts';
import { counted } from '../kernel/text.ts';
import type { ProductReference } from '../products/product.rules.ts';
import { type InBase, inBase } from './line.shares.ts';

export const purchaseStatuses = ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'CANCELLED'] as const;
export type PurchaseStatus = (typeof purchaseStatuses)[number];

/** Who bought: a customer that exists, or one to be made. */
export type Buyer = CustomerReference | { create: CustomerDraft };

export interface PurchaseLineDraft {
  product: ProductReference;
  description?: string | null;
  quantity: number;
  /** For one unit, in the purchase's currency. */
  unitPrice: Decimal;
  /** Off the whole line; 0 when not given. */
  discount?: Decimal | null;
}

/** A purchase as somebody reports it, before any rule has looked. */
export interface PurchaseDraft {
  /** Not given: an anonymous sale. */
  customer?: Buyer | null;
  externalIds?: readonly ExternalId[] | null;
  purchasedAt: Date;
  channel: string;
  /** ISO 4217. */
  currency: string;
  /** Units of the shop's base currency for one of `currency`; given exactly when the two differ. */
  rate?: Decimal | null;
  /** When given, must equal the sum of the lines. */
  total?: Decimal | null;
  lines: readonly PurchaseLineDraft[];
}

/** A purchase that has passed the rules, in minor units. */
export interface PurchasePlan {
  purchasedAt: Date;
  channel: string;
  currency: string;
  rate: Decimal;
  unitCount: number;
  totalMinor: number;
  baseTotalMinor: number;
  lines: LinePlan[];
}

interface BoughtLine {
  description: string | null;
  quantity: number;
  unitPriceMinor: number;
  discountMinor: number;
  totalMinor: number;
}
export type LinePlan = InBase<BoughtLine>;

/** What the rules need to know beside the draft. */
export interface PurchaseSetting {
  baseCurrency: string;
  now: Date;
}

export const mostLines = 5_000;
const largestQuantity = 10_000_000;
const largestUnitCount = 2_000_000_000;
const earliestPurchase = new Date('1900-01-01T00:00:00Z');

/** Judges a purchase; every mistake is told at once, unless there are too many things to judge. The plan is null when there is one. */
export function planPurchase(
  draft: PurchaseDraft,
  setting: PurchaseSetting,
): { plan: PurchasePlan | null; errors: UserError[] } {
  const tooMany = sizeErrors(draft);
  if (tooMany.length > 0) return { plan: null, errors: tooMany };
  const currency = draft.currency.trim().toUpperCase();
  const channel = draft.channel.trim();
  const errors = [
    ...dateErrors(draft.purchasedAt, setting.now, ['purchasedAt']),
    ...channelErrors(channel),
    ...(draft.externalIds ?? []).flatMap((externalId, index) => {
      const fault = externalIdFault(externalId);
      return fault ? [userError('INVALID', ['externalIds', index, fault.field], fault.message)] : [];
    }),
  ];
  if (draft.lines.length === 0)
    errors.push(userError('REQUIRED', ['lines'], 'A purchase has at least one line.'));
  if (!isCurrency(currency)) {
    errors.push(userError('INVALID', ['currency'], 'A currency is three letters of ISO 4217, such as EUR.'));
    return { plan: null, errors };
  }
  errors.push(...rateErrors(draft.rate, currency, setting.baseCurrency));
  const lines = draft.lines.map((line, index) => planLine(line, currency, index, errors));
  if (errors.length > 0) return { plan: null, errors };

  const plan = summed(
    lines,
    { purchasedAt: draft.purchasedAt, channel, currency, rate: draft.rate ?? '1' },
    setting,
  );
  errors.push(...totalErrors(draft.total, plan));
  return { plan: errors.length > 0 ? null : plan, errors };
}

/** What is too much to be judged line by line, or looked up. */
export function sizeErrors({
  externalIds,
  lines,
}: Pick<PurchaseDraft, 'externalIds' | 'lines'>): UserError[] {
  const errors = externalIdCountErrors(externalIds);
  if (lines.length <= mostLines) return errors;
  const message = `A purchase has at most ${mostLines} lines; got ${lines.length}.`;
  return [...errors, userError('INVALID', ['lines'], message)];
}

/** Nothing happens more than a day ahead: clocks and time zones differ, but not more than that. */
export function dateErrors(date: Date, now: Date, path: string[]): UserError[] {
  if (date > addDays(now, 1)) return [userError('INVALID', path, 'The date is at most a day ahead of now.')];
  return date < earliestPurchase ? [userError('INVALID', path, 'The date is in 1900 or later.')] : [];
}

function channelErrors(channel: string): UserError[] {
  if (channel === '')
    return [userError('REQUIRED', ['channel'], 'A purchase has a channel, such as webshop or store.')];
  if (channel.length <= 60) return [];
  return [userError('INVALID', ['channel'], `A channel has at most 60 characters; got ${channel.length}.`)];
}

function rateErrors(rate: Decimal | null | undefined, currency: string, baseCurrency: string): UserError[] {
  if (currency === baseCurrency) {
    return isGiven(rate)
      ? [
          userError(
            'INVALID',
            ['rate'],
            `A purchase in the base currency ${baseCurrency} has no rate; leave it out.`,
          ),
        ]
      : [];
  }
  if (!isGiven(rate)) {
    return [
      userError(
        'REQUIRED',
        ['rate'],
        `A purchase in ${currency} needs its rate: how many ${baseCurrency} one ${currency} was.`,
      ),
    ];
  }
  const isUsable = isDecimal(rate) && Number(rate) >= 1e-9 && Number(rate) <= 1e9 && rate.length <= 24;
  return isUsable
    ? []
    : [userError('INVALID', ['rate'], 'A rate is a decimal from 0.000000001 to 1000000000.')];
}

function planLine(line: PurchaseLineDraft, currency: string, index: number, errors: UserError[]): BoughtLine {
  const path = (field: string) => ['lines', index, field];
  const before = errors.length;
  const { quantity } = line;
  errors.push(...quantityErrors(quantity, path('quantity')));
  const unitPriceMinor = amount(line.unitPrice, currency, path('unitPrice'), errors);
  const discountMinor = amount(line.discount ?? '0', currency, path('discount'), errors);
  const grossMinor = unitPriceMinor * quantity;
  // What a line costs is only known when its figures are; a second error about the first would mislead.
  if (errors.length === before) errors.push(...costErrors({ grossMinor, discountMinor, currency }, path));
  const description = line.description?.trim() || null;
  errors.push(...descriptionErrors(description, path('description')));
  return { description, quantity, unitPriceMinor, discountMinor, totalMinor: grossMinor - discountMinor };
}

function quantityErrors(quantity: number, path: (string | number)[]): UserError[] {
  if (Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= largestQuantity) return [];
  return [
    userError('INVALID', path, `A quantity is a whole number from 1 to ${largestQuantity}; got ${quantity}.`),
  ];
}

function costErrors(
  { grossMinor, discountMinor, currency }: { grossMinor: number; discountMinor: number; currency: string },
  path: (field: string) => (string | number)[],
): UserError[] {
  if (!Number.isSafeInteger(grossMinor)) {
    const most = shown({ minor: largestMinor, currency });
    return [userError('INVALID', path('unitPrice'), `A line comes to at most ${most} before its discount.`)];
  }
  if (discountMinor <= grossMinor) return [];
  const most = shown({ minor: grossMinor, currency });
  return [userError('INVALID', path('discount'), `A discount is at most what the line costs, ${most}.`)];
}

function descriptionErrors(description: string | null, path: (string | number)[]): UserError[] {
  if (description === null || description.length <= 500) return [];
  return [userError('INVALID', path, `A description has at most 500 characters; got ${description.length}.`)];
}

function amount(decimal: Decimal, currency: string, path: (string | number)[], errors: UserError[]): number {
  const minor = minorOf(decimal, currency);
  if (minor !== null && minor >= 0) return minor;
  const most = amountOf({ minor: largestMinor, currency });
  const decimals = counted(decimalsOf(currency), 'decimal');
  errors.push(
    userError(
      'INVALID',
      path,
      `An amount in ${currency} is from 0 to ${most}, with at most ${decimals}; got ${decimal}.`,
    ),
  );
  return 0;
}

function summed(
  lines: BoughtLine[],
  head: Pick<PurchasePlan, 'purchasedAt' | 'channel' | 'currency' | 'rate'>,
  { baseCurrency }: PurchaseSetting,
): PurchasePlan {
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const unitCount = lines.reduce((sum, line) => sum + line.quantity, 0);
  const baseTotalMinor =
    head.currency === baseCurrency
      ? totalMinor
      : converted({ minor: totalMinor, currency: head.currency }, head.rate, baseCurrency);
  const whole = { totalMinor, baseTotalMinor };
  return { ...head, unitCount, ...whole, lines: inBase(lines, whole) };
}

function totalErrors(
  total: Decimal | null | undefined,
  { currency, totalMinor, baseTotalMinor, unitCount }: PurchasePlan,
): UserError[] {
  if (
    !Number.isSafeInteger(totalMinor) ||
    !Number.isSafeInteger(baseTotalMinor) ||
    unitCount > largestUnitCount
  ) {
    return [userError('INVALID', ['lines'], 'The lines come to more than can be stored.')];
  }
  if (!isGiven(total) || minorOf(total, currency) === totalMinor) return [];
  const sum = shown({ minor: totalMinor, currency });
  return [
    userError('CONFLICT', ['total'], `The total given is ${total} ${currency}; the lines come to ${sum}.`),
  ];
}
