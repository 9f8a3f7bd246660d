import type { Combinable } from '../database/filter.size.ts';
import { type Operators, operatorsIn } from '../database/filter.ts';
import { isGiven } from '../kernel/given.ts';
import type { Within } from './filters.ts';
import { windowInWords } from './within.ts';

/** `is at least 2`. */
export function comparedInWords(operator: keyof Operators<unknown>, operand: unknown): string {
  const told = toldOperand(operand);
  const isTime = operand instanceof Date;
  switch (operator) {
    case 'eq':
      return `is ${told}`;
    case 'ne':
      return `is not ${told}`;
    case 'in':
      return `is one of ${told}`;
    case 'notIn':
      return `is none of ${told}`;
    case 'gt':
      return `is ${isTime ? 'after' : 'more than'} ${told}`;
    case 'gte':
      return `is ${isTime ? 'at or after' : 'at least'} ${told}`;
    case 'lt':
      return `is ${isTime ? 'before' : 'less than'} ${told}`;
    case 'lte':
      return `is ${isTime ? 'at or before' : 'at most'} ${told}`;
    case 'contains':
      return `contains "${told}"`;
    case 'startsWith':
      return `begins with "${told}"`;
    case 'isNull':
      return operand ? 'is not known' : 'is known';
  }
}

/** An operand as a sentence has it: `FI, EE`. */
export function toldOperand(operand: unknown): string {
  if (Array.isArray(operand)) return operand.map(toldOperand).join(', ');
  return operand instanceof Date ? operand.toISOString() : String(operand);
}

/** Which facts: `purchases (product category is Tents, channel is web) in the last 90 days`. */
export function factsInWords(
  noun: string,
  narrowedBy: readonly string[],
  within: Within | null | undefined,
): string {
  return `${noun}${narrowedBy.length === 0 ? '' : ` (${narrowedBy.join(', ')})`}${windowInWords(within)}`;
}

/** `channel is web`, and what else is asked of it. */
export function operatorsInWords(name: string, operators: object | null | undefined): string[] {
  return operatorsIn(operators ?? {}).map(
    ([operator, operand]) => `${spaced(name)} ${comparedInWords(operator, operand)}`,
  );
}

/** `category is Tents and (price is more than 10 or sku is T-1)`; nothing for a filter that asks nothing. */
export function filterInWords(filter: Combinable | null | undefined): string {
  const parts = Object.entries(filter ?? {}).flatMap(([name, part]) => {
    if (!isGiven(part)) return [];
    if (name === 'not') return [`not (${filterInWords(part) || 'any'})`];
    if (name === 'and' || name === 'or') return [alternatives(part as Combinable[], name)];
    return operatorsInWords(name, part);
  });
  return parts.join(' and ');
}

function alternatives(filters: readonly Combinable[], word: 'and' | 'or'): string {
  if (filters.length === 0) return word === 'and' ? 'any' : 'none';
  return `(${filters.map((filter) => filterInWords(filter) || 'any').join(` ${word} `)})`;
}

/** `createdAt` → `created at`. */
function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
