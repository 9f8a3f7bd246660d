import { sql } from 'kysely';
import { beyond, type Ordering, orderBy, type Position } from '../database/keyset.ts';
import { allOf, rowsOf, type Sql } from '../database/read.ts';
import { askedOnce } from '../kernel/asked.once.ts';
import { isGiven } from '../kernel/given.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Context, FollowedLink, Selection } from './context.ts';
import { decodeCursor } from './cursor.ts';
import { badInput, inRange } from './errors.ts';
import { requireForOrder } from './personal.ts';

export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

export const defaultPageSize = 25;
export const largestPage = 100;
const mostOrderings = 10;

/** A list that can be paged: what it selects, from where, under which conditions, in which order. */
export interface Listing {
  columns(selected: Selection | null): Sql;
  /** What its columns and conditions are of. */
  from: Sql;
  /** Joined to it for its order alone, and therefore not when it is counted. */
  orderedFrom?: Sql;
  where: Sql;
  /** The column that tells rows of equal order apart. */
  id: Sql;
  /** Links to rows that are read along, each in the row it starts from. */
  along?: readonly FollowedLink[];
  /** More columns, worked out for the rows of the page alone, which are called `listed` there. */
  detail?: Sql;
  orderings: readonly Ordering[];
}

/** A list under each of many parents. */
export interface ListingOfParents extends Listing {
  /** The column that names the parent. */
  parent: Sql;
  /** The property it is read as, where the list has it anyway. */
  parentIs?: string;
}

/** A row with the values it was ordered by, from which its cursor is made; they are read when somebody asks. */
export type Paged<Row> = Row & { id: Uuid; orderedBy: string[] };

