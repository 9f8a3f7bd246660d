import { describe, expect, it } from '@jest/globals';
import { newId } from '../../src/kernel/ids.ts';
import type { Rule } from '../../src/segments/rule.ts';
import { dependents, levelsOf, rulesFollowing } from '../../src/segments/upkeep.plan.ts';

function aRule(follows: readonly string[], dependsOn: readonly Rule[] = []): Rule {
  return { segmentId: newId(), filter: {}, follows, dependsOn: dependsOn.map(({ segmentId }) => segmentId) };
}

describe('which rules follow changes', () => {
  const buyers = aRule(['purchase']);
  const finns = aRule(['customer.created', 'customer.updated']);
  const both = aRule(['segment'], [buyers, finns]);
  const others = aRule(['segment'], [both]);
  const visitors = aRule(['customer.tracked']);
  const rules = [others, both, buyers, finns, visitors];

  it('are those that mention what changed, and all that depend on them', () => {
    const following = rulesFollowing(rules, new Set(['purchase.recorded']));

    expect(new Set(following)).toEqual(new Set([buyers, both, others]));
  });

  it('are none when nobody asks for what changed', () => {
    expect(rulesFollowing(rules, new Set(['case.opened', 'key.created']))).toEqual([]);
  });

  it.each(['customer.created', 'customer.updated', 'customer.merged'])('are all after %s', (action) => {
    expect(rulesFollowing(rules, new Set(['purchase.recorded', action]))).toEqual(rules);
  });

  it('are told by what a tracked call is of, not by the customer alone', () => {
    expect(rulesFollowing(rules, new Set(['customer.tracked']))).toEqual([visitors]);
  });

  it('depend on one another through others', () => {
    expect(dependents(rules, [finns])).toEqual([both, others]);
    expect(dependents(rules, [visitors])).toEqual([]);
  });

  it('are evaluated each after those it depends on', () => {
    expect(levelsOf([others, both, buyers, finns])).toEqual([[buyers, finns], [both], [others]]);
  });

  it('are evaluated without those that are not asked for', () => {
    expect(levelsOf([others, both])).toEqual([[both], [others]]);
  });

  it('come to an end even in a circle', () => {
    const one = aRule(['segment']);
    const other = aRule(['segment'], [one]);
    const circle = [{ ...one, dependsOn: [other.segmentId] }, other];

    expect(levelsOf(circle)).toEqual([circle]);
  });
});
