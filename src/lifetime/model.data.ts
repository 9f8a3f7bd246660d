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
