import type { Unit } from '../api/unit.ts';
import { lockSegments } from '../database/advisory.ts';
import type { Uuid } from '../kernel/ids.ts';
import { storedRules } from './stored.rules.ts';
import { evaluateWhole } from './upkeep.evaluation.ts';
import { levelsOf } from './upkeep.plan.ts';

/**
 * Finds out anew who is in segments, each after those it asks about. Whoever writes a rule has called `lockSegments`
 * before, so that no change is followed in between that does not know of the rule.
 */
export async function evaluateSegments(unit: Unit, segmentIds: readonly Uuid[]): Promise<void> {
  const { em, contributions } = unit;
  await lockSegments(em);
  const { rules } = await storedRules(em, contributions);
  const asked = rules.filter(({ segmentId }) => segmentIds.includes(segmentId));
  for (const rule of levelsOf(asked).flat()) await evaluateWhole(em, rule, unit, rules);
}
