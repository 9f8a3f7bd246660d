import { sql } from 'kysely';
import type { Comparison } from '../api/clause.ts';
import type { Context } from '../api/context.ts';
import { knownUnlessAsked } from '../customers/customer.filter.ts';
import { askedBy, askedOf } from '../customers/customer.matching.ts';
import { comparisonsIn, conditionOf } from '../customers/filter.question.ts';
import { readFilter } from '../customers/stored.filter.ts';
import { rowsOf, type Sql } from '../database/read.ts';
import { globalId, type Uuid } from '../kernel/ids.ts';
import { isMemberOf } from './membership.clause.ts';
import { mentionedIds, mentionsIn } from './segment.graph.ts';
import type { SegmentRow } from './segment.queries.ts';

/** Why a customer is in a segment or is not. */
export interface Explanation {
  matches: boolean;
  clauses: readonly ExplainedClause[];
}

export interface ExplainedClause {
  path: readonly string[];
  clause: string;
  actual: string | null;
  matches: boolean;
}

/** What of a segment its explanation is made of. */
export type Explained = Pick<SegmentRow, 'id' | 'kind' | 'rule'>;

interface Answer {
  segmentId: Uuid;
  matches: boolean;
  isLeftOut: boolean;
  actual: (string | null)[];
  holds: boolean[];
}

/**
 * Asks of one customer what the rules of segments ask, as of now: one statement, of the same comparisons that the rules
 * come to, and another for the names of segments in them. Nothing where there is no such customer.
 */
export async function explanationsOf(
  context: Context,
  segments: readonly Explained[],
  customerId: Uuid,
): Promise<Map<Uuid, Explanation>> {
  const asked = segments.map((segment) => askingOf(context, segment, customerId));
  const answers = await rowsOf<Answer>(
    context.reader,
    sql.join(
      asked.map(({ query }) => query),
      sql` union all `,
    ) as Sql<Answer>,
  );
  const named = await namesIn(context, segments);
  const comparisons = new Map(asked.map((one) => [one.id, one.comparisons]));
  return new Map(
    answers.map((answer) => [
      answer.segmentId,
      explained(answer, comparisons.get(answer.segmentId) ?? [], named),
    ]),
  );
}

interface AskedSegment {
  id: Uuid;
  comparisons: readonly Comparison[];
  query: Sql;
}

function askingOf(context: Context, { id, kind, rule }: Explained, customerId: Uuid): AskedSegment {
  if (kind === 'LIST') {
    const query = answerOf(id, sql`customer`, { customerId, isMember: isMemberOf([id]), comparisons: [] });
    return { id, comparisons: [], query };
  }
  const filter = readFilter(rule, context.contributions.filterType());
  const { from, question } = askedOf(filter, askedBy(context), [customerId]);
  const comparisons = comparisonsIn(question);
  const isKnown = knownUnlessAsked(filter);
  const isMember = sql`${conditionOf(question)} and ${isKnown}`;
  return { id, comparisons, query: answerOf(id, from, { customerId, isMember, isKnown, comparisons }) };
}

function answerOf(
  id: Uuid,
  from: Sql,
  {
    customerId,
    isMember,
    isKnown = sql`true`,
    comparisons,
  }: { customerId: Uuid; isMember: Sql; isKnown?: Sql; comparisons: readonly Comparison[] },
): Sql {
  const listOf = (values: readonly Sql[], type: Sql) =>
    values.length === 0 ? sql`array[]::${type}` : sql`array[${sql.join(values)}]::${type}`;
  return sql`
    select
      ${id}::uuid as "segmentId", (${isMember}) is true as matches, not ${isKnown} as "isLeftOut",
      ${listOf(
        comparisons.map(({ actual }) => actual),
        sql`text[]`,
      )} as actual,
      ${listOf(
        comparisons.map(({ holds }) => sql`(${holds}) is true`),
        sql`boolean[]`,
      )} as holds
    from ${from}
    where customer.id = ${customerId}`;
}

function explained(
  { matches, isLeftOut, actual, holds }: Answer,
  comparisons: readonly Comparison[],
  named: (words: string) => string,
): Explanation {
  const clauses = comparisons.map(({ path, words }, index) => ({
    path,
    clause: named(words),
    actual: actual[index] ?? null,
    matches: holds[index] ?? false,
  }));
  const leftOut = { path: [], clause: 'known by name', actual: 'false', matches: false };
  return { matches, clauses: isLeftOut ? [...clauses, leftOut] : clauses };
}

/** How words read with the names of segments in place of their ids. */
async function namesIn(
  { reader }: Context,
  segments: readonly Explained[],
): Promise<(words: string) => string> {
  const ids = segments.flatMap(({ rule }) => (rule ? mentionedIds(mentionsIn(rule)) : []));
  if (ids.length === 0) return (words) => words;
  const rows = await rowsOf<{ id: Uuid; name: string }>(
    reader,
    sql`select id, name from segment where id = any(${ids}::uuid[])`,
  );
  const names = new Map(rows.map(({ id, name }) => [globalId('segment', id), `"${name}"`]));
  return (words) => words.replace(/segment_[0-9a-z]{26}/g, (id) => names.get(id) ?? id);
}
