import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { type Context, load, type Selection } from '../api/context.ts';
import { badInput } from '../api/errors.ts';
import { Needs } from '../api/field.ts';
import { Costs, countCost } from '../api/limits/cost.declaration.ts';
import { Selected } from '../api/selection.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { historyByCustomer } from './lifetime.loader.ts';
import { LifetimeType } from './lifetime.type.ts';
import { currentModel } from './model.loader.ts';
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
    @Ctx() context: Context,
  ) {
    if (days < 1 || days > mostDays) throw badInput(`days takes 1 to ${mostDays}; got ${days}.`);
    // Only at its first use: what it reckons with is compiled while it loads.
    const { lifetimeOf } = await import('./lifetime.rules.ts');
    const [history, model] = await Promise.all([
      context.loaders.load(context, historyByCustomer, id, null),
      load(context, currentModel, 'current'),
    ]);
    return lifetimeOf(history, model, { days, monthlyDiscount: context.shop.lifetimeDiscount });
  }
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
    return load(context, currentModel, 'current', selected);
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
