import type { FieldNode } from 'graphql';
import { argumentOf } from './asked.ts';
import type { Weigh } from './weight.ts';

/** What is sent with a field costs, beside what the field reads. */
export function argumentCost(field: FieldNode, name: string, count: (value: unknown) => number): Weigh {
  return (variables) => ({ nodes: 0, extra: count(argumentOf(field, name, variables)) });
}

/** What a filter costs: 1 for each comparison, and for every ten items of a list. */
export const comparisonsIn = counting({ value: 1, itemsForOne: 10 });

/** What an input costs: 1 for each item of its lists. */
export const itemsIn = counting({ value: 0, itemsForOne: 1 });

/** Sums up what is sent, however deep. A variable is counted once, however many fields it is sent with. */
function counting({ value: ofValue, itemsForOne }: { value: number; itemsForOne: number }) {
  const known = new WeakMap<object, number>();

  function count(value: unknown): number {
    if (value === undefined || value === null) return 0;
    if (typeof value !== 'object') return ofValue;
    const counted = known.get(value) ?? within(value);
    known.set(value, counted);
    return counted;
  }

  function within(value: object): number {
    if (!Array.isArray(value)) return sumOf(Object.values(value));
    const inside = value.filter((item) => typeof item === 'object');
    return Math.ceil(value.length / itemsForOne) + sumOf(inside);
  }

  function sumOf(values: readonly unknown[]): number {
    return values.reduce<number>((sum, value) => sum + count(value), 0);
  }

  return count;
}
