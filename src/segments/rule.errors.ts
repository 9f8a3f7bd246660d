import type { CustomerFilter } from '../customers/customer.filter.ts';
import { askedOf } from '../customers/customer.matching.ts';
import type { Asking } from '../customers/customer.reading.ts';
import { comparisonsIn } from '../customers/filter.question.ts';
import { UnusableFilter } from '../database/filter.size.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import { globalId, localId, type Uuid } from '../kernel/ids.ts';
import type { KnownSegments } from './known.segments.ts';
import { mentionsIn, pathBetween } from './segment.graph.ts';

/** What keeps a filter from being the rule of a segment; `id` is null for one that is not there yet. */
export function ruleErrors(
  rule: CustomerFilter,
  { id, known, asking }: { id: Uuid | null; known: KnownSegments; asking: Asking },
): UserError[] {
  const errors = usageErrors(rule, asking);
  return errors.length > 0 ? errors : mentionErrors(rule, id, known);
}

function usageErrors(rule: CustomerFilter, asking: Asking): UserError[] {
  try {
    const { question } = askedOf(rule, asking, null);
    if (comparisonsIn(question).length > 0) return [];
    return [userError('REQUIRED', ['rule'], 'A rule asks at least one thing.')];
  } catch (error) {
    if (error instanceof UnusableFilter) return [userError('INVALID', ['rule', ...error.at], error.message)];
    throw error;
  }
}

/** One error at each place, however many segments are wrong there. */
function mentionErrors(rule: CustomerFilter, id: Uuid | null, { names, graph }: KnownSegments): UserError[] {
  const byPlace = new Map<string, UserError>();
  for (const { path, segmentId } of mentionsIn(rule)) {
    const mentioned = localId('segment', segmentId);
    const place = ['rule', ...path];
    const error =
      mentioned === null || !names.has(mentioned)
        ? userError('NOT_FOUND', place, `There is no segment ${segmentId}.`)
        : cycleError(id === null ? null : pathBetween(mentioned, id, graph), place, names);
    if (error && !byPlace.has(place.join())) byPlace.set(place.join(), error);
  }
  return [...byPlace.values()];
}

function cycleError(
  cycle: Uuid[] | null,
  place: string[],
  names: ReadonlyMap<Uuid, string>,
): UserError | null {
  const own = cycle?.at(-1);
  if (!cycle || own === undefined) return null;
  const told = [own, ...cycle].map((id) => names.get(id) ?? globalId('segment', id)).join(' → ');
  return userError('CONFLICT', place, `A segment cannot depend on itself: ${told}.`);
}
