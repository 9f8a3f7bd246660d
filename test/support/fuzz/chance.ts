import fc from 'fast-check';

/** Choices that fast-check makes, so that a run is told by its seed and can be made smaller. */
export interface Chance {
  /** 0 to the most, both included. */
  whole(most: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** True once in so many times. */
  once(inTimes: number): boolean;
}

/** Whatever `make` makes of chance. */
export function made<Value>(make: (chance: Chance) => Value): fc.Arbitrary<Value> {
  return fc.gen().map((g) => {
    const whole = (most: number) => g(fc.nat, most);
    return make({
      whole,
      pick: (values) => values[whole(values.length - 1)] as (typeof values)[number],
      once: (inTimes) => whole(inTimes - 1) === inTimes - 1,
    });
  });
}
