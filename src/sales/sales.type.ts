import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { MoneyType } from '../api/money.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { type CategorySums, sumsByCategory } from './category.queries.ts';
import { groupsOf, type SalesGroup, type SalesPoint, type SalesWhole } from './sales.figures.ts';
import type { Sums } from './sales.queries.ts';

const nothing: Sums = { key: null, purchases: 0, units: 0, grossMinor: 0, refundedMinor: 0 };

/** An amount in the base currency; null where it is told of nothing. */
export function baseMoney(minor: number | null, { shop }: Context) {
  return minor === null ? null : { minor, currency: shop.baseCurrency };
}

function ofSums<Value>(figure: (sums: Sums) => Value) {
  return async ({ sums }: SalesGroup) => figure((await sums()) ?? nothing);
}

function moneyOfSums(minorOf: (sums: Sums) => number | null) {
  return async ({ sums }: SalesGroup, context: Context) =>
    baseMoney(minorOf((await sums()) ?? nothing), context);
}

const cost = { extra: 10 };

/** What is told of the purchases of a group. */
@ObjectType()
abstract class SalesFigures {
  @Derived<SalesGroup>(() => Int, {
    description: 'Purchases made in the period. Cancelled ones are out, those of nobody known are in.',
    of: ofSums(({ purchases }) => purchases),
  })
  purchaseCount!: number;

  @Derived<SalesGroup>(() => Int, {
    description: 'Units on these purchases, before returns.',
    of: ofSums(({ units }) => units),
  })
  unitCount!: number;

  @Derived<SalesGroup>(() => MoneyType, {
    description: 'Gross, before refunds: what these purchases came to.',
    of: moneyOfSums(({ grossMinor }) => grossMinor),
  })
  revenue!: MoneyType;

  @Derived<SalesGroup>(() => MoneyType, {
    description:
      'What was paid back in the period, whenever the purchases were made. A refund changes no period that was over before it.',
    of: moneyOfSums(({ refundedMinor }) => refundedMinor),
  })
  refunded!: MoneyType;

  @Derived<SalesGroup>(() => MoneyType, {
    description: 'revenue less refunded; negative where more was paid back than sold.',
    of: moneyOfSums(({ grossMinor, refundedMinor }) => grossMinor - refundedMinor),
  })
  net!: MoneyType;

  @Derived<SalesGroup>(() => MoneyType, {
    nullable: true,
    description: 'Gross: revenue / purchaseCount, which is its n, rounded; null without a purchase.',
    of: moneyOfSums(({ purchases, grossMinor }) => over(grossMinor, purchases, Math.round)),
  })
  averageBasket!: MoneyType | null;

  @Derived<SalesGroup>(() => Float, {
    nullable: true,
    description: 'Before returns: unitCount / purchaseCount, which is its n; null without a purchase.',
    of: ofSums(({ purchases, units }) => over(units, purchases)),
  })
  unitsPerPurchase!: number | null;

  @Derived<SalesGroup>(() => Int, {
    description: 'Different customers who made these purchases. Nobody of whom no name is known is one.',
    cost,
    of: async ({ buyers }) => (await buyers())?.customers ?? 0,
  })
  customerCount!: number;

  @Derived<SalesGroup>(() => Float, {
    nullable: true,
    description:
      'Purchases of these customers / customerCount, which is its n, refunded ones among them; null without a customer. Purchases of nobody known are in neither.',
    cost,
    of: async ({ buyers }) => {
      const { customers = 0, knownPurchases = 0 } = (await buyers()) ?? {};
      return over(knownPurchases, customers);
    },
  })
  purchaseFrequency!: number | null;
}

function over(sum: number, count: number, told = (quotient: number) => quotient): number | null {
  return count === 0 ? null : told(sum / count);
}

@ObjectType('SalesByKey', { description: 'What is sold of one kind.' })
export class SalesByKeyType extends SalesFigures {
  @Field(() => String, {
    nullable: true,
    description: 'The channel, or the country in ISO 3166-1 alpha-2; null: it is not known.',
  })
  key!: string | null;
}

@ObjectType('SalesPoint', { description: 'What is sold in one part of the calendar.' })
export class SalesPointType extends SalesFigures {
  @Derived<SalesPoint>(() => DateScalar, {
    description: 'Its first day. At the ends of the period only the days within the period count.',
    of: ({ key }) => key,
  })
  from!: string;

  @Field(() => Boolean, {
    description:
      'Whether all its days are over and in the period. Not of the one that is running, nor of one that the period begins or ends in: it is not to be compared to the others.',
  })
  isComplete!: boolean;
}

@PartOfRow
@ObjectType('SalesByCategory', { description: 'What is sold of the products of one category.' })
export class SalesByCategoryType implements Pick<CategorySums, 'category'> {
  @Field(() => String, {
    nullable: true,
    description: 'The category that the products have now; null: none.',
  })
  category!: string | null;

  @Derived<CategorySums>(() => Int, {
    description: 'Units of them, before returns.',
    of: ({ units }) => units,
  })
  unitCount!: number;

  @Derived<CategorySums>(() => MoneyType, {
    description: 'Gross, before refunds: what the lines with them came to, less their discounts.',
    of: ({ grossMinor }, context) => baseMoney(grossMinor, context),
  })
  revenue!: MoneyType;
}

const mostGroups = 300;

@ObjectType('Sales', {
  description:
    'What is sold, in the base currency of the shop and in its days. Purchases count when they were made and refunds when they were, so that a period that is over keeps its figures; only a purchase that is recorded late or cancelled changes them.',
})
export class SalesType extends SalesFigures {
  @Derived<SalesWhole>(() => [SalesByKeyType], {
    description: `By the channel of the purchases, most revenue first, at most ${mostGroups}. A refund is of the channel of its purchase.`,
    cost: { size: 10, extra: 10 },
    of: ({ scope }, context) => groupsOf(context, scope, 'CHANNEL', mostGroups),
  })
  byChannel!: SalesByKeyType[];

  @Derived<SalesWhole>(() => [SalesByKeyType], {
    description: `By the country of the customers as of now, most revenue first, at most ${mostGroups}: who moved has taken their purchases along, as in a filter by country.`,
    cost: { size: 30, extra: 10 },
    of: ({ scope }, context) => groupsOf(context, scope, 'COUNTRY', mostGroups),
  })
  byCountry!: SalesByKeyType[];

  @Derived<SalesWhole>(() => [SalesByCategoryType], {
    description: `By the category of the products as of now, most revenue first, at most ${mostGroups}. A purchase is told of by its lines, so that it can be in several.`,
    cost: { size: 30, extra: 10 },
    of: ({ scope }, context) => sumsByCategory(context, scope, mostGroups),
  })
  byCategory!: SalesByCategoryType[];
}
