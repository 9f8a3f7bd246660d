import { Int, ObjectType } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { RateType } from '../api/rate.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { type ShareWithInterval, wilson } from '../kernel/interval.ts';
import type { BuyerTally } from './buyer.queries.ts';
import { buyerTallies } from './loyalty.loader.ts';
import { type LoyaltyScope, momentOf } from './loyalty.scope.ts';
import { rfmOf } from './rfm.figures.ts';
import { RfmType } from './rfm.type.ts';

const cost = { extra: 10 };

interface DefinedRate extends ShareWithInterval {
  definition: string;
}

@PartOfRow
@ObjectType('LoyaltyRate', { description: 'A Rate with what it is in words.' })
export class LoyaltyRateType extends RateType {
  @Derived<DefinedRate>(() => String, {
    description: 'What the figure is, in words.',
    of: ({ definition }) => definition,
  })
  definition!: string;
}

@ObjectType('Loyalty', {
  description:
    'Who comes back. Of customers who are known by name; a purchase counts until it is cancelled. Everything is counted in the days of the shop.',
})
export class LoyaltyType {
  @Derived<LoyaltyScope>(() => DateTimeScalar, {
    description: 'As of when it is told.',
    of: (scope, context) => momentOf(context, scope),
  })
  asOf!: Date;

  @Derived<LoyaltyScope>(() => Int, {
    description: 'Customers who have bought.',
    cost,
    of: async (scope, context) => (await tallied(context, scope)).customers,
  })
  customerCount!: number;

  @Derived<LoyaltyScope>(() => LoyaltyRateType, {
    description: 'How many of the customers who have bought did so again.',
    cost,
    of: async (scope, context): Promise<DefinedRate> => {
      const { repeated, customers } = await tallied(context, scope);
      return {
        ...wilson(repeated, customers),
        definition:
          'Share, 0 to 1, of the customers who have bought that bought at least twice; two purchases on one day are two. Interval: Wilson.',
      };
    },
  })
  repeatPurchaseRate!: LoyaltyRateType;

  @Derived<LoyaltyScope>(() => LoyaltyRateType, {
    description: 'How many of the customers who have bought stay away.',
    cost,
    of: async (scope, context): Promise<DefinedRate> => {
      const { lapsed, customers } = await tallied(context, scope);
      return {
        ...wilson(lapsed, customers),
        definition: `Share, 0 to 1, of the customers who have bought that did not within the last ${context.shop.activeDays} days. Interval: Wilson.`,
      };
    },
  })
  churned!: LoyaltyRateType;

  @Derived<LoyaltyScope>(() => RfmType, {
    description: 'How lately, how often and for how much customers buy.',
    cost: { extra: 20 },
    of: (scope, context) => rfmOf(context, scope),
  })
  rfm!: RfmType;
}

function tallied(context: Context, scope: LoyaltyScope): Promise<BuyerTally> {
  return context.loaders.load(context, buyerTallies, scope, null);
}
