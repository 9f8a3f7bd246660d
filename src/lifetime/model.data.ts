import { decimalsOf } from '../kernel/money.ts';
import type { Histories } from './history.ts';
import type { Spendings } from './spending.likelihood.ts';

/** What a model is fitted to. Days are `2026-11-25`, in the time zone of the shop. */
export interface ModelData {
  /** The first day on which somebody bought, and the last one. */
  from: string;
  to: string;
  today: string;
  /** On how many days after the first one somebody bought, one after the other. */
  tradingDays: readonly number[];
  histories: Histories;
  /** Amounts in the currency of the shop, not in its minor units. */
  spendings: Spendings;
  holdout: HoldoutData;
}

/** The same customers as they were after three quarters of the time, and what they did afterwards. */
export interface HoldoutData {
  histories: Histories;
  /** The last day of those three quarters. */
  until: string;
  days: number;
  /** Purchase days of these customers in the days after. */
  actual: number;
}

/** The same as the database tells it: lists are JSON in a text, which is cheap to hand on and read elsewhere. */
export interface StoredData {
  from: string;
  to: string;
  until: string;
  daysAfter: number;
  actual: number;
  tradingDays: string;
  histories: string;
  known: string;
  spendings: string;
}

export interface Setting {
  today: string;
  currency: string;
}

export function modelDataOf(stored: StoredData, { today, currency }: Setting): ModelData {
  const { from, to, until, daysAfter, actual } = stored;
  const unit = 10 ** decimalsOf(currency);
  const { repeats, spentMinor }: { repeats: number[]; spentMinor: number[] } = JSON.parse(stored.spendings);
  return {
    from,
    to,
    today,
    tradingDays: JSON.parse(stored.tradingDays),
    histories: JSON.parse(stored.histories),
    spendings: {
      repeats,
      meanSpend: spentMinor.map((minor, index) => minor / unit / (repeats[index] ?? Number.NaN)),
    },
    holdout: { histories: JSON.parse(stored.known), until, days: daysAfter, actual },
  };
}
