/** What a caller may spend: a bucket that is refilled all the time. */
export interface Budget {
  /** What the bucket holds when nothing was spent for long. */
  readonly capacity: number;
  readonly restoresPerSecond: number;
  /** What is left, as far as this process knows: what others spend for the same caller it learns a little later. */
  remaining(): number;
  /** Takes the tokens and answers 0; or takes none, and answers after how many seconds to ask again. */
  take(tokens: number): number | Promise<number>;
  /** Below 0 it takes them, and lets the budget be overdrawn. */
  giveBack(tokens: number): void;
}

/** What a request was taken to cost at the worst, and what it did cost. Both 0 when it was not weighed. */
export interface Cost {
  requested: number;
  actual: number;
  /** Of what was requested, what stays whatever was read: counts and mutations. */
  extra: number;
  /** Whether it was taken from the budget and the rest has yet to be given back. */
  charged: boolean;
}

export const notWeighed: Readonly<Cost> = { requested: 0, actual: 0, extra: 0, charged: false };
