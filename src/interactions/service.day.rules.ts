import type { ServiceCaseEntity } from './interaction.entity.ts';

/** What days are kept by: all cases, and something of the cases. */
export const serviceGroupings = ['ALL', 'CHANNEL', 'KIND', 'ASSIGNEE'] as const;
export type ServiceGrouping = (typeof serviceGroupings)[number];

/** A case as far as figures have something of it. */
export type CountedCase = Pick<
  ServiceCaseEntity,
  | 'channel'
  | 'kind'
  | 'assignee'
  | 'openedDay'
  | 'firstResponseDay'
  | 'firstResponseSeconds'
  | 'firstResponseBusinessSeconds'
  | 'resolvedDay'
  | 'resolutionSeconds'
  | 'resolutionBusinessSeconds'
  | 'reopenedCount'
  | 'withinTarget'
>;

const nothing = {
  opened: 0,
  answered: 0,
  resolved: 0,
  reopened: 0,
  targeted: 0,
  met: 0,
  firstResponseSeconds: 0,
  firstResponseBusinessSeconds: 0,
  resolutionSeconds: 0,
  resolutionBusinessSeconds: 0,
};
export type DayCounts = typeof nothing;

export interface DayChange extends DayCounts {
  grouping: ServiceGrouping;
  day: string;
  key: string;
}

/** A case that was opened, or one that changed, with what it was before. */
export interface CaseChange {
  before: CountedCase | null;
  after: CountedCase;
}

/** What changed cases add to their days and take from them, each day of each group once. */
export function dayChanges(changes: readonly CaseChange[]): DayChange[] {
  const byGroup = new Map<string, DayChange>();
  for (const { before, after } of changes) {
    if (before) count(byGroup, before, -1);
    count(byGroup, after, 1);
  }
  return [...byGroup.values()].filter((change) => names.some((name) => change[name] !== 0));
}

const names = Object.keys(nothing) as (keyof DayCounts)[];

function count(byGroup: Map<string, DayChange>, counted: CountedCase, times: 1 | -1): void {
  const keys = { ALL: '', CHANNEL: counted.channel, KIND: counted.kind, ASSIGNEE: counted.assignee ?? '' };
  for (const { day, ...counts } of momentsOf(counted)) {
    for (const grouping of serviceGroupings) {
      const id = JSON.stringify([grouping, day, keys[grouping]]);
      const change = byGroup.get(id) ?? { grouping, day, key: keys[grouping], ...nothing };
      for (const name of names) change[name] += times * (counts[name] ?? 0);
      byGroup.set(id, change);
    }
  }
}

/** What happened to a case, day by day. */
function momentsOf(counted: CountedCase): (Partial<DayCounts> & { day: string })[] {
  const { openedDay, firstResponseDay, resolvedDay, withinTarget = null } = counted;
  const answered = {
    answered: 1,
    firstResponseSeconds: counted.firstResponseSeconds ?? 0,
    firstResponseBusinessSeconds: counted.firstResponseBusinessSeconds ?? 0,
  };
  const resolved = {
    resolved: 1,
    reopened: Number(counted.reopenedCount > 0),
    targeted: Number(withinTarget !== null),
    met: Number(withinTarget === true),
    resolutionSeconds: counted.resolutionSeconds ?? 0,
    resolutionBusinessSeconds: counted.resolutionBusinessSeconds ?? 0,
  };
  return [
    { day: openedDay, opened: 1 },
    ...(firstResponseDay ? [{ day: firstResponseDay, ...answered }] : []),
    ...(resolvedDay ? [{ day: resolvedDay, ...resolved }] : []),
  ];
}
