import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import type { CustomerFilter } from '../customers/customer.filter.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { KnownSegments } from './rule.reading.ts';
import { mentionedIds, mentionsIn } from './segment.graph.ts';

export interface LockedSegments extends KnownSegments {
  rules: ReadonlyMap<Uuid, CustomerFilter>;
}

/**
 * All segments as they stand, locked so that they stay so: two that are made to ask about each other at once would
 * otherwise not see it. There are few of them.
 */
export async function lockSegments({ em }: Unit): Promise<LockedSegments> {
  const { rows } = await sql<{ id: Uuid; name: string; rule: CustomerFilter | null }>`
    select id, name, rule from segment order by id for update`.execute(em.getKysely());
  const rules = new Map(rows.flatMap(({ id, rule }) => (rule ? [[id, rule] as const] : [])));
  return {
    names: new Map(rows.map(({ id, name }) => [id, name])),
    rules,
    graph: new Map(rows.map(({ id, rule }) => [id, rule ? mentionedIds(mentionsIn(rule)) : []])),
  };
}
