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

/** A filter that is too large, and where it is. */
export class UnusableFilter extends RangeError {
  /** Called so because what has a path is taken for an error of GraphQL. */
  readonly at: readonly string[];

  constructor(message: string, at: readonly string[] = []) {
    super(message);
    this.at = at;
  }
}

/** Throws when a filter asks more than the rows of a list may be compared with. */
export function judgeSize(filter: Combinable): void {
  const parts = 1 + partsOf(filter, 0, []);
  if (parts <= mostParts) return;
  throw new UnusableFilter(
    `A filter may consist of at most ${mostParts} filters and comparisons; got ${parts}.`,
  );
}

export function judgeText(text: string, path: readonly string[] = []): void {
  if (text.length <= longestText) return;
  throw new UnusableFilter(
    `A text to look for has at most ${longestText} characters; got ${text.length}.`,
    path,
  );
}

/** How many filters and comparisons there are in a filter or a clause, itself left out. */
function partsOf(part: object, depth: number, path: readonly string[]): number {
  if (depth > deepestFilter) {
    throw new UnusableFilter(`A filter may nest and, or and not at most ${deepestFilter} deep.`, path);
  }
  return Object.entries(part)
    .filter(([, value]) => isGiven(value))
    .map(([name, value]) => partsUnder(name, value, depth, [...path, name]))
    .reduce((all, parts) => all + parts, 0);
}

function partsUnder(name: string, value: unknown, depth: number, path: readonly string[]): number {
  if (name === 'and' || name === 'or') {
    return (value as object[])
      .map((part, index) => 1 + partsOf(part, depth + 1, [...path, String(index)]))
      .reduce((all, parts) => all + parts, 0);
  }
  if (name === 'not') return 1 + partsOf(value as object, depth + 1, path);
  if (isClause(value)) return partsOf(value, depth, path);
  judgeOperand(value, path);
  return 1;
}

function isClause(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function judgeOperand(operand: unknown, path: readonly string[]): void {
  if (Array.isArray(operand) && operand.length > longestList) {
    throw new UnusableFilter(
      `A list in a filter has at most ${longestList} values; got ${operand.length}.`,
      path,
    );
  }
  for (const value of Array.isArray(operand) ? operand : [operand]) {
    if (typeof value === 'string') judgeText(value, path);
  }
}
