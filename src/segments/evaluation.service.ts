import type { Unit } from '../api/unit.ts';
import type { Uuid } from '../kernel/ids.ts';
import { storedRules } from './stored.rules.ts';
import { evaluateWhole } from './upkeep.evaluation.ts';
import { dependents, levelsOf } from './upkeep.plan.ts';

/**
 * Finds out anew who is in a segment, and then in those that ask about it. Whoever writes a rule has called
 * `lockSegments` before, so that no change is followed in between that does not know of the rule.
 */
export async function evaluateWithDependents(unit: Unit, segmentId: Uuid): Promise<void> {
  const { em, contributions } = unit;
  const { rules } = await storedRules(em, contributions);
  const own = rules.filter((rule) => rule.segmentId === segmentId);
  const asking = dependents(rules, [{ segmentId }]);
  for (const rule of levelsOf([...own, ...asking]).flat()) await evaluateWhole(em, rule, unit, rules);
}
