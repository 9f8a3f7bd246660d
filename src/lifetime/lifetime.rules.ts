import { decimalsOf, largestMinor, type Money, shown } from '../kernel/money.ts';
import { counted } from '../kernel/text.ts';
import { aliveChance, expectedPurchases } from './buying.rules.ts';
import type { HistoryRow } from './history.queries.ts';
import { daysPerWeek, type History } from './history.ts';
import type { LifetimeModelRow } from './model.queries.ts';
import { expectedSpend } from './spending.rules.ts';
import { discountedPurchases, monthsOfLifetime } from './value.rules.ts';

/** What a customer is expected to do. A figure is null where there is a reason. */
export interface Lifetime {
  asOf: Date;
  days: number;
  /** A share: 0.01 is 1 % a month. */
  monthlyDiscount: number;
  isOneTimeBuyer: boolean;
  probabilityAlive: number | null;
  expectedPurchases: number | null;
  expectedValue: Money | null;
  lifetimeValue: Money | null;
  sentence: string;
  reason: string | null;
  modelFittedAt: string | null;
}

export interface Wanted {
  /** What is known is of before it. */
  asOf: Date;
  days: number;
  monthlyDiscount: number;
}

type Model = Pick<
  LifetimeModelRow,
  'buying' | 'spending' | 'reason' | 'valueReason' | 'currency' | 'fittedAt'
>;

export function lifetimeOf(row: HistoryRow | null, model: Model | null, wanted: Wanted): Lifetime {
  const isOneTimeBuyer = row?.repeats === 0;
  const none = { ...wanted, isOneTimeBuyer, ...nothing, modelFittedAt: model?.fittedAt ?? null };
  if (!model) return without(none, 'No model has been fitted yet.');
  if (model.reason !== null || !model.buying)
    return without(none, model.reason ?? 'The model has no figures.');
  if (!row) return without(none, 'The customer has not bought anything yet.');

  const history: History = {
    repeats: row.repeats,
    recencyWeeks: row.recencyDays / daysPerWeek,
    ageWeeks: row.ageDays / daysPerWeek,
  };
  const { parameters } = model.buying;
  const probabilityAlive = aliveChance(history, parameters);
  const expected = expectedPurchases(history, parameters, wanted.days / daysPerWeek);
  const discounted = discountedPurchases(history, parameters, wanted.monthlyDiscount);
  if (![probabilityAlive, expected, discounted].every(Number.isFinite)) {
    return without(none, 'The history of this customer is beyond what the model can reckon with.');
  }
  const spend = spendMinor(row, model);
  const worth = (purchases: number) => (spend === null ? null : moneyIn(model.currency, spend * purchases));
  const figures = {
    ...none,
    probabilityAlive,
    expectedPurchases: expected,
    expectedValue: worth(expected),
    lifetimeValue: worth(discounted),
    reason: spend === null ? model.valueReason : null,
  };
  return { ...figures, sentence: sentenceOf(figures) };
}

const nothing = { probabilityAlive: null, expectedPurchases: null, expectedValue: null, lifetimeValue: null };

function without(none: Omit<Lifetime, 'sentence' | 'reason'>, reason: string): Lifetime {
  return { ...none, reason, sentence: `There are no figures: ${lowered(reason)}` };
}

/** What the customer spends on a purchase day, in minor units; null where the model cannot tell. */
function spendMinor(
  { repeats, spentMinor }: HistoryRow,
  { spending, valueReason, currency }: Model,
): number | null {
  if (!spending || valueReason !== null) return null;
  const unit = 10 ** decimalsOf(currency);
  const meanSpend = repeats === 0 ? 0 : spentMinor / unit / repeats;
  return expectedSpend({ repeats, meanSpend }, spending.parameters) * unit;
}

function moneyIn(currency: string, minor: number): Money {
  return { minor: Math.min(Math.round(minor), largestMinor), currency };
}

function sentenceOf({
  isOneTimeBuyer,
  probabilityAlive,
  expectedPurchases,
  ...figures
}: Omit<Lifetime, 'sentence'>): string {
  const { expectedValue, lifetimeValue, days } = figures;
  const standing = isOneTimeBuyer
    ? 'Has bought on one day only, which tells little: what follows is what others like that do.'
    : `Is still a customer with a chance of ${Math.round(100 * (probabilityAlive ?? 0))} %.`;
  const worth = expectedValue === null ? '' : ` worth ${shown(expectedValue)}`;
  const coming = `${(expectedPurchases ?? 0).toFixed(1)} purchase days${worth} are to be expected in the next ${counted(days, 'day')}`;
  const value =
    lifetimeValue === null
      ? ''
      : `, and the next ${monthsOfLifetime} months are worth ${shown(lifetimeValue)} today`;
  return `${standing} ${coming}${value}.`;
}

function lowered(reason: string): string {
  return `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}
