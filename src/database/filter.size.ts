import { isGiven } from '../kernel/given.ts';

/** A filter: clauses by name, which and / or / not combine. */
export interface Combinable {
  and?: Combinable[] | null;
  or?: Combinable[] | null;
  not?: Combinable | null;
}

/** How deep and / or / not may nest. */
export const deepestFilter = 5;

/** Filters and comparisons in one filter: each is work for every row. */
export const mostParts = 100;

export const longestList = 1_000;
export const longestText = 500;

export class UnusableFilter extends RangeError {}

/** Throws when a filter asks more than the rows of a list may be compared with. */
export function judgeSize(filter: Combinable): void {
  const parts = partsOf(filter);
  if (parts <= mostParts) return;
  throw new UnusableFilter(
    `A filter may consist of at most ${mostParts} filters and comparisons; got ${parts}.`,
  );
}

export function judgeText(text: string): void {
  if (text.length <= longestText) return;
  throw new UnusableFilter(`A text to look for has at most ${longestText} characters; got ${text.length}.`);
}

/** How many filters and comparisons there are in a filter, itself included. */
function partsOf({ and, or, not, ...clauses }: Combinable, depth = 0): number {
  if (depth > deepestFilter) {
    throw new UnusableFilter(`A filter may nest and, or and not at most ${deepestFilter} deep.`);
  }
  const comparisons = Object.values<object | null>(clauses).flatMap((clause) =>
    Object.values(clause ?? {}).filter(isGiven),
  );
  comparisons.forEach(judgeOperand);
  const inner = [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])];
  return inner.reduce((parts, part) => parts + partsOf(part, depth + 1), 1 + comparisons.length);
}

function judgeOperand(operand: unknown): void {
  if (Array.isArray(operand) && operand.length > longestList) {
    throw new UnusableFilter(`A list in a filter has at most ${longestList} values; got ${operand.length}.`);
  }
  for (const value of Array.isArray(operand) ? operand : [operand]) {
    if (typeof value === 'string') judgeText(value);
  }
}
