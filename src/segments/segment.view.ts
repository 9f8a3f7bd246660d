import { asksPersonalData } from '../api/asked.scopes.ts';
import type { Unit } from '../api/unit.ts';
import { type Difference, differenceOf } from '../kernel/difference.ts';
import type { SegmentEntity } from './segment.entity.ts';

/** A segment as the change log tells it, in the words of the schema. */
export type SegmentView = ReturnType<typeof segmentView>;

export function segmentView({ name, description, kind, rule }: SegmentEntity) {
  return { name, description: description ?? null, kind, rule: rule ?? null };
}

/** What became of a segment. A rule that asks about personal data tells some, and is named alone. */
export function segmentDifference(
  { contributions }: Unit,
  before: SegmentView | null,
  after: SegmentView,
): Difference {
  const type = contributions.filterType();
  const isPersonal = [before, after].some((view) => view?.rule && asksPersonalData(type, view.rule));
  return differenceOf(before, after, isPersonal ? ['rule'] : []);
}
