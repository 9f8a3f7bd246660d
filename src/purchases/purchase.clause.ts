import { sql } from 'kysely';
import { Extensions, Field, InputType } from 'type-graphql';
import { type ComparedFigure, comparisonsOfFigures } from '../api/clause.figures.ts';
import type { CustomerClause, Reading } from '../api/clause.ts';
import { factsInWords, filterInWords, operatorsInWords } from '../api/clause.words.ts';
import { DateTimeFilter, DecimalFilter, IntFilter, StringFilter, Within } from '../api/filters.ts';
import type { Sql } from '../database/read.ts';
import { isGiven } from '../kernel/given.ts';
import { decimalsOf } from '../kernel/money.ts';
import { ProductFilter } from '../products/product.filter.ts';
import { type PurchaseFigures, purchaseFigures } from './purchase.figures.ts';

@InputType('PurchaseActivityFilter', {
  description:
    'How much was bought of what, over which channel and when. Cancelled purchases are out. All figures given must hold, one at least is given: { product: { category: { eq: "Tents" } }, within: { days: 90 }, count: { gte: 2 } }.',
})
export class PurchaseActivityFilter {
  @Extensions({ scope: 'products:read' })
  @Field(() => ProductFilter, {
    nullable: true,
    description:
      'Only purchases with a line for such a product. Totals and units are then of these lines, by their share of what was paid for the purchase. Scope: products:read.',
  })
  product?: ProductFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'Only purchases over this channel.' })
  channel?: StringFilter | null;

  @Field(() => Within, { nullable: true, description: 'Only purchases made within this window.' })
  within?: Within | null;

  @Field(() => IntFilter, { nullable: true, description: 'By how many purchases; 0 without one.' })
  count?: IntFilter | null;

  @Field(() => DecimalFilter, {
    nullable: true,
    description:
      'By what was paid, net of refunds, in the base currency of the shop; 0 without a purchase. What was paid back for no line is off a product once nothing else is left of the purchase.',
  })
  total?: DecimalFilter | null;

  @Field(() => DecimalFilter, {
    nullable: true,
    description:
      'By what was paid before refunds, in the base currency of the shop, over the number of purchases; not known without a purchase.',
  })
  averageBasket?: DecimalFilter | null;

  @Field(() => IntFilter, { nullable: true, description: 'By how many units; 0 without a purchase.' })
  units?: IntFilter | null;

  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'By when the first of them was made; not known without one.',
  })
  firstAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'By when the last of them was made; not known without one.',
  })
  lastAt?: DateTimeFilter | null;
}

declare module '../customers/customer.filter.ts' {
  interface CustomerFilter {
    purchases?: PurchaseActivityFilter | null;
  }
}

export const purchaseClause: CustomerClause<PurchaseActivityFilter> = {
  name: 'purchases',
  description: 'By what they bought.',
  type: () => PurchaseActivityFilter,
  scope: 'purchases:read',
  follows: ['purchase', 'product'],
  isMoving: ({ within }) => isGiven(within?.days),
  comparisons({ product, channel, within, ...asked }, reading) {
    const products = filterInWords(product);
    const narrowedBy = [
      ...(products === '' ? [] : [`product ${products}`]),
      ...operatorsInWords('channel', channel),
    ];
    const figures = purchaseFigures({ product, channel, within, isNet: isGiven(asked.total) }, reading);
    return comparisonsOfFigures(
      factsInWords('purchases', narrowedBy, within),
      comparedIn(figures, reading),
      asked,
    );
  },
};

function comparedIn(
  { count, netMinor, grossMinor, units, firstAt, lastAt }: PurchaseFigures,
  { baseCurrency }: Reading,
): Record<'count' | 'total' | 'averageBasket' | 'units' | 'firstAt' | 'lastAt', ComparedFigure> {
  const amount = (words: string, minor: Sql): ComparedFigure => {
    const decimals = decimalsOf(baseCurrency);
    const value = sql`(${minor}::numeric / ${10 ** decimals})`;
    return {
      words: `${words} in ${baseCurrency}`,
      value,
      type: 'numeric',
      actual: sql`round(${value}, ${decimals}::int)::text`,
    };
  };
  return {
    count: { words: 'count', value: count, type: 'int' },
    total: amount('total', netMinor),
    // As summaries show it, to the smallest unit.
    averageBasket: amount('average basket', sql`round(${grossMinor}::numeric / nullif(${count}, 0))`),
    units: { words: 'units', value: units, type: 'bigint' },
    firstAt: { words: 'first', value: firstAt, type: 'timestamptz' },
    lastAt: { words: 'last', value: lastAt, type: 'timestamptz' },
  };
}
