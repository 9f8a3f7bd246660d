import type { Contributions } from '../api/contributions.ts';
import type { CustomerFilter } from '../customers/customer.filter.ts';
import { clausesIn } from '../customers/filter.question.ts';
import { readFilter } from '../customers/stored.filter.ts';
import type { Uuid } from '../kernel/ids.ts';
import { mentionedIds, mentionsIn } from './segment.graph.ts';

/** The rule of a segment, read. */
export interface Rule {
  segmentId: Uuid;
  filter: CustomerFilter;
  /** What the actions begin with of the changes that can change who belongs. */
  follows: readonly string[];
  /** The segments whose members it asks for. */
  dependsOn: readonly Uuid[];
}

/** Throws UnusableFilter for a rule that the API would not take today. */
export function readRule(segmentId: Uuid, stored: unknown, contributions: Contributions): Rule {
  const filter = readFilter(stored, contributions.filterType());
  const used = clausesIn(filter, contributions.clauses);
  return {
    segmentId,
    filter,
    follows: [...new Set(used.flatMap(({ clause }) => clause.follows))],
    dependsOn: mentionedIds(mentionsIn(filter)),
  };
}

/** Whether a rule says something else as time goes by. */
export function isMoving(filter: CustomerFilter, { clauses }: Contributions): boolean {
  return clausesIn(filter, clauses).some(({ clause, value }) => clause.isMoving(value));
}
