import { sql } from 'kysely';
import type { ClassType } from 'type-graphql';
import { UnusableFilter } from '../database/filter.size.ts';
import {
  type ColumnType,
  conditionOn,
  type FilterSetting,
  type Operators,
  operatorsIn,
} from '../database/filter.ts';
import type { Sql } from '../database/read.ts';
import { comparedInWords } from './clause.words.ts';

/** One kind of thing that can be asked of customers: a field of `CustomerFilter`, which the slice that knows it gives. */
export interface CustomerClause<Value extends object = object> {
  name: string;
  description: string;
  type(): ClassType<Value>;
  /** Without which it cannot be asked. */
  scope: string;
  /**
   * Which changes can change what it says of a customer: the beginnings of their actions, `purchase` or `customer.tracked`.
   * Everything is asked anew of whoever is new, has changed or has become another.
   */
  follows: readonly string[];
  /** Whether what it says can change as time goes by, without anything happening. */
  isMoving(value: Value): boolean;
  /** What it asks, one by one: all of it must hold. At least one. */
  comparisons(value: Value, reading: Reading): readonly Comparison[];
}

/** One thing asked of a customer. Values are bound; where `holds` is null it does not hold. */
export interface Comparison {
  /** Where it stands within the clause: `["count", "gte"]`. */
  path: readonly string[];
  /** `purchases within the last 90 days: at least 2`. */
  words: string;
  /** What the customer has, as text; null where nothing is known. */
  actual: Sql;
  holds: Sql;
}

/** What clauses are read with. Their conditions are on the table `customer` and on what they join to it. */
export interface Reading extends FilterSetting {
  timeZone: string;
  /** A column of the customer's summary. */
  summary(column: string): Sql;
  /**
   * Joins figures to the customers: rows of `customer_id`, each at most once, and columns; the columns of who has none
   * are null. The rows are made of facts about the customers asked for alone: `ofThem(purchase.customer_id)` says of
   * whom. Returns how its columns are called.
   */
  joined(figures: (ofThem: (customerId: Sql) => Sql) => Sql): (column: string) => Sql;
}

export interface Subject {
  /** Where it stands within the clause. */
  path: readonly string[];
  /** What is compared, in words: `country`. */
  words: string;
  value: Sql;
  type: ColumnType;
  /** What the customer has, where that is said otherwise than by the value. */
  actual?: Sql;
}

/** The comparisons of one value by operators. */
export function comparisonsOf(
  { path, words, value, type, actual }: Subject,
  operators: Operators<unknown>,
): Comparison[] {
  return operatorsIn(operators).map(([operator, operand]) => ({
    path: [...path, operator],
    words: `${words} ${comparedInWords(operator, operand)}`,
    actual: actual ?? toldValue(value, type),
    holds: conditionOn(value, operator, operand, type),
  }));
}

/** Comparisons, and what is refused of them, as they stand under a part of what they are asked in. */
export function placedUnder(path: readonly string[], read: () => readonly Comparison[]): Comparison[] {
  try {
    return read().map((comparison) => ({ ...comparison, path: [...path, ...comparison.path] }));
  } catch (error) {
    if (error instanceof UnusableFilter) throw new UnusableFilter(error.message, [...path, ...error.at]);
    throw error;
  }
}

/** A value as words have it: an instant as they do, also where the database keeps the time of somewhere else. */
function toldValue(value: Sql, type: ColumnType): Sql {
  if (type !== 'timestamptz') return sql`(${value})::text`;
  return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
