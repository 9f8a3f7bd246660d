import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import type { Context, Selection } from '../api/context.ts';
import { inRange } from '../api/errors.ts';
import { Added, Needs } from '../api/field.ts';
import { Costs, countCost } from '../api/limits/cost.declaration.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { Selected, selectionOf } from '../api/selection.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { type LoyaltyScope, momentOf, scopeOf } from '../loyalty/loyalty.scope.ts';
import { LoyaltyType } from '../loyalty/loyalty.type.ts';
import { historyByCustomer } from './lifetime.loader.ts';
import { LifetimeType } from './lifetime.type.ts';
import { modelUsedAt } from './model.loader.ts';
import { modelsPage } from './model.queries.ts';
import { LifetimeModelConnection, LifetimeModelType } from './model.type.ts';

const mostDays = 3_650;

@Resolver(() => CustomerType)
export class CustomerLifetime {
  @Needs('purchases:read')
  @Costs({ extra: countCost })
  @FieldResolver(() => LifetimeType, {
    description: 'What they can be expected to buy, and what that is worth. Scope: purchases:read.',
  })
  async lifetime(
    @Root() { id }: CustomerRow,
    @Arg('days', () => Int, { defaultValue: 365, description: `How many days ahead, 1 to ${mostDays}.` })
    days: number,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description:
        'As of when: what they had done before it, refunds by when they were given, and the model in use by then. Now when nothing is said; never later.',
    })
    asOf: Date | null = null,
    @Ctx() context: Context,
  ) {
    inRange('days', days, [1, mostDays]);
    const at = momentOf(context, scopeOf(context, { asOf }));
    // Only at its first use: what it reckons with is compiled while it loads.
    const { lifetimeOf } = await import('./lifetime.rules.ts');
    const [history, model] = await Promise.all([
      context.loaders.load(context, historyByCustomer, id, { asOf }),
      modelUsedAt(context, at),
    ]);
    return lifetimeOf(history, model, { asOf: at, days, monthlyDiscount: context.shop.lifetimeDiscount });
  }
}

@Resolver(() => LoyaltyType)
export class LoyaltyModel {
  @Added<LoyaltyScope>(() => LifetimeModelType, {
    nullable: true,
    scope: 'purchases:read',
    description:
      'The model of what customers will buy that was in use by then, fitted to all customers whatever the filter; null before the first. Scope: purchases:read.',
    of: (scope, context, info) => modelUsedAt(context, momentOf(context, scope), selectionOf(info)),
  })
  model(): void {}
}

@Resolver()
export class LifetimeModelResolver {
  @Needs('purchases:read')
  @Query(() => LifetimeModelType, {
    nullable: true,
    description:
      'The model that figures of lifetime are made with: the latest that gives any. Where none does, the latest, with its reason; null before the first. Scope: purchases:read.',
  })
  lifetimeModel(@Ctx() context: Context, @Selected() selected: Selection | null) {
    return modelUsedAt(context, context.clock.now(), selected);
  }

  @Needs('purchases:read')
  @Query(() => LifetimeModelConnection, {
    description: 'All models that were fitted, a page at a time, newest first. Scope: purchases:read.',
  })
  lifetimeModels(
    @Args(() => PageArgsType) args: PageArgsType,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return modelsPage(context, args, selected);
  }
}
