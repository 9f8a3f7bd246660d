import { sql } from 'kysely';
import type { Context, Selection } from '../api/context.ts';
import { choosable, isAmong, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

export const segmentChangeKinds = ['JOINED', 'LEFT'] as const;
export type SegmentChangeKind = (typeof segmentChangeKinds)[number];

/** A customer joined a segment, or left it: one end of a membership. */
export interface SegmentChangeRow {
  id: Uuid;
  segmentId: Uuid;
  kind: SegmentChangeKind;
  at: string;
}

export const changeColumns = choosable('segment_change', ['id', 'segmentId', 'kind', 'at']);

export function changesById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<SegmentChangeRow[]> {
  return rowsOf<SegmentChangeRow>(
    reader,
    sql`select ${changeColumns(selected)} from segment_change where ${isAmong(sql`id`, ids)}`,
  );
}