export interface Page<Row> {
  rows: Paged<Row>[];
  orderings: readonly Ordering[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** Counts the whole list; asked only when the field is selected. */
  count(): Promise<number>;
}

interface Slice {
  size: number;
  backwards: boolean;
  from: Position | null;
}

/** What the arguments ask for. Throws BAD_USER_INPUT when they contradict each other or the limits. */
export function sliceOf({ first, after, last, before }: PageArgs, orderings: readonly Ordering[]): Slice {
  if (orderings.length > mostOrderings) {
    throw badInput(`orderBy takes at most ${mostOrderings} keys; got ${orderings.length}.`);
  }
  const forwards = isGiven(first) || isGiven(after);
  const backwards = isGiven(last) || isGiven(before);
  if (forwards && backwards)
    throw badInput('Page with first and after, or with last and before, not with both.');
  const [name, asked] = backwards ? ['last', last] : ['first', first];
  const size = inRange(name, asked ?? defaultPageSize, [1, largestPage]);
  const cursor = backwards ? before : after;
  return { size, backwards, from: isGiven(cursor) ? decodeCursor(orderings, cursor) : null };
}

/** One page of a list: one statement. */
export async function pageOf<Row>(
  context: Context,
  listing: Listing,
  args: PageArgs,
  selected: Selection | null,
): Promise<Page<Row>> {
  requireForOrder(context, listing.orderings);
  const slice = sliceOf(args, listing.orderings);
  const ordered = orderBy(listing.orderings, listing.id, slice.backwards);
  const listed = sql<Paged<Row>>`
      select ${selection(listing, selected)}${listing.detail ? sql`, row_number() over (order by ${ordered}) as "rowNumber"` : sql``}
      from ${listing.orderedFrom ?? listing.from}
      where ${allOf([listing.where, ...bounds(listing, slice)])}
      order by ${ordered}
      limit ${slice.size + 1}`;
  const rows = await rowsOf<Paged<Row>>(
    context.reader,
    listing.detail
      ? sql<Paged<Row>>`select listed.*, ${listing.detail} from (${listed}) as listed order by "rowNumber"`
      : listed,
  );
  await follow(context, rows.slice(0, slice.size), listing, selected);
  return page(rows, slice, listing, () => countOf(context, listing));
}

/** One page of the list of each parent: one statement, whatever their number. */
export async function pagesOf<Row>(
  context: Context,
  { parent, parentIs, ...listing }: ListingOfParents,
  parents: readonly Uuid[],
  args: PageArgs,
  selected: Selection | null,
): Promise<Map<Uuid, Page<Row>>> {
  const [only] = parents;
  if (only !== undefined && parents.length === 1) {
    // The list of a single parent is a list like others, of which the database reads no more than the page.
    const where = allOf([sql`${parent} = ${only}::uuid`, listing.where]);
    return new Map([[only, await pageOf<Row>(context, { ...listing, where }, args, selected)]]);
  }
  requireForOrder(context, listing.orderings);
  const slice = sliceOf(args, listing.orderings);
  const ordered = orderBy(listing.orderings, listing.id, slice.backwards);
  const parentAs = parentIs ?? 'parentId';
  const rows = await rowsOf<Paged<Row> & Record<string, unknown>>(
    context.reader,
    sql`
      select listed.*${listing.detail ? sql`, ${listing.detail}` : sql``} from (
        select ${selection(listing, selected)}, ${parentIs === undefined ? sql`${parent} as "parentId",` : sql``}
          row_number() over (partition by ${parent} order by ${ordered}) as "rowNumber"
        from ${listing.from}
        where ${allOf([sql`${parent} = any(${parents}::uuid[])`, listing.where, ...bounds(listing, slice)])}
      ) as listed
      where "rowNumber" <= ${slice.size + 1}
      order by ${sql.ref(parentAs)}, "rowNumber"`,
  );
  const byParent = Map.groupBy(rows, (row) => row[parentAs]);
  const shown = [...byParent.values()].flatMap((ofOne) => ofOne.slice(0, slice.size));
  await follow(context, shown, listing, selected);
  const counts = countsOnce(context, { parent, ...listing }, parents);
  return new Map(
    parents.map((id) => [
      id,
      page<Row>(byParent.get(id) ?? [], slice, listing, async () => (await counts()).get(id) ?? 0),
    ]),
  );
}

/** What a page shows leads on; the row read to know whether there are more does not. */
async function follow(
  context: Context,
  rows: readonly unknown[],
  { along = [] }: Listing,
  selected: Selection | null,
): Promise<void> {
  for (const link of along) await context.loaders.arrive(context, rows, link);
  await context.loaders.follow(context, rows, selected?.links ?? []);
}

function selection({ columns, orderings }: Listing, selected: Selection | null): Sql {
  const asked = columns(selected);
  if (selected && !selected.cursors) return asked;
  const values = orderings.map(({ sortable, direction }) => sql`${sortable.value(direction)}::text`);
  return sql`${asked}, ${values.length === 0 ? sql`'{}'::text[]` : sql`array[${sql.join(values)}]`} as "orderedBy"`;
}

function bounds({ orderings, id }: Listing, { from, backwards }: Slice): Sql[] {
  return from ? [beyond(from, orderings, id, backwards)] : [];
}

function page<Row>(
  rows: Paged<Row>[],
  slice: Slice,
  { orderings }: Listing,
  count: () => Promise<number>,
): Page<Row> {
  const isMore = rows.length > slice.size;
  const kept = isMore ? rows.slice(0, slice.size) : rows;
  if (slice.backwards) kept.reverse();
  const isPast = slice.from !== null;
  return {
    rows: kept,
    orderings,
    hasNextPage: slice.backwards ? isPast : isMore,
    hasPreviousPage: slice.backwards ? isMore : isPast,
    count,
  };
}

async function countOf({ reader }: Context, { from, where }: Listing): Promise<number> {
  const rows = await rowsOf<{ count: number }>(
    reader,
    sql`select count(*) as count from ${from} where ${where}`,
  );
  return rows[0]?.count ?? 0;
}

/** The counts of all parents, asked for at most once. */
function countsOnce(
  { reader }: Context,
  { from, where, parent }: Listing & { parent: Sql },
  parents: readonly Uuid[],
) {
  return askedOnce(async () => {
    const rows = await rowsOf<{ id: Uuid; count: number }>(
      reader,
      sql`
        select ${parent} as id, count(*) as count
        from ${from}
        where ${parent} = any(${parents}::uuid[]) and ${where}
        group by ${parent}`,
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  });
}
