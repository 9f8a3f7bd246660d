import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { allOf, type Sql } from '../database/read.ts';
import { badInput } from './errors.ts';
import { DateScalar } from './scalars.ts';

@InputType('Period', {
  description: 'Days in the time zone of the shop: from the first on, up to the last and without it.',
})
export class Period {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day in it; from the beginning when nothing is said.',
  })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it; without an end when nothing is said.',
  })
  to?: string | null;
}

/** Whether a column of days lies in the period. Throws BAD_USER_INPUT when it ends before it begins. */
export function isInPeriod(day: Sql, period: Period | null | undefined): Sql {
  return isBetween(day, period, (bound) => sql`${bound}::date`);
}

/** The same of a column of instants. It is compared with instants, so that an index finds them. */
export function happenedInPeriod(at: Sql, period: Period | null | undefined, timeZone: string): Sql {
  return isBetween(at, period, (bound) => sql`(${bound}::date::timestamp at time zone ${timeZone})`);
}

function isBetween(value: Sql, period: Period | null | undefined, boundOf: (day: string) => Sql): Sql {
  const { from, to } = period ?? {};
  if (from && to && from > to) throw badInput('A period ends on the day it begins or later.');
  return allOf([
    ...(from ? [sql`${value} >= ${boundOf(from)}`] : []),
    ...(to ? [sql`${value} < ${boundOf(to)}`] : []),
  ]);
}
