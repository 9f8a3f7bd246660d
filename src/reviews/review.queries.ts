import { sql } from 'kysely';
import { type Context, filterSetting, type Selection } from '../api/context.ts';
import { type Listing, type Page, type PageArgs, pageOf, pagesOf } from '../api/page.ts';
import { conditionOf } from '../database/filter.ts';
import { choosable, column, isAmong, type RowOf, rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Review } from './review.entity.ts';
import { type ReviewFilter, reviewClauses } from './review.filter.ts';

export type ReviewRow = Omit<RowOf<typeof Review>, 'createdAt' | 'updatedAt'>;

export const reviewColumns = choosable(
  'review',
  [
    'id',
    'customerId',
    'source',
    'externalId',
    'author',
    'productId',
    'rating',
    'ratingMax',
    'stars',
    'text',
    'language',
    'url',
    'writtenAt',
    'sentimentLabel',
    'sentimentScore',
    'sentimentMethod',
    'replyText',
    'replyBy',
    'repliedAt',
  ],
  ['id', 'customerId'],
);

export interface ReviewListArgs extends PageArgs {
  filter?: ReviewFilter | null;
}

/** A list of reviews under each of many parents, and what is wanted of them. */
export type SelectedReviews = ReviewListArgs & { selected: Selection | null };

export function reviewsPage(
  context: Context,
  args: ReviewListArgs,
  selected: Selection | null,
): Promise<Page<ReviewRow>> {
  return pageOf<ReviewRow>(context, listing(context, args), args, selected);
}

export function reviewPagesByCustomer(
  context: Context,
  customerIds: readonly Uuid[],
  { selected, ...args }: SelectedReviews,
): Promise<Map<Uuid, Page<ReviewRow>>> {
  const parent = { parent: column('review', 'customerId'), parentIs: 'customerId' };
  return pagesOf<ReviewRow>(context, { ...listing(context, args), ...parent }, customerIds, args, selected);
}

export function reviewPagesByProduct(
  context: Context,
  productIds: readonly Uuid[],
  { selected, ...args }: SelectedReviews,
): Promise<Map<Uuid, Page<ReviewRow>>> {
  const parent = column('review', 'productId');
  return pagesOf<ReviewRow>(context, { ...listing(context, args), parent }, productIds, args, selected);
}

/** Newest first. */
function listing(context: Context, { filter }: ReviewListArgs): Listing {
  const writtenAt: Sql = column('review', 'writtenAt');
  return {
    columns: reviewColumns,
    from: sql`review`,
    where: conditionOf(reviewClauses, filter, filterSetting(context)),
    id: column('review', 'id'),
    orderings: [
      {
        field: 'review.WRITTEN_AT',
        direction: 'DESC',
        sortable: { type: 'timestamptz', value: () => writtenAt },
      },
    ],
  };
}

export function reviewsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<ReviewRow[]> {
  return rowsOf<ReviewRow>(
    reader,
    sql`select ${reviewColumns(selected)} from review where ${isAmong(sql`id`, ids)}`,
  );
}
