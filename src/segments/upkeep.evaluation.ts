import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Asking } from '../customers/customer.reading.ts';
import { isLostRace } from '../database/faults.ts';
import { UnusableFilter } from '../database/filter.size.ts';
import { sqlStateOf } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { evaluate } from './evaluation.ts';
import type { Rule } from './rule.ts';
import { dependents, levelsOf } from './upkeep.plan.ts';

/**
 * Evaluates rules for some customers, each after those it depends on. A rule that fails is marked so with the reason,
 * and keeps no other from being evaluated. The upkeep is locked.
 */
export async function evaluateAmong(
  em: EntityManager,
  rules: readonly Rule[],
  asking: Asking,
  among: readonly Uuid[],
): Promise<void> {
  for (const level of levelsOf(rules)) {
    const together = await faultOf(em, (inner) => evaluate(inner, level, asking, among));
    if (together === null) continue;
    for (const rule of level) {
      const fault = await faultOf(em, (inner) => evaluate(inner, [rule], asking, among));
      if (fault !== null) await markFailed(em, rule.segmentId, fault, asking.now);
    }
  }
}

/**
 * Evaluates a rule for everybody. Those that depend on it are due when somebody came or went. A failure is marked with
 * its reason. The upkeep is locked.
 */
export async function evaluateWhole(
  em: EntityManager,
  rule: Rule,
  asking: Asking,
  all: readonly Rule[],
): Promise<void> {
  const fault = await faultOf(em, async (inner) => {
    const shifts = await evaluate(inner, [rule], asking, null);
    await markComputed(inner, rule.segmentId, asking.now);
    if (shifts.length > 0) await markDue(inner, dependents(all, [rule]));
  });
  if (fault !== null) await markFailed(em, rule.segmentId, fault, asking.now);
}

/** Says that rules have to be evaluated for everybody. */
export async function markDue(em: EntityManager, rules: readonly Pick<Rule, 'segmentId'>[]): Promise<void> {
  if (rules.length === 0) return;
  const ids = rules.map(({ segmentId }) => segmentId);
  await sql`update segment set is_due = true where id = any(${ids}::uuid[])`.execute(em.getKysely());
}

async function markComputed(em: EntityManager, segmentId: Uuid, now: Date): Promise<void> {
  await sql`
    update segment set computed_at = ${now}, is_due = false, failed_at = null, failure = null
    where id = ${segmentId}`.execute(em.getKysely());
}

export async function markFailed(
  em: EntityManager,
  segmentId: Uuid,
  fault: unknown,
  now: Date,
): Promise<void> {
  await sql`
    update segment set failed_at = ${now}, failure = ${reasonOf(fault)} where id = ${segmentId}`.execute(
    em.getKysely(),
  );
}

/** The database's own words may have values of customers in them. */
function reasonOf(fault: unknown): string {
  if (fault instanceof UnusableFilter) return [fault.at.join('.'), fault.message].filter(Boolean).join(': ');
  const state = sqlStateOf(fault);
  if (state === '57014') return 'The database did not finish in time.';
  return `The database could not evaluate it (SQLSTATE ${state}).`;
}

/** Does something, or leaves nothing of it and tells why. What is no fault of a rule is thrown. */
async function faultOf(
  em: EntityManager,
  work: (inner: EntityManager) => Promise<unknown>,
): Promise<unknown> {
  try {
    await em.transactional(work);
    return null;
  } catch (fault) {
    const state = sqlStateOf(fault);
    // A customer may be gone who was there when the statement began: it is done again.
    const isOfRule = fault instanceof UnusableFilter || (state !== null && !/^(08|23503|57P)/.test(state));
    if (!isOfRule || isLostRace(fault)) throw fault;
    return fault;
  }
}
