import { sql } from 'kysely';
import type { Sql } from '../database/read.ts';
import { badInput } from './errors.ts';
import { enumOf } from './mutation.ts';

export const granularities = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type Granularity = (typeof granularities)[number];

export const GranularityEnum = enumOf<Granularity>('Granularity', 'How long each point of a course is.', {
  DAY: 'A day in the time zone of the shop.',
  WEEK: 'A week from Monday on.',
  MONTH: 'A month of the calendar.',
  QUARTER: 'Three months, from January, April, July and October on.',
  YEAR: 'A year of the calendar.',
});

const mostPoints = 1_000;
/** How many points of a course to read: one more than it may have, which tells that there are too many. */
export const pointsRead = mostPoints + 1;

/** The points read, unless they are too many. */
export function courseOf<Point>(points: Point[]): Point[] {
  if (points.length <= mostPoints) return points;
  throw badInput(`There are more than ${mostPoints} points. Ask for a shorter period or longer parts of it.`);
}

/** The first day of the part of the calendar that a column of days lies in. */
export function startOf(granularity: Granularity, day: Sql): Sql {
  return sql`date_trunc(${granularity}, ${day}::timestamp)::date`;
}

const steps: Readonly<Record<Granularity, string>> = {
  DAY: '1 day',
  WEEK: '1 week',
  MONTH: '1 month',
  QUARTER: '3 months',
  YEAR: '1 year',
};

/** How long each part of the calendar is. */
export function stepOf(granularity: Granularity): Sql {
  return sql`${steps[granularity]}::interval`;
}
