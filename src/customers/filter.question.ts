import { sql } from 'kysely';
import { type Comparison, type CustomerClause, placedUnder, type Reading } from '../api/clause.ts';
import { type Combinable, UnusableFilter } from '../database/filter.size.ts';
import { allOf, anyOf, type Sql } from '../database/read.ts';
import { isGiven } from '../kernel/given.ts';
import type { CustomerFilter } from './customer.filter.ts';
import { profileClauses } from './profile.clauses.ts';

/** What a filter asks of a customer: comparisons, and how they are combined. */
export type Question =
  | { kind: 'ALL' | 'ANY'; of: readonly Question[] }
  | { kind: 'NOT'; of: Question }
  | { kind: 'ONE'; of: Comparison };

/** A clause as a filter uses it. */
export interface UsedClause {
  /** Where it stands in the filter. */
  path: readonly string[];
  value: object;
  clause: Pick<CustomerClause, 'name' | 'follows' | 'isMoving' | 'comparisons'>;
}

/** Clauses side by side must all hold. */
export function questionOf(
  filter: CustomerFilter,
  clauses: readonly CustomerClause[],
  reading: Reading,
  path: readonly string[] = [],
): Question {
  const inner = (part: Combinable, ...at: string[]) =>
    questionOf(part as CustomerFilter, clauses, reading, [...path, ...at]);
  const parts = Object.entries(filter).filter(([, value]) => isGiven(value));
  const asked = parts.map(([name, value]): Question => {
    if (name === 'not') return { kind: 'NOT', of: inner(value, name) };
    if (name === 'and' || name === 'or') {
      const of = (value as Combinable[]).map((part, index) => inner(part, name, String(index)));
      return { kind: name === 'and' ? 'ALL' : 'ANY', of };
    }
    const at = [...path, name];
    const clause = clauseNamed(name, clauses, at);
    const comparisons = placedUnder(at, () => clause.comparisons(value, reading));
    return { kind: 'ALL', of: comparisons.map((of) => ({ kind: 'ONE', of })) };
  });
  return { kind: 'ALL', of: asked };
}

/** The condition on a customer that the question comes to. */
export function conditionOf(question: Question): Sql {
  switch (question.kind) {
    case 'ALL':
      return allOf(question.of.map(conditionOf));
    case 'ANY':
      return anyOf(question.of.map(conditionOf));
    case 'NOT':
      return sql`(${conditionOf(question.of)}) is not true`;
    case 'ONE':
      return question.of.holds;
  }
}

/** The comparisons of a question, in the order in which the filter has them. */
export function comparisonsIn(question: Question): readonly Comparison[] {
  if (question.kind === 'ONE') return [question.of];
  return (question.kind === 'NOT' ? [question.of] : question.of).flatMap(comparisonsIn);
}

/** Every clause that a filter uses, however deep. */
export function clausesIn(
  filter: CustomerFilter,
  clauses: readonly CustomerClause[],
  path: readonly string[] = [],
): UsedClause[] {
  return Object.entries(filter)
    .filter(([, value]) => isGiven(value))
    .flatMap(([name, value]) => {
      const at = [...path, name];
      if (name === 'not') return clausesIn(value, clauses, at);
      if (name === 'and' || name === 'or') {
        return (value as CustomerFilter[]).flatMap((part, index) =>
          clausesIn(part, clauses, [...at, String(index)]),
        );
      }
      return [{ path: at, value, clause: clauseNamed(name, clauses, at) }];
    });
}

function clauseNamed(
  name: string,
  clauses: readonly CustomerClause[],
  path: readonly string[],
): UsedClause['clause'] {
  const ofProfile = profileClauses[name];
  if (ofProfile) return { follows: [], ...ofProfile, name, isMoving: () => ofProfile.isMoving ?? false };
  const clause = clauses.find((one) => one.name === name);
  if (!clause) throw new UnusableFilter(`No clause is called ${name}.`, path);
  return clause;
}
