// Invitations: who is asked to answer a survey and who is left alone, and what the holder of a link can do with it.

import { addDays } from '../kernel/clock.ts';
import type { SurveyStatus } from '../surveys/survey.words.ts';

/** Why somebody was not invited. The first that holds is told. */
export const leftOutReasons = [
  'NOT_FOUND',
  'UNIDENTIFIED',
  'OPTED_OUT',
  'UNREACHABLE',
  'RECENTLY_INVITED',
  'RECENTLY_ANSWERED',
  'ASKED_BY_ANOTHER',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** How many customers one call looks at. */
export const mostAtOnce = 1_000;
export const usualExpiryDays = 30;
export const longestExpiryDays = 365;

/** Somebody who might be invited, as they stand. */
export interface Candidate {
  isIdentified: boolean;
  hasRefused: boolean;
  /** Whether the channel leads to them. */
  isReachable: boolean;
  /** Within the days in which the survey asks nobody again. */
  wasInvited: boolean;
  hasAnswered: boolean;
  /** Within the days in which the shop asks nobody by another survey. */
  wasAskedByAnother: boolean;
}

/** Null for whoever is invited. */
export function reasonToLeaveOut(candidate: Candidate | undefined): LeftOutReason | null {
  if (!candidate) return 'NOT_FOUND';
  if (!candidate.isIdentified) return 'UNIDENTIFIED';
  if (candidate.hasRefused) return 'OPTED_OUT';
  if (!candidate.isReachable) return 'UNREACHABLE';
  if (candidate.wasInvited) return 'RECENTLY_INVITED';
  if (candidate.hasAnswered) return 'RECENTLY_ANSWERED';
  return candidate.wasAskedByAnother ? 'ASKED_BY_ANOTHER' : null;
}

/** How many were left out for each reason, those of nobody left out. */
export function countedReasons(
  reasons: readonly LeftOutReason[],
): { reason: LeftOutReason; count: number }[] {
  return leftOutReasons
    .map((reason) => ({ reason, count: reasons.filter((one) => one === reason).length }))
    .filter(({ count }) => count > 0);
}

/** What a link stands for, as it is kept. */
export interface LinkState {
  status: SurveyStatus;
  expiresAt: string | Date;
  answeredAt: string | Date | null;
  /** The customer never wants to be asked again. */
  hasRefused: boolean;
}

/** Whether the survey can be answered by it, once. */
export function isAnswerable(link: LinkState, now: Date): boolean {
  return link.status === 'OPEN' && link.answeredAt === null && !link.hasRefused && isInTime(link, now);
}

/** Whether its holder has just answered, and can still say that they want no more surveys. */
export function isThanked(link: LinkState, now: Date): boolean {
  return link.answeredAt !== null && !link.hasRefused && isInTime(link, now);
}

function isInTime({ expiresAt }: LinkState, now: Date): boolean {
  return new Date(expiresAt) > now;
}

/** Since when nobody counts as asked who was asked before. */
export function restingSince(now: Date, days: number): Date {
  return addDays(now, -days);
}
