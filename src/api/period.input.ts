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
  const { from, to } = period ?? {};
  if (from && to && from > to) throw badInput('A period ends on the day it begins or later.');
  return allOf([...(from ? [sql`${day} >= ${from}::date`] : []), ...(to ? [sql`${day} < ${to}::date`] : [])]);
}
