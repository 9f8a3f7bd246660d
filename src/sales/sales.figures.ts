import type { Context } from '../api/context.ts';
import type { Granularity } from '../api/granularity.ts';
import { plannedAnew, rowsOf, type Sql } from '../database/read.ts';
import { askedOnce } from '../kernel/asked.once.ts';
import { indexedBy } from '../kernel/batch.ts';
import { type Buyers, buyersOf } from './buyer.queries.ts';
import { partsOf } from './course.queries.ts';
import { type Sums, sumsByCountry, sumsOf } from './sales.queries.ts';
import type { Grouping, SalesScope } from './sales.scope.ts';

/** One group, to which its fields lead. What they are made of is asked for once for all groups, when one wants it. */
export interface SalesGroup {
  key: string | null;
  sums(): Promise<Sums | undefined>;
  buyers(): Promise<Buyers | undefined>;
}

export interface SalesPoint extends SalesGroup {
  isComplete: boolean;
}

/** All that is sold in a scope, as one group that others can be made of. */
export interface SalesWhole extends SalesGroup {
  scope: SalesScope;
}

export function wholeOf(context: Context, scope: SalesScope): SalesWhole {
  return { ...groupOf('', asked(context, scope, 'ALL')), scope };
}

/** Group by group, most revenue first; groups in which nothing happened are left out. */
export async function groupsOf(
  context: Context,
  scope: SalesScope,
  grouping: 'CHANNEL' | 'COUNTRY',
  most: number,
): Promise<SalesGroup[]> {
  const figures = asked(context, scope, grouping);
  const sums = [...(await figures.sums()).values()];
  return sums
    .toSorted((one, other) => other.grossMinor - one.grossMinor || compared(one.key, other.key))
    .slice(0, most)
    .map(({ key }) => groupOf(key, figures));
}

/** Part by part of the calendar, those in which nothing happened among them. */
export async function pointsOf(context: Context, scope: SalesScope, by: Granularity): Promise<SalesPoint[]> {
  const parts = await partsOf(context, scope, by);
  const figures = asked(context, scope, { starts: parts.map(({ start }) => start) });
  const points = parts.map(({ start, isComplete }) => ({ ...groupOf(start, figures), isComplete }));
  if (scope.period?.from || !scope.filter) return points;
  // Some customers may have begun later than others.
  const sums = await figures.sums();
  return points.slice(
    Math.max(
      0,
      points.findIndex(({ key }) => sums.has(key)),
    ),
  );
}

interface Asked {
  sums(): Promise<Map<string | null, Sums>>;
  buyers(): Promise<Map<string | null, Buyers>>;
}

function asked(context: Context, scope: SalesScope, grouping: Grouping | 'COUNTRY'): Asked {
  if (grouping === 'COUNTRY') {
    const both = askedOnce(() => byKey(context, sumsByCountry(context, scope)));
    return { sums: both, buyers: both };
  }
  return {
    sums: askedOnce(() => byKey(context, sumsOf(context, scope, grouping))),
    buyers: askedOnce(() => byKey(context, buyersOf(context, scope, grouping))),
  };
}

async function byKey<Row extends { key: string | null }>(
  { reader }: Context,
  query: Sql<Row>,
): Promise<Map<string | null, Row>> {
  return indexedBy(await rowsOf(reader, plannedAnew(query)), ({ key }) => key);
}

function groupOf(key: string | null, figures: Asked): SalesGroup {
  return {
    key,
    sums: async () => (await figures.sums()).get(key),
    buyers: async () => (await figures.buyers()).get(key),
  };
}

/** In order of the letters; what has none comes last. */
function compared(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : 1;
}
