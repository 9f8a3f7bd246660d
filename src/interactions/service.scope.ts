import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { type Granularity, granularities } from '../api/granularity.ts';
import { isInPeriod, type Period } from '../api/period.input.ts';
import type { CustomerFilterShape } from '../customers/customer.filter.ts';
import { isOfMatching } from '../customers/customer.matching.ts';
import { allOf, type Sql } from '../database/read.ts';
import type { ServiceGrouping } from './service.day.rules.ts';

/** Which cases figures are of. */
export interface ServiceScope {
  period?: Period | null;
  filter?: CustomerFilterShape | null;
}

/** What figures are grouped by: nothing, something of the cases, or the time of what is counted. */
export type Grouping = ServiceGrouping | Granularity;

export function isTime(grouping: Grouping): grouping is Granularity {
  return granularities.some((one) => one === grouping);
}

/** What happens to a case on one day: figures count it in the period that the day lies in. */
export const moments = {
  OPENED: sql`service_case.opened_day`,
  ANSWERED: sql`service_case.first_response_day`,
  RESOLVED: sql`service_case.resolved_day`,
} as const;
export type Moment = keyof typeof moments;

/** The cases to which something happened in the period. */
export function casesOf(context: Context, scope: ServiceScope, moment: Moment): Sql {
  return allOf([casesOfAll(scope, moment), ofCustomers(context, scope.filter)]);
}

/** The same, whosever they are. */
export function casesOfAll({ period }: ServiceScope, moment: Moment): Sql {
  const day = moments[moment];
  return allOf([sql`${day} is not null`, isInPeriod(day, period)]);
}

/** The cases that are to be done now, whenever they were opened. */
export function openCasesOf(context: Context, { filter }: ServiceScope): Sql {
  return allOf([sql`service_case.status in ('OPEN', 'WAITING')`, ofCustomers(context, filter)]);
}

/** What cases are counted under, where that is something of theirs; an assignee may be nobody. */
export const keys: Readonly<Record<ServiceGrouping, Sql>> = {
  ALL: sql`''::text`,
  CHANNEL: sql`service_case.channel`,
  KIND: sql`service_case.kind`,
  ASSIGNEE: sql`service_case.assignee`,
};

function ofCustomers(context: Context, filter: CustomerFilterShape | null | undefined): Sql {
  return isOfMatching(sql`service_case.customer_id`, filter, context);
}
