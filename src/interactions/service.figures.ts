import type { Context } from '../api/context.ts';
import type { Granularity } from '../api/granularity.ts';
import { rowsOf, type Sql } from '../database/read.ts';
import { indexedBy } from '../kernel/batch.ts';
import { talliesOfDays } from './service.day.queries.ts';
import { durationsOfDays } from './service.percentile.queries.ts';
import { durationsOfCases, openCountsOf, talliesOfCases } from './service.queries.ts';
import type { Duration, DurationName, GroupKey, OpenCount, Tally } from './service.row.ts';
import { type Grouping, isTime, type Moment, type ServiceScope } from './service.scope.ts';

type ByKey<Row> = Promise<Map<GroupKey, Row>>;

/** The figures of all groups of one grouping: each kind is asked for once, when the first group wants it. */
export interface GroupedFigures {
  tallies(moment: Moment): ByKey<Tally>;
  /** Now, whatever the period is. */
  open(): ByKey<OpenCount>;
  durations(name: DurationName): ByKey<Duration>;
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

/** Of all customers they are told by what is kept of the days, of some of them case by case. */
function figuresOf(context: Context, scope: ServiceScope, grouping: Grouping): GroupedFigures {
  const asked = new Map<string, Promise<unknown>>();
  const once = <Row extends { key: GroupKey }>(name: string, query: () => Sql<Row>): ByKey<Row> => {
    const known = asked.get(name) ?? rowsOf(context.reader, query()).then(byKey);
    asked.set(name, known);
    return known as ByKey<Row>;
  };
  const isOfSome = Boolean(scope.filter);
  return {
    tallies: (moment) =>
      isOfSome
        ? once(moment, () => talliesOfCases(context, scope, grouping, moment))
        : once('days', () => talliesOfDays(scope, grouping)),
    // What is open is open now, which is no part of a course.
    open: async () =>
      isTime(grouping) ? new Map() : once('open', () => openCountsOf(context, scope, grouping)),
    durations: (name) =>
      once(name, () =>
        isOfSome
          ? durationsOfCases(context, scope, grouping, name)
          : durationsOfDays(context, scope, grouping, name),
      ),
  };
}

function byKey<Row extends { key: GroupKey }>(rows: readonly Row[]): Map<GroupKey, Row> {
  return indexedBy(rows, ({ key }) => key);
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
  const [opened, answered, resolved, open] = await Promise.all([
    figures.tallies('OPENED'),
    figures.tallies('ANSWERED'),
    figures.tallies('RESOLVED'),
    figures.open(),
  ]);
  const keys = new Set([opened, answered, resolved, open].flatMap((all) => [...all.keys()]));
  const openedFor = (key: GroupKey) => opened.get(key)?.opened ?? 0;
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
  const all = await Promise.all([
    figures.tallies('OPENED'),
    figures.tallies('ANSWERED'),
    figures.tallies('RESOLVED'),
  ]);
  const keys = new Set(all.flatMap((tallies) => [...tallies.keys()]));
  return [...keys].toSorted(compared).map((key) => ({ key, figures }));
}

/** In order of the letters; nobody comes last. */
function compared(one: GroupKey, other: GroupKey): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : 1;
}
