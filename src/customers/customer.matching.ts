import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { judgeSize } from '../database/filter.size.ts';
import { allOf, isAmong, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { CustomerFilterShape } from './customer.filter.ts';
import { type Asking, readingOf } from './customer.reading.ts';
import { conditionOf, type Question, questionOf } from './filter.question.ts';

/** Customers as a filter chooses them: what is read, and which of it. */
export interface Matching {
  from: Sql;
  where: Sql;
  /** Whether facts of all of them are summed up first: they are then found in no order. */
  sumsUp: boolean;
}

/**
 * The customers of a filter; `from` has them under their own name. `among`: only these are asked for, and no fact of
 * others is read. Throws UnusableFilter for one that is too large.
 */
export function matching(
  filter: CustomerFilterShape | null | undefined,
  asking: Asking,
  among: readonly Uuid[] | null = null,
): Matching {
  const { question, ...asked } = askedOf(filter ?? {}, asking, among);
  const isAsked = among === null ? [] : [isAmong(sql.ref('customer.id'), among)];
  return { ...asked, where: allOf([...isAsked, conditionOf(question)]) };
}

/** What a filter asks, and what it has to be asked of. */
export function askedOf(
  filter: CustomerFilterShape,
  asking: Asking,
  among: readonly Uuid[] | null,
): Omit<Matching, 'where'> & { question: Question } {
  judgeSize(filter);
  const { reading, from, sumsUp } = readingOf(asking, among);
  const question = questionOf(filter, asking.contributions.clauses, reading);
  return { from: from(), sumsUp: sumsUp(), question };
}

/** Whether a fact's customer is one of a filter's. Customers are read only where there is one. */
export function isOfMatching(
  customerId: Sql,
  filter: CustomerFilterShape | null | undefined,
  context: Context,
): Sql {
  if (!filter) return sql`true`;
  const { from, where } = matching(filter, askedBy(context));
  return sql`${customerId} in (select customer.id from ${from} where ${where})`;
}

/** Whether it is known who a customer is. Those of whom it is not are the fewer where they have bought; an index has them. */
export function isIdentified(customerId: Sql): Sql {
  return sql`not exists (
    select from customer as unknown where unknown.id = ${customerId} and not unknown.identified
  )`;
}

export function askedBy({ clock, shop, contributions }: Context): Asking {
  return { now: clock.now(), shop, contributions };
}
