import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { rowOf } from '../database/read.ts';
import { isInScope, type SatisfactionScope } from './satisfaction.scope.ts';

/** Ratings of reviews, from 1 to 5. */
export interface RatingTally {
  n: number;
  mean: number | null;
  standardDeviation: number | null;
}

/** How texts sound: of those in unknown no list could tell. */
export interface SentimentTally {
  positive: number;
  neutral: number;
  negative: number;
  unknown: number;
}

export interface InvitationTally {
  sent: number;
  answered: number;
}

export async function ratingsOf(context: Context, scope: SatisfactionScope): Promise<RatingTally> {
  const row = await rowOf<RatingTally>(
    context.reader,
    sql`
      select count(*)::int as n, avg(stars) as mean, stddev_samp(stars) as "standardDeviation"
      from review
      where stars is not null and ${isInScope(context, scope, reviewed)}`,
  );
  return row ?? { n: 0, mean: null, standardDeviation: null };
}

/** Of the comments of responses that count, and of reviews and mentions. */
export async function sentimentOf(context: Context, scope: SatisfactionScope): Promise<SentimentTally> {
  const row = await rowOf<SentimentTally>(
    context.reader,
    sql`
      select
        coalesce(sum(count) filter (where label = 'POSITIVE'), 0)::int as positive,
        coalesce(sum(count) filter (where label = 'NEUTRAL'), 0)::int as neutral,
        coalesce(sum(count) filter (where label = 'NEGATIVE'), 0)::int as negative,
        coalesce(sum(count) filter (where label is null), 0)::int as unknown
      from (
        select sentiment_label as label, count(*) as count
        from survey_response
        where is_counted and comment is not null and ${isInScope(context, scope, commented)}
        group by 1
        union all
        select sentiment_label, count(*)
        from review
        where text is not null and ${isInScope(context, scope, reviewed)}
        group by 1
      ) as judged`,
  );
  return row ?? { positive: 0, neutral: 0, negative: 0, unknown: 0 };
}

/** Of the invitations whose link was handed out to be sent, those answered, by when they were made. */
export async function invitationsOf(context: Context, scope: SatisfactionScope): Promise<InvitationTally> {
  const row = await rowOf<InvitationTally>(
    context.reader,
    sql`
      select count(*)::int as sent, count(answered_at)::int as answered
      from invitation
      where issued_at is not null and ${isInScope(context, scope, invited)}`,
  );
  return row ?? { sent: 0, answered: 0 };
}

const reviewed = { at: sql.ref('review.written_at'), customerId: sql.ref('review.customer_id') };
const commented = {
  at: sql.ref('survey_response.submitted_at'),
  customerId: sql.ref('survey_response.customer_id'),
};
const invited = { at: sql.ref('invitation.invited_at'), customerId: sql.ref('invitation.customer_id') };
