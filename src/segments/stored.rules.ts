import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Contributions } from '../api/contributions.ts';
import { UnusableFilter } from '../database/filter.size.ts';
import { rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Rule, readRule } from './rule.ts';

/** The rules of all segments, as far as they can be read, and why the others cannot. */
export interface StoredRules {
  rules: Rule[];
  faults: Map<Uuid, unknown>;
}

export async function storedRules(em: EntityManager, contributions: Contributions): Promise<StoredRules> {
  const rows = await rowsOf<{ id: Uuid; rule: unknown }>(
    { kysely: em.getKysely() },
    sql`select id, rule from segment where kind = 'RULE' order by id`,
  );
  const read: StoredRules = { rules: [], faults: new Map() };
  for (const { id, rule } of rows) {
    try {
      read.rules.push(readRule(id, rule, contributions));
    } catch (fault) {
      if (!(fault instanceof UnusableFilter)) throw fault;
      read.faults.set(id, fault);
    }
  }
  return read;
}
