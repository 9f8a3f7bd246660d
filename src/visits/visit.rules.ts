import type { Uuid } from '../kernel/ids.ts';
import type { PageView } from './page.rules.ts';

/** Page views this far apart are of two visits. */
export const gapMilliseconds = 30 * 60_000;

/** A run of page views: of a visit that is stored, or a single new one. */
export interface Span extends Omit<PageView, 'path'> {
  /** Of the visit that is stored; null for a new one. */
  id: Uuid | null;
  startedAt: Date;
  endedAt: Date;
  pageViews: number;
  landingPath: string | null;
}

/** A visit as it is to be, and the stored ones it has taken in. */
export interface Settled extends Span {
  absorbed: Uuid[];
  changed: boolean;
}

/** A single view as a run of its own. */
export function spanOf(at: Date, { path, ...view }: PageView): Span {
  return { id: null, startedAt: at, endedAt: at, pageViews: 1, landingPath: path, ...view };
}

/**
 * The visits that runs of page views come to. What comes late may begin a visit earlier, or make one of two. The
 * earliest view says where a visit came from; the earliest stored visit gives its id.
 */
export function settledVisits(spans: readonly Span[]): Settled[] {
  const settled: Settled[] = [];
  for (const span of spans.toSorted(byStart)) {
    const last = settled.at(-1);
    if (last && span.startedAt.getTime() - last.endedAt.getTime() < gapMilliseconds) takeIn(last, span);
    else settled.push({ ...span, absorbed: [], changed: span.id === null });
  }
  return settled;
}

function takeIn(visit: Settled, { id, endedAt, pageViews }: Span): void {
  if (endedAt > visit.endedAt) visit.endedAt = endedAt;
  visit.pageViews += pageViews;
  visit.changed = true;
  if (visit.id === null) visit.id = id;
  else if (id !== null) visit.absorbed.push(id);
}

/** Of two at once the stored one first: it was there before. */
function byStart(one: Span, other: Span): number {
  const apart = one.startedAt.getTime() - other.startedAt.getTime();
  return apart || Number(one.id === null) - Number(other.id === null);
}
