import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { CustomerFilter } from '../customers/customer.filter.ts';
import { rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { mentionedIds, mentionsIn, type SegmentGraph } from './segment.graph.ts';

/** All segments there are, as far as a rule can ask about them. There are few of them. */
export interface KnownSegments {
  names: ReadonlyMap<Uuid, string>;
  graph: SegmentGraph;
}

/** Segments are locked, so that two that are made to ask about each other at once see it. */
export async function knownSegments(em: EntityManager): Promise<KnownSegments> {
  const rows = await rowsOf<{ id: Uuid; name: string; rule: CustomerFilter | null }>(
    { kysely: em.getKysely() },
    sql`select id, name, rule from segment order by id`,
  );
  return {
    names: new Map(rows.map(({ id, name }) => [id, name])),
    graph: new Map(rows.map(({ id, rule }) => [id, rule ? mentionedIds(mentionsIn(rule)) : []])),
  };
}
