import { sql } from 'kysely';
import { type Context, filterSetting, type Selection } from '../api/context.ts';
import { type Page, type PageArgs, pageOf } from '../api/page.ts';
import { conditionOf } from '../database/filter.ts';
import type { Sortable } from '../database/keyset.ts';
import { choosable, column, isAmong, type Reader, type RowOf, rowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Segment } from './segment.entity.ts';
import { type SegmentFilter, segmentClauses } from './segment.filter.ts';

export type SegmentRow = Omit<RowOf<typeof Segment>, 'isMoving' | 'isDue'>;

const segmentColumns = choosable('segment', [
  'id',
  'name',
  'description',
  'kind',
  'rule',
  'size',
  'computedAt',
  'failedAt',
  'failure',
  'createdAt',
  'updatedAt',
]);

const byName: Sortable = { type: 'text', value: () => sql.ref('segment.name') };

export interface SegmentListArgs extends PageArgs {
  filter?: SegmentFilter | null;
}

/** By name. */
export function segmentsPage(
  context: Context,
  { filter, ...args }: SegmentListArgs,
  selected: Selection | null,
): Promise<Page<SegmentRow>> {
  return pageOf<SegmentRow>(
    context,
    {
      columns: segmentColumns,
      from: sql`known_segment as segment`,
      where: conditionOf(segmentClauses, filter, filterSetting(context)),
      id: column('segment', 'id'),
      orderings: [{ field: 'segment.NAME', direction: 'ASC', sortable: byName }],
    },
    args,
    selected,
  );
}

export function segmentsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<SegmentRow[]> {
  return rowsOf<SegmentRow>(
    reader,
    sql`select ${segmentColumns(selected)} from known_segment as segment where ${isAmong(sql`id`, ids)}`,
  );
}

export function segmentByName(
  { reader }: Context,
  name: string,
  selected: Selection | null,
): Promise<SegmentRow | null> {
  return rowOf<SegmentRow>(
    reader,
    sql`select ${segmentColumns(selected)} from known_segment as segment where name = ${name}`,
  );
}

/** The segments that customers are in now, by name. */
export function segmentsOfCustomers(
  { reader }: Context,
  customerIds: readonly Uuid[],
  selected: Selection | null,
): Promise<(SegmentRow & { customerId: Uuid })[]> {
  return rowsOf(
    reader,
    sql`
      select ${segmentColumns(selected)}, membership.customer_id as "customerId"
      from segment_membership as membership
      join known_segment as segment on segment.id = membership.segment_id
      where ${isAmong(sql`membership.customer_id`, customerIds)} and membership.left_at is null
      order by segment.name, segment.id`,
  );
}

/** All segments there are, by name. */
export function allSegments(reader: Reader): Promise<SegmentRow[]> {
  return rowsOf<SegmentRow>(
    reader,
    sql`select ${segmentColumns(null)} from known_segment as segment order by name, id`,
  );
}
