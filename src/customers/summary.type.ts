import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Derived } from '../api/field.ts';
import { MoneyType } from '../api/money.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { wholeDaysSince } from '../kernel/clock.ts';
import type { CustomerSummaryRow } from './customer.queries.ts';

type SummaryField<Value> = (summary: CustomerSummaryRow, context: Context) => Value;

const inBase = (minor: (summary: CustomerSummaryRow) => number | null): SummaryField<unknown> => {
  return (summary, { shop }) => {
    const amount = minor(summary);
    return amount === null ? null : { minor: amount, currency: shop.baseCurrency };
  };
};

@ObjectType('CustomerSummary', {
  description: "Sums over a customer's facts, kept up to date in the transaction of each.",
})
export class CustomerSummaryType {
  @Field(() => Int, { description: 'Purchases, cancelled ones left out.' })
  purchaseCount!: number;

  @Derived<CustomerSummaryRow>(() => MoneyType, {
    description: 'What was paid, net of refunds, in the base currency of the shop.',
    from: ['totalSpentMinor'],
    of: inBase(({ totalSpentMinor }) => totalSpentMinor),
  })
  totalSpent!: MoneyType;

  @Derived<CustomerSummaryRow>(() => MoneyType, {
    nullable: true,
    description: 'What was paid before refunds, over the number of purchases; null without a purchase.',
    from: ['grossMinor', 'purchaseCount'],
    of: inBase(({ grossMinor, purchaseCount }) =>
      purchaseCount === 0 ? null : Math.round(grossMinor / purchaseCount),
    ),
  })
  averageBasket!: MoneyType | null;

  @Derived<CustomerSummaryRow>(() => Float, {
    nullable: true,
    description: 'Units bought over the number of purchases; null without a purchase.',
    from: ['unitCount', 'purchaseCount'],
    of: ({ unitCount, purchaseCount }) => (purchaseCount === 0 ? null : unitCount / purchaseCount),
  })
  unitsPerPurchase!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The first purchase; null without one.' })
  firstPurchaseAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The latest purchase; null without one.' })
  lastPurchaseAt!: string | null;

  @Derived<CustomerSummaryRow>(() => Int, {
    nullable: true,
    description: 'Whole days since the latest purchase; null without one.',
    from: ['lastPurchaseAt'],
    of: ({ lastPurchaseAt }, { clock }) =>
      lastPurchaseAt === null ? null : wholeDaysSince(lastPurchaseAt, clock.now()),
  })
  daysSinceLastPurchase!: number | null;

  @Field(() => Int, { description: 'Visits to sites and apps.' })
  visitCount!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The last page view; null without one.' })
  lastVisitAt!: string | null;
}
