import { sql } from 'kysely';
import { Extensions, Field, InputType } from 'type-graphql';
import { comparisonsOfFigures } from '../api/clause.figures.ts';
import type { CustomerClause } from '../api/clause.ts';
import { factsInWords, filterInWords, operatorsInWords } from '../api/clause.words.ts';
import {
  DateTimeFilter,
  type EnumFilter,
  enumFilter,
  IntFilter,
  StringFilter,
  Within,
} from '../api/filters.ts';
import { happenedWithin } from '../api/within.ts';
import { conditionOf, conditionsOn } from '../database/filter.ts';
import { allOf } from '../database/read.ts';
import { isGiven } from '../kernel/given.ts';
import { ProductFilter, productClauses } from '../products/product.filter.ts';
import type { EventKind } from './visit.entity.ts';
import { EventKindEnum } from './visit.type.ts';

const EventKindFilter = enumFilter('EventKindFilter', EventKindEnum);

@InputType('EventActivityFilter', {
  description:
    'What somebody did on sites and in apps, page views included. All figures given must hold, one at least is given: { name: { eq: "Product Viewed" }, within: { days: 30 }, count: { gte: 3 } }.',
})
export class EventActivityFilter {
  @Field(() => EventKindFilter, { nullable: true, description: 'Only events of this kind.' })
  kind?: EnumFilter<EventKind> | null;

  @Field(() => StringFilter, {
    nullable: true,
    description: 'Only events of this name, or views of a page that is called so.',
  })
  name?: StringFilter | null;

  @Extensions({ scope: 'products:read' })
  @Field(() => ProductFilter, {
    nullable: true,
    description: 'Only views of such a product. Scope: products:read.',
  })
  product?: ProductFilter | null;

  @Field(() => Within, { nullable: true, description: 'Only events that happened within this window.' })
  within?: Within | null;

  @Field(() => IntFilter, { nullable: true, description: 'By how many events; 0 without one.' })
  count?: IntFilter | null;

  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'By when the last of them happened; not known without one.',
  })
  lastAt?: DateTimeFilter | null;
}

declare module '../customers/customer.filter.ts' {
  interface CustomerFilter {
    events?: EventActivityFilter | null;
  }
}

export const eventClause: CustomerClause<EventActivityFilter> = {
  name: 'events',
  description: 'By what they did on sites and in apps.',
  type: () => EventActivityFilter,
  scope: 'visits:read',
  follows: ['customer.tracked', 'product', 'customer.created', 'customer.merged'],
  isMoving: ({ within }) => isGiven(within?.days),
  comparisons({ kind, name, product, within, ...asked }, reading) {
    const narrowedBy = [
      ...operatorsInWords('kind', kind),
      ...operatorsInWords('name', name),
      ...(product ? [`product ${filterInWords(product) || 'is known'}`] : []),
    ];
    const column = reading.joined(
      (ofThem) => sql`
        select event.customer_id, count(*)::int as events, max(event.occurred_at) as last_at
        from event
        ${product ? sql`join product on product.id = event.product_id` : sql``}
        where ${allOf([
          ...(kind ? [conditionsOn(sql.ref('event.kind'), kind, 'text')] : []),
          ...(name ? [conditionsOn(sql.ref('event.name'), name, 'text')] : []),
          ...(product ? [conditionOf(productClauses, product, reading)] : []),
          happenedWithin(sql.ref('event.occurred_at'), within, reading.now),
          ofThem(sql.ref('event.customer_id')),
        ])}
        group by event.customer_id`,
    );
    return comparisonsOfFigures(
      factsInWords('events', narrowedBy, within),
      {
        count: { words: 'count', value: sql`coalesce(${column('events')}, 0)`, type: 'int' },
        lastAt: { words: 'last', value: column('last_at'), type: 'timestamptz' },
      },
      asked,
    );
  },
};
