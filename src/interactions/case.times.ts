import { openSeconds, secondsBetween } from '../kernel/business.time.ts';
import { dayIn } from '../kernel/clock.ts';
import type { OpeningHours } from '../kernel/opening.hours.ts';
import type { InteractionAuthor } from './interaction.rules.ts';

export interface Spoken {
  author: InteractionAuthor;
  occurredAt: Date;
}

/**
 * When the customer first wrote and when a person first answered that; bots do not answer. A case that an agent opened
 * has neither: nobody waited.
 */
export function firstResponseOf(
  openedBy: InteractionAuthor,
  messages: readonly Spoken[],
): { askedAt: Date | null; firstResponseAt: Date | null } {
  if (openedBy === 'AGENT') return { askedAt: null, firstResponseAt: null };
  const askedAt = earliest(messages.filter(({ author }) => author === 'CUSTOMER'));
  if (askedAt === null) return { askedAt, firstResponseAt: null };
  const answers = messages.filter(({ author, occurredAt }) => author === 'AGENT' && occurredAt >= askedAt);
  return { askedAt, firstResponseAt: earliest(answers) };
}

/** The moments of a case that its figures are made of. */
export interface CaseMoments {
  openedAt: Date;
  askedAt: Date | null | undefined;
  firstResponseAt: Date | null | undefined;
  resolvedAt: Date | null | undefined;
  dueAt: Date | null | undefined;
}

/** Figures that are kept of a case: in calendar time, in opening hours, and the days they count for. */
export interface CaseTimes {
  firstResponseSeconds: number | null;
  firstResponseBusinessSeconds: number | null;
  resolutionSeconds: number | null;
  resolutionBusinessSeconds: number | null;
  withinTarget: boolean | null;
  openedDay: string;
  firstResponseDay: string | null;
  resolvedDay: string | null;
}

export function timesOf(
  { openedAt, askedAt = null, firstResponseAt = null, resolvedAt = null, dueAt = null }: CaseMoments,
  hours: OpeningHours,
): CaseTimes {
  const between = (from: Date | null, to: Date | null) => {
    if (from === null || to === null) return { seconds: null, business: null };
    return { seconds: secondsBetween(from, to), business: openSeconds(hours, from, to) };
  };
  const day = (at: Date | null) => (at === null ? null : dayIn(hours.timeZone, at));
  const response = between(askedAt, firstResponseAt);
  const resolution = between(openedAt, resolvedAt);
  return {
    firstResponseSeconds: response.seconds,
    firstResponseBusinessSeconds: response.business,
    resolutionSeconds: resolution.seconds,
    resolutionBusinessSeconds: resolution.business,
    withinTarget: resolvedAt === null || dueAt === null ? null : resolvedAt <= dueAt,
    openedDay: dayIn(hours.timeZone, openedAt),
    firstResponseDay: day(firstResponseAt),
    resolvedDay: day(resolvedAt),
  };
}

function earliest(messages: readonly Spoken[]): Date | null {
  const times = messages.map(({ occurredAt }) => occurredAt.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}
