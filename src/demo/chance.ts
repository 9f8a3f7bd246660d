import { generateMersenne53Randomizer, type Randomizer } from '@faker-js/faker';

/** A choice and how often it is taken, in proportion to the others. */
export type Weighted<Choice> = readonly [choice: Choice, weight: number];

/** Everything the demo shop leaves to chance, drawn from one seed. */
export interface Chance {
  /** The same stream for faker, so that its names follow the seed too. */
  randomizer: Randomizer;
  happens(share: number): boolean;
  /** Both ends may come. */
  whole(least: number, most: number): number;
  oneOf<Choice>(choices: readonly Choice[]): Choice;
  weighted<Choice>(choices: readonly Weighted<Choice>[]): Choice;
  /** Each `#` becomes a digit: `33##0` → `33540`. */
  digits(pattern: string): string;
  /** A position in [from, to), in proportion to the weights summed up in `totals`; null when all of them are 0. */
  indexIn(totals: readonly number[], from?: number, to?: number): number | null;
}

export function chanceOf(seed: number): Chance {
  const randomizer = generateMersenne53Randomizer(seed);
  const draw = () => randomizer.next();
  const whole = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  return {
    randomizer,
    happens: (share) => draw() < share,
    whole,
    oneOf: (choices) => itemAt(choices, whole(0, choices.length - 1)),
    weighted: (choices) => weightedAt(choices, draw()),
    digits: (pattern) => pattern.replace(/#/g, () => String(whole(0, 9))),
    indexIn(totals, from = 0, to = totals.length) {
      const before = totals[from - 1] ?? 0;
      const span = (totals[to - 1] ?? 0) - before;
      return span <= 0 ? null : firstAbove(totals, before + draw() * span, from, to);
    },
  };
}

/** [2, 0, 3] → [2, 2, 5]: what `indexIn` draws from. */
export function runningTotals(weights: readonly number[]): number[] {
  let total = 0;
  return weights.map((weight) => {
    total += weight;
    return total;
  });
}

function weightedAt<Choice>(choices: readonly Weighted<Choice>[], share: number): Choice {
  let left = share * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return itemAt(choices, choices.length - 1)[0];
}

function firstAbove(totals: readonly number[], point: number, from: number, to: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (itemAt(totals, middle) > point) high = middle;
    else low = middle + 1;
  }
  return low;
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no choice ${index} among ${items.length}.`);
  return item;
}
