import type { Context } from '../api/context.ts';
import type { Granularity } from '../api/granularity.ts';
import {
  type Counted,
  countsOf,
  type Duration,
  type DurationName,
  durationsOf,
  type GroupKey,
  openCountsOf,
  type ResolvedCounts,
  resolvedCountsOf,
} from './service.queries.ts';
import type { Grouping, ServiceScope } from './service.scope.ts';

type ByKey<Row> = Promise<Map<GroupKey, Row>>;

/** The figures of all groups of one grouping: each kind is asked for once, when the first group wants it. */
export interface GroupedFigures {
  opened(): ByKey<Counted>;
  answered(): ByKey<Counted>;
  resolved(): ByKey<ResolvedCounts>;
  /** Now, whatever the period is. */
  open(): ByKey<Counted>;
  duration(name: DurationName): ByKey<Duration>;
}

/** One group, to which its fields lead. */
export interface ServiceGroup {
  key: GroupKey;
  figures: GroupedFigures;
}

/** All cases of a scope, as one group that others can be made of. */
export interface ServiceWhole extends ServiceGroup {
  scope: ServiceScope;
}

export function wholeOf(context: Context, scope: ServiceScope): ServiceWhole {
  return { key: '', figures: figuresOf(context, scope, 'ALL'), scope };
}

function figuresOf(context: Context, scope: ServiceScope, grouping: Grouping): GroupedFigures {
  const asked = new Map<string, Promise<unknown>>();
  const once = <Row>(name: string, ask: () => ByKey<Row>): ByKey<Row> => {
    const known = asked.get(name) ?? ask();
    asked.set(name, known);
    return known as ByKey<Row>;
  };
  return {
    opened: () => once('opened', () => countsOf(context, scope, grouping, 'OPENED')),
    answered: () => once('answered', () => countsOf(context, scope, grouping, 'ANSWERED')),
    resolved: () => once('resolved', () => resolvedCountsOf(context, scope, grouping)),
    open: () => once('open', () => openCountsOf(context, scope, grouping)),
    duration: (name) => once(name, () => durationsOf(context, scope, grouping, name)),
  };
}

/** A group for each of the keys, whether or not anything happened in it. */
export function groupsOf(
  context: Context,
  scope: ServiceScope,
  grouping: 'CHANNEL' | 'KIND',
  keys: readonly string[],
): ServiceGroup[] {
  const figures = figuresOf(context, scope, grouping);
  return keys.map((key) => ({ key, figures }));
}

/** Everybody who has cases that were opened, answered or resolved in the period, or are open now. */
export async function assigneesOf(context: Context, scope: ServiceScope): Promise<ServiceGroup[]> {
  const figures = figuresOf(context, scope, 'ASSIGNEE');
  const [opened, ...others] = await Promise.all([
    figures.opened(),
    figures.answered(),
    figures.resolved(),
    figures.open(),
  ]);
  const keys = new Set([opened, ...others].flatMap((byKey) => [...byKey.keys()]));
  const openedFor = (key: GroupKey) => opened.get(key)?.count ?? 0;
  return [...keys]
    .toSorted((one, other) => openedFor(other) - openedFor(one) || compared(one, other))
    .map((key) => ({ key, figures }));
}

/** Every part of the calendar in which something was opened, answered or resolved, in order. */
export async function pointsOf(
  context: Context,
  scope: ServiceScope,
  by: Granularity,
): Promise<ServiceGroup[]> {
  const figures = figuresOf(context, scope, by);
  const all = await Promise.all([figures.opened(), figures.answered(), figures.resolved()]);
  const keys = new Set(all.flatMap((byKey) => [...byKey.keys()]));
  return [...keys].toSorted(compared).map((key) => ({ key, figures }));
}

/** In order of the letters; nobody comes last. */
function compared(one: GroupKey, other: GroupKey): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : 1;
}
