import type { Rule } from './rule.ts';

/**
 * Whoever is new, has become another or has got a name. Every rule leaves out those who are not known by name, unless it
 * asks about that, and can mean somebody of whom nothing else is known.
 */
const changesEverything = ['customer.created', 'customer.updated', 'customer.merged'];

/** The rules that say something else of a customer after these changes, and those that depend on them. */
export function rulesFollowing(rules: readonly Rule[], actions: ReadonlySet<string>): Rule[] {
  if (changesEverything.some((action) => actions.has(action))) return [...rules];
  const concerned = rules.filter(({ follows }) =>
    follows.some((beginning) => [...actions].some((action) => action.startsWith(beginning))),
  );
  return [...concerned, ...dependents(rules, concerned)];
}

/** The rules that depend on others, through however many, those themselves left out. */
export function dependents(rules: readonly Rule[], on: readonly Pick<Rule, 'segmentId'>[]): Rule[] {
  const reached = new Set(on.map(({ segmentId }) => segmentId));
  const found: Rule[] = [];
  for (let more = true; more; ) {
    const next = rules.filter(
      ({ segmentId, dependsOn }) => !reached.has(segmentId) && dependsOn.some((id) => reached.has(id)),
    );
    for (const rule of next) reached.add(rule.segmentId);
    found.push(...next);
    more = next.length > 0;
  }
  return found;
}

/** The rules in levels, each after those of them that it depends on. */
export function levelsOf(rules: readonly Rule[]): Rule[][] {
  const waiting = new Map(rules.map((rule) => [rule.segmentId, rule]));
  const levels: Rule[][] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ dependsOn }) => !dependsOn.some((id) => waiting.has(id)));
    // A circle is refused where rules are written. Should there be one, it is evaluated as it stands.
    const level = ready.length > 0 ? ready : [...waiting.values()];
    for (const { segmentId } of level) waiting.delete(segmentId);
    levels.push(level);
  }
  return levels;
}
