import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { comparisonsOfFigures } from '../api/clause.figures.ts';
import type { CustomerClause, Reading } from '../api/clause.ts';
import { factsInWords, operatorsInWords } from '../api/clause.words.ts';
import { DateTimeFilter, IntFilter, StringFilter, Within } from '../api/filters.ts';
import { happenedSince, happenedWithin } from '../api/within.ts';
import { conditionsOn } from '../database/filter.ts';
import { allOf, type Sql } from '../database/read.ts';
import { isGiven } from '../kernel/given.ts';

@InputType('VisitActivityFilter', {
  description:
    'How often somebody visited sites and apps. All figures given must hold, one at least is given.',
})
export class VisitActivityFilter {
  @Field(() => StringFilter, {
    nullable: true,
    description: 'Only visits in which a page with this path, or a screen of this name, was looked at.',
  })
  path?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'Only visits that this campaign led to.' })
  campaign?: StringFilter | null;

  @Field(() => Within, { nullable: true, description: 'Only visits that began within this window.' })
  within?: Within | null;

  @Field(() => IntFilter, { nullable: true, description: 'By how many visits; 0 without one.' })
  count?: IntFilter | null;

  @Field(() => IntFilter, {
    nullable: true,
    description: 'By how many pages and screens were looked at in them; 0 without a visit.',
  })
  pageViews?: IntFilter | null;

  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'By the last page view in them; not known without a visit.',
  })
  lastAt?: DateTimeFilter | null;
}

declare module '../customers/customer.filter.ts' {
  interface CustomerFilter {
    visits?: VisitActivityFilter | null;
  }
}

export const visitClause: CustomerClause<VisitActivityFilter> = {
  name: 'visits',
  description: 'By their visits to sites and apps.',
  type: () => VisitActivityFilter,
  scope: 'visits:read',
  follows: ['customer.tracked'],
  isMoving: ({ within }) => isGiven(within?.days),
  comparisons(value, reading) {
    const narrowedBy = [
      ...operatorsInWords('path', value.path),
      ...operatorsInWords('campaign', value.campaign),
    ];
    const { count, pageViews, lastAt } = isSummedUp(value) ? keptFigures(reading) : figuresOf(value, reading);
    return comparisonsOfFigures(
      factsInWords('visits', narrowedBy, value.within),
      {
        count: { words: 'count', value: count, type: 'int' },
        pageViews: { words: 'page views', value: pageViews, type: 'bigint' },
        lastAt: { words: 'last', value: lastAt, type: 'timestamptz' },
      },
      value,
    );
  },
};

interface VisitFigures {
  count: Sql;
  pageViews: Sql;
  lastAt: Sql;
}

/** Page views are summed up nowhere. */
function isSummedUp({ path, campaign, within, pageViews }: VisitActivityFilter): boolean {
  return !path && !campaign && !within && !pageViews;
}

function keptFigures({ summary }: Reading): VisitFigures {
  return { count: summary('visit_count'), pageViews: sql`0`, lastAt: summary('last_visit_at') };
}

function figuresOf({ path, campaign, within }: VisitActivityFilter, reading: Reading): VisitFigures {
  const column = reading.joined(
    (ofThem) => sql`
      select
        visit.customer_id,
        count(*)::int as visits,
        sum(visit.page_views) as page_views,
        max(visit.ended_at) as last_at
      from visit
      where ${allOf([
        ...(path ? [hasView({ path, within }, reading, ofThem)] : []),
        ...(campaign ? [conditionsOn(sql.ref('visit.campaign'), campaign, 'text')] : []),
        happenedWithin(sql.ref('visit.started_at'), within, reading.now),
        ofThem(sql.ref('visit.customer_id')),
      ])}
      group by visit.customer_id`,
  );
  return {
    count: sql`coalesce(${column('visits')}, 0)`,
    pageViews: sql`coalesce(${column('page_views')}, 0)`,
    lastAt: column('last_at'),
  };
}

/**
 * Every page view of a customer between the first and the last of a visit is one of it. None of a visit is before the
 * window in which that began.
 */
function hasView(
  { path, within }: { path: StringFilter; within: VisitActivityFilter['within'] },
  { now }: Reading,
  ofThem: (customerId: Sql) => Sql,
): Sql {
  return sql`exists (
    select from event
    where event.customer_id = visit.customer_id
      and event.occurred_at between visit.started_at and visit.ended_at
      and ${happenedSince(sql.ref('event.occurred_at'), within, now)}
      and event.kind <> 'TRACK'
      and ${conditionsOn(sql.ref('event.path'), path, 'text')}
      and ${ofThem(sql.ref('event.customer_id'))}
  )`;
}
