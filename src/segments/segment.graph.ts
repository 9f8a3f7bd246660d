import type { CustomerFilter } from '../customers/customer.filter.ts';
import { localId, type Uuid } from '../kernel/ids.ts';
import type { SegmentMembershipFilter } from './membership.filter.ts';

/** A segment that a rule asks about, and where it does. */
export interface Mention {
  path: readonly string[];
  /** As it was given. */
  segmentId: string;
}

/** Which segments each segment's rule asks about. */
export type SegmentGraph = ReadonlyMap<Uuid, readonly Uuid[]>;

/** Also of a rule that cannot be read any more, in which everything else is passed over. */
export function mentionsIn(filter: CustomerFilter, path: readonly string[] = []): Mention[] {
  const { and, or, not, segment } = filter;
  const parts = { and: and ?? [], or: or ?? [] };
  return [
    ...(segment ? mentionsOf(segment, [...path, 'segment']) : []),
    ...(not ? mentionsIn(not, [...path, 'not']) : []),
    ...(['and', 'or'] as const).flatMap((name) =>
      parts[name].flatMap((part, index) => mentionsIn(part, [...path, name, String(index)])),
    ),
  ];
}

function mentionsOf(filter: SegmentMembershipFilter, path: readonly string[]): Mention[] {
  return (['in', 'notIn'] as const).flatMap((name) =>
    (filter[name] ?? []).map((segmentId) => ({ path: [...path, name], segmentId })),
  );
}

export function mentionedIds(mentions: readonly Mention[]): Uuid[] {
  return [...new Set(mentions.flatMap(({ segmentId }) => localId('segment', segmentId) ?? []))];
}

/** How one segment leads to another by what their rules ask: both, and those between; null when it does not. */
export function pathBetween(from: Uuid, to: Uuid, graph: SegmentGraph): Uuid[] | null {
  const seen = new Set<Uuid>();
  const walk = (id: Uuid): Uuid[] | null => {
    if (id === to) return [id];
    if (seen.has(id)) return null;
    seen.add(id);
    for (const next of graph.get(id) ?? []) {
      const rest = walk(next);
      if (rest) return [id, ...rest];
    }
    return null;
  };
  return walk(from);
}

/** All segments of a graph: each after those it asks about. */
export function inOrder(graph: SegmentGraph): Uuid[] {
  const seen = new Set<Uuid>();
  const visit = (id: Uuid): Uuid[] => {
    if (seen.has(id)) return [];
    seen.add(id);
    return [...(graph.get(id) ?? []).flatMap(visit), id];
  };
  return [...graph.keys()].toSorted().flatMap(visit);
}
