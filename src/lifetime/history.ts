/**
 * The histories of customers, equal ones once: the lists have an entry for each. Repeat purchase days x, the day of the
 * last purchase t_x and the age T, both in days after the first purchase, and how many customers have just these.
 */
export interface Histories {
  repeats: readonly number[];
  recencyDays: readonly number[];
  ageDays: readonly number[];
  customers: readonly number[];
}

/** One customer as the model sees them: x, and t_x and T in weeks. */
export interface History {
  repeats: number;
  recencyWeeks: number;
  ageWeeks: number;
}

/** The model counts in weeks, as the paper does. */
export const daysPerWeek = 7;
