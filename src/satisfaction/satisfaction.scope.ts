// How satisfied customers are, in figures over what surveys, reviews and invitations brought. Keeps nothing of its own.

import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { happenedInPeriod, type Period } from '../api/period.input.ts';
import type { CustomerFilterShape } from '../customers/customer.filter.ts';
import { isOfMatching } from '../customers/customer.matching.ts';
import { allOf, type Sql } from '../database/read.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';

/** Which answers, reviews and invitations figures are of. */
export interface SatisfactionScope {
  period?: Period | null;
  filter?: CustomerFilterShape | null;
}

/** What figures are told by. */
export type Grouping = 'CHANNEL' | 'PRODUCT' | 'COUNTRY';

/** Scores that count: of each customer and survey the latest response, once it is submitted. */
export function scoresOf(context: Context, scope: SatisfactionScope, score: ScoreKind): Sql {
  return allOf([
    scoresOfAll(score),
    isInScope(context, scope, {
      at: sql.ref('answer.submitted_at'),
      customerId: sql.ref('answer.customer_id'),
    }),
  ]);
}

/** The same, of whatever customers and days. */
export function scoresOfAll(score: ScoreKind): Sql {
  // The words of the index, so that it is found.
  return sql`answer.kind = ${score} and answer.is_counted and answer.score is not null`;
}

/** Whether something happened within the period, to one of the customers. */
export function isInScope(
  context: Context,
  { period, filter }: SatisfactionScope,
  { at, customerId }: { at: Sql; customerId: Sql },
): Sql {
  return allOf([
    happenedInPeriod(at, period, context.shop.timeZone),
    isOfMatching(customerId, filter, context),
  ]);
}
