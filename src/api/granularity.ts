import { sql } from 'kysely';
import type { Sql } from '../database/read.ts';
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

/** The first day of the part of the calendar that a column of days lies in. */
export function startOf(granularity: Granularity, day: Sql): Sql {
  return sql`date_trunc(${granularity}, ${day}::timestamp)::date`;
}
