// Reviews and mentions: what customers say in public, on review sites, in app stores and in social media.

import type { CustomerReference, ExternalId } from '../customers/customer.rules.ts';
import { languageTag } from '../customers/profile.fields.ts';
import { externalIdFault } from '../customers/profile.rules.ts';
import { lengthErrors, momentErrors } from '../interactions/interaction.rules.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import type { ProductReference } from '../products/product.rules.ts';
import { judge, type KeptJudgement, keptJudgement } from '../sentiment/sentiment.ts';

/** A review as somebody reports it, before any rule has looked. undefined: not given. null: known to be empty. */
export interface ReviewDraft {
  /** Where it stands: `trustpilot`, `app-store`, `instagram`. */
  source: string;
  externalId?: string | null;
  /** What the source calls whoever wrote it. */
  author?: string | null;
  customer?: CustomerReference | null;
  product?: ProductReference | null;
  rating?: number | null;
  /** The best rating that the source has. */
  ratingMax?: number | null;
  text?: string | null;
  language?: string | null;
  url?: string | null;
  writtenAt?: Date | null;
  reply?: ReplyDraft | null;
  /** Customer and product are left out where they are not known, instead of refused. */
  isLenient?: boolean;
}

/** What the shop answered. */
export interface ReplyDraft {
  text: string;
  by?: string | null;
  repliedAt?: Date | null;
}

/** What a review says, as it is kept. */
export interface ReviewContent extends KeptJudgement {
  source: string;
  externalId: string | null;
  author: string | null;
  rating: number | null;
  ratingMax: number | null;
  stars: number | null;
  text: string | null;
  language: string | null;
  url: string | null;
  writtenAt: Date;
  replyText: string | null;
  replyBy: string | null;
  repliedAt: Date | null;
}

const longestAuthor = 200;
const longestUrl = 2_000;
const longestReview = 20_000;
const longestReply = 20_000;
const largestMaximum = 100;

/**
 * What a draft makes of a review, `before` being what is known of it: what is not given stays, null clears. With what is
 * wrong with it.
 */
export function reviewOf(
  draft: ReviewDraft,
  before: ReviewContent | null,
  now: Date,
): { content: ReviewContent; errors: UserError[] } {
  const language = textOf(draft.language, before?.language);
  const read = languageTag(language);
  const text = textOf(draft.text, before?.text);
  const rating = draft.rating === undefined ? (before?.rating ?? null) : draft.rating;
  const ratingMax = draft.ratingMax === undefined ? (before?.ratingMax ?? null) : draft.ratingMax;
  const known = 'value' in read ? read.value : null;
  const content: ReviewContent = {
    source: draft.source,
    externalId: textOf(draft.externalId, before?.externalId),
    author: textOf(draft.author, before?.author),
    rating,
    ratingMax: rating === null ? null : ratingMax,
    stars: rating === null || ratingMax === null ? null : starsOf(rating, ratingMax),
    text,
    language: known,
    url: textOf(draft.url, before?.url),
    writtenAt: draft.writtenAt ?? before?.writtenAt ?? now,
    ...keptJudgement(judge(text, known)),
    ...replyOf(draft.reply, before, now),
  };
  const errors = [
    ...contentErrors(content, now),
    ...('wrong' in read ? [userError('INVALID', ['language'], read.wrong)] : []),
  ];
  return { content, errors };
}

/** A rating from 1 to 5, whatever its own maximum: the best stays the best, 1 and what is below it are the worst. */
export function starsOf(rating: number, ratingMax: number): number {
  return Math.max(1, 1 + (4 * (rating - 1)) / (ratingMax - 1));
}

/** What the source calls a review; none where it has no name for it. */
export function externalIdOf({
  source,
  externalId,
}: Pick<ReviewDraft, 'source' | 'externalId'>): ExternalId[] {
  return isGiven(externalId) && externalId.trim() !== '' ? [{ source, id: externalId }] : [];
}

/** What is wrong with a reply; `path` is where the input has it. */
export function replyErrors(
  { replyText, replyBy, repliedAt }: ReviewContent,
  now: Date,
  path: string[],
): UserError[] {
  return [
    ...lengthErrors('A reply', replyText, longestReply, [...path, 'text']),
    ...lengthErrors('A name', replyBy, longestAuthor, [...path, 'by']),
    ...(repliedAt === null ? [] : momentErrors(repliedAt, now, [...path, 'repliedAt'])),
  ];
}

function contentErrors(content: ReviewContent, now: Date): UserError[] {
  const { source, externalId, rating, text, author, url } = content;
  const fault = externalIdFault({ source, id: externalId ?? 'none' });
  return [
    ...(fault ? [userError('INVALID', [fault.field === 'id' ? 'externalId' : 'source'], fault.message)] : []),
    ...(rating === null && text === null
      ? [userError('REQUIRED', ['text'], 'A review has a rating, a text or both.')]
      : []),
    ...ratingErrors(content),
    ...lengthErrors('An author', author, longestAuthor, ['author']),
    ...lengthErrors('A text', text, longestReview, ['text']),
    ...urlErrors(url),
    ...momentErrors(content.writtenAt, now, ['writtenAt']),
    ...replyErrors(content, now, ['reply']),
  ];
}

function ratingErrors({ rating, ratingMax }: ReviewContent): UserError[] {
  if (rating === null) return [];
  if (ratingMax === null)
    return [userError('REQUIRED', ['ratingMax'], 'A rating needs the best one that its source has.')];
  if (!(ratingMax >= 2 && ratingMax <= largestMaximum)) {
    const message = `The best rating of a source is 2 to ${largestMaximum}; got ${ratingMax}.`;
    return [userError('INVALID', ['ratingMax'], message)];
  }
  if (rating >= 0 && rating <= ratingMax) return [];
  return [userError('INVALID', ['rating'], `A rating of ${ratingMax} is 0 to ${ratingMax}; got ${rating}.`)];
}

function urlErrors(url: string | null): UserError[] {
  if (url === null) return [];
  const isOfWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (isOfWeb && url.length <= longestUrl) return [];
  const message = `An address begins with http:// or https:// and has at most ${longestUrl} characters.`;
  return [userError('INVALID', ['url'], message)];
}

function replyOf(reply: ReplyDraft | null | undefined, before: ReviewContent | null, now: Date) {
  const known = { replyText: null, replyBy: null, repliedAt: null };
  if (reply === undefined) {
    return before
      ? { replyText: before.replyText, replyBy: before.replyBy, repliedAt: before.repliedAt }
      : known;
  }
  const text = reply?.text.trim() || null;
  if (!reply || text === null) return known;
  // The same reply reported again without its time was given when it was given.
  const isKnown = before?.replyText === text;
  return {
    replyText: text,
    replyBy: textOf(reply.by, isKnown ? before.replyBy : null),
    repliedAt: reply.repliedAt ?? (isKnown ? before.repliedAt : now),
  };
}

/** Trimmed; empty text is none. What is not given stays as it was. */
function textOf(given: string | null | undefined, before: string | null | undefined): string | null {
  return given === undefined ? (before ?? null) : given?.trim() || null;
}
