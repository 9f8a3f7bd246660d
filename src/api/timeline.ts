import type { ClassType } from 'type-graphql';
import type { Sql } from '../database/read.ts';

/** A kind of fact that a customer's timeline shows. */
export interface TimelineSource {
  /** `PURCHASE`: the value of the enum. */
  kind: string;
  /** One sentence on what is shown, and as when. */
  description: string;
  type(): ClassType<object>;
  typeName: string;
  /** The scope without which these are left out. */
  scope: string;
  /** The table, under its own name: it has `id` and `customer_id`. */
  table: string;
  /** When it happened. */
  at: Sql;
  /** The columns of its row. */
  columns: Sql;
  /** What those are of beside the table. */
  joined?: Sql;
}
