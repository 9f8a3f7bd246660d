import { sql } from 'kysely';
import { Extensions, Field, InputType } from 'type-graphql';
import { countAndLast, narrowedBy } from '../api/clause.facts.ts';
import { comparisonsOfFigures } from '../api/clause.figures.ts';
import type { CustomerClause } from '../api/clause.ts';
import { factsInWords, filterInWords } from '../api/clause.words.ts';
import {
  DateTimeFilter,
  type EnumFilter,
  enumFilter,
  IntFilter,
  StringFilter,
  Within,
} from '../api/filters.ts';
import { happenedWithin } from '../api/within.ts';
import { conditionOf } from '../database/filter.ts';
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
  follows: ['customer.tracked', 'product'],
  isMoving: ({ within }) => isGiven(within?.days),
  comparisons({ kind, name, product, within, ...asked }, reading) {
    const { words, holds } = narrowedBy({
      kind: [sql.ref('event.kind'), kind],
      name: [sql.ref('event.name'), name],
    });
    const at = sql.ref('event.occurred_at');
    const { count, lastAt } = countAndLast(reading, {
      from: product ? sql`event join product on product.id = event.product_id` : sql`event`,
      customerId: sql.ref('event.customer_id'),
      at,
      where: [
        ...holds,
        ...(product ? [conditionOf(productClauses, product, reading)] : []),
        happenedWithin(at, within, reading.now),
      ],
    });
    const ofProduct = product ? [`product ${filterInWords(product) || 'is known'}`] : [];
    return comparisonsOfFigures(
      factsInWords('events', [...words, ...ofProduct], within),
      {
        count: { words: 'count', value: count, type: 'int' },
        lastAt: { words: 'last', value: lastAt, type: 'timestamptz' },
      },
      asked,
    );
  },
};
