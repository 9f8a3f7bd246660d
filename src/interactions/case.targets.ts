import { type CasePriority, casePriorities } from './case.rules.ts';

export type CaseTargets = Readonly<Record<CasePriority, number | null>>;

const secondsPerUnit = { h: 3_600, d: 86_400 } as const;

/** `URGENT=4h, LOW=7d` in seconds by priority; a priority left out has none. Null when it cannot be read. */
export function targetsIn(text: string): CaseTargets | null {
  const targets: Record<CasePriority, number | null> = { LOW: null, NORMAL: null, HIGH: null, URGENT: null };
  for (const part of text.split(',').filter((given) => given.trim() !== '')) {
    const [, name, count, unit] = /^([A-Z]+)=(\d{1,3})([hd])$/.exec(part.trim()) ?? [];
    const priority = casePriorities.find((known) => known === name);
    if (!priority || (unit !== 'h' && unit !== 'd') || Number(count) === 0) return null;
    targets[priority] = Number(count) * secondsPerUnit[unit];
  }
  return targets;
}

/** By when a case is to be resolved; null where its priority has no target. */
export function dueAtOf(openedAt: Date, priority: CasePriority, targets: CaseTargets): Date | null {
  const seconds = targets[priority];
  return seconds === null ? null : new Date(openedAt.getTime() + seconds * 1_000);
}
