import type { ReviewDraft } from '../reviews/review.rules.ts';
import { customerReferenceRead } from './customer.draft.ts';
import { dateRead } from './date.value.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { ReviewsMapping } from './mapping.schema.ts';
import { decimalRead, isRefused, type Refused } from './number.value.ts';
import type { Row } from './table.row.ts';
import { nameOf, optionalRead, textRead } from './text.value.ts';

/** How to read the review of a row. Customer and product are taken where they are known already. */
export function reviewDraftRead({ review: mapped, customer, source }: ReviewsMapping, columns: ColumnReads) {
  const idOf = textRead(mapped.id, columns);
  const idName = nameOf(mapped.id, 'review.id');
  const writtenOf = dateRead(mapped.writtenAt, columns, 'writtenAt');
  const ratingOf = mapped.rating && decimalRead(mapped.rating, columns, 'rating');
  const maximumOf = mapped.ratingMax && decimalRead(mapped.ratingMax, columns, 'ratingMax');
  const customerOf = customerReferenceRead(customer, source, columns);
  const skuOf = optionalRead(mapped.sku, columns);
  const authorOf = optionalRead(mapped.author, columns);
  const textOf = optionalRead(mapped.text, columns);
  const languageOf = optionalRead(mapped.language, columns);
  const urlOf = optionalRead(mapped.url, columns);
  const replyOf = replyRead(mapped.reply, columns);
  return (row: Row): ReviewDraft | Refused => {
    const externalId = idOf(row);
    if (externalId === '') return { refused: `has no ${idName}` };
    const [writtenAt, rating, ratingMax, reply] = [
      writtenOf(row),
      ratingOf?.(row),
      maximumOf?.(row),
      replyOf(row),
    ];
    if (isRefused(writtenAt)) return writtenAt;
    if (isRefused(rating)) return rating;
    if (isRefused(ratingMax)) return ratingMax;
    if (isRefused(reply)) return reply;
    const [named, sku] = [customerOf(row), skuOf(row)];
    const texts = { author: authorOf(row), text: textOf(row), language: languageOf(row), url: urlOf(row) };
    return {
      source,
      externalId,
      writtenAt,
      isLenient: true,
      ...(named && { customer: named }),
      ...(sku !== undefined && { product: { sku } }),
      ...(rating !== undefined && { rating: Number(rating), ratingMax: Number(ratingMax ?? Number.NaN) }),
      ...(Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as object),
      ...(reply && { reply }),
    };
  };
}

/** How to read what the shop answered; undefined where it has not. */
function replyRead(mapped: ReviewsMapping['review']['reply'], columns: ColumnReads) {
  if (!mapped) return () => undefined;
  const textOf = optionalRead(mapped.text, columns);
  const byOf = optionalRead(mapped.by, columns);
  const isDated = optionalRead(mapped.repliedAt, columns);
  const repliedOf = mapped.repliedAt && dateRead(mapped.repliedAt, columns, 'reply.repliedAt');
  return (row: Row) => {
    const text = textOf(row);
    if (text === undefined) return undefined;
    const repliedAt = (isDated(row) === undefined ? null : repliedOf?.(row)) ?? null;
    return isRefused(repliedAt) ? repliedAt : { text, by: byOf(row) ?? null, repliedAt };
  };
}
