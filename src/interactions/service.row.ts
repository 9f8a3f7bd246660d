import { sql } from 'kysely';
import type { Sql } from '../database/read.ts';
import type { Moment } from './service.scope.ts';

/** The key of a group; null for the cases that nobody has. */
export type GroupKey = string | null;

export interface OpenCount {
  key: GroupKey;
  count: number;
}

/** How many cases something happened to; what was not asked for is left out. */
export interface Tally {
  key: GroupKey;
  opened?: number;
  answered?: number;
  resolved?: number;
  /** How many of those resolved were ever reopened, had a target, and met it. */
  reopened?: number;
  targeted?: number;
  met?: number;
}

/** How long something took, in seconds: of how many cases, and how it was distributed. */
export interface Duration {
  key: GroupKey;
  count: number;
  median: number | null;
  p90: number | null;
  mean: number | null;
}

/** When durations count, and the column that has them: of a case, and summed up of a day. */
export const durations = {
  FIRST_RESPONSE: { moment: 'ANSWERED', seconds: sql`first_response_seconds` },
  FIRST_RESPONSE_BUSINESS: { moment: 'ANSWERED', seconds: sql`first_response_business_seconds` },
  RESOLUTION: { moment: 'RESOLVED', seconds: sql`resolution_seconds` },
  RESOLUTION_BUSINESS: { moment: 'RESOLVED', seconds: sql`resolution_business_seconds` },
} as const satisfies Record<string, { moment: Moment; seconds: Sql }>;
export type DurationName = keyof typeof durations;

/** The column of a day that counts the cases to which something happened. */
export const dayCounts: Readonly<Record<Moment, Sql>> = {
  OPENED: sql`opened`,
  ANSWERED: sql`answered`,
  RESOLVED: sql`resolved`,
};
