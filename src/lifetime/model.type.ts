import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { CurrencyCodeScalar, DateScalar, DateTimeScalar } from '../api/scalars.ts';
import type { BuyingName } from './buying.rules.ts';
import type { Fitted } from './fitted.ts';
import type { Holdout } from './holdout.rules.ts';
import type { LifetimeModelRow } from './model.queries.ts';
import type { SpendingName } from './spending.rules.ts';

@PartOfRow
@ObjectType('ModelParameter', { description: 'A parameter found by maximum likelihood.' })
export class ModelParameterType {
  @Field(() => String, { description: 'Its name in the papers: `r`, `alpha`, `a`, `b`; `p`, `q`, `gamma`.' })
  name!: string;

  @Field(() => Float, {
    description: 'The likeliest value. Time is in weeks, money in the currency of the model.',
  })
  value!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'How far off it may be, by the curvature of the likelihood; null where that tells nothing, as a warning says.',
  })
  standardError!: number | null;
}

/** As the papers have them; the database keeps no order. */
const names = ['r', 'alpha', 'a', 'b', 'p', 'q', 'gamma'];

function parametersOf({ parameters, standardErrors }: Fitted<string>): ModelParameterType[] {
  return names.flatMap((name) => {
    const value = parameters[name];
    return value === undefined ? [] : [{ name, value, standardError: standardErrors[name] ?? null }];
  });
}

@PartOfRow
@ObjectType('FittedModel', { description: 'What a search for the likeliest parameters came to.' })
export class FittedModelType {
  @Derived<Fitted<string>>(() => [ModelParameterType], {
    description: 'Its parameters.',
    of: parametersOf,
  })
  parameters!: ModelParameterType[];

  @Field(() => Float, { description: 'The logarithm of the likelihood of the data under them.' })
  logLikelihood!: number;

  @Field(() => Boolean, { description: 'Whether the search found a maximum, and did not give up.' })
  converged!: boolean;

  @Field(() => Int, { description: 'How many steps it took.' })
  iterations!: number;
}

@PartOfRow
@ObjectType('ModelHoldout', {
  description:
    'The model fitted to the first three quarters of the time, and tried on the rest: of the customers known by then.',
})
export class ModelHoldoutType implements Holdout {
  @Field(() => DateScalar, { description: 'The last day it was fitted to.' })
  until!: string;

  @Field(() => Int, { description: 'How many days came after.' })
  days!: number;

  @Field(() => Int, { description: 'Purchase days of these customers in the days after.' })
  actual!: number;

  @Field(() => Float, { description: 'Purchase days that the model expected.' })
  predicted!: number;
}

@ObjectType('LifetimeModel', {
  implements: NodeType,
  description:
    'What came of fitting BG/NBD and Gamma-Gamma to the purchases of all customers known by name. Cancelled purchases are out, purchases on one day of the shop are one, spend is net of refunds.',
})
export class LifetimeModelType
  extends NodeType
  implements
    Pick<LifetimeModelRow, 'dataFrom' | 'dataTo' | 'currency' | 'warnings' | 'reason' | 'valueReason'>
{
  @NodeId('model')
  override id!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  fittedAt!: string;

  @Field(() => DateScalar, { description: 'The first day on which somebody bought.' })
  dataFrom!: string;

  @Field(() => DateScalar, { description: 'The last one, up to which customers were looked at.' })
  dataTo!: string;

  @Field(() => CurrencyCodeScalar, { description: 'What spends are in: the base currency of the shop.' })
  currency!: string;

  @Field(() => Int, { description: 'Customers it was fitted to: all known by name who ever bought.' })
  customerCount!: number;

  @Field(() => Int, { description: 'Those of them who bought on a second day.' })
  repeaterCount!: number;

  @Field(() => Int, {
    description: 'Those of them who spent something after their first day, to whom Gamma-Gamma was fitted.',
  })
  spenderCount!: number;

  @Field(() => Int, { description: 'Days on which a customer bought, over all customers.' })
  purchaseDayCount!: number;

  @Field(() => FittedModelType, {
    nullable: true,
    description: 'BG/NBD: how often customers buy, and when they leave. null when too few bought again.',
  })
  buying!: Fitted<BuyingName> | null;

  @Field(() => FittedModelType, {
    nullable: true,
    description:
      'Gamma-Gamma: what customers spend on a purchase day. null when too few spent something again.',
  })
  spending!: Fitted<SpendingName> | null;

  @Field(() => ModelHoldoutType, {
    nullable: true,
    description: 'How well it foresaw; null when the first three quarters of the time give no model.',
  })
  holdout!: Holdout | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Between how often customers bought again and what they spent on a day, -1 to 1: Gamma-Gamma takes it for 0. null where one of them does not vary.',
  })
  correlation!: number | null;

  @Field(() => [String], { description: 'What whoever reads the figures should know of the data, in words.' })
  warnings!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Why no figures can be made with it; null when they can. An earlier model is then used on.',
  })
  reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why no figures of value can be made with it; null when they can.',
  })
  valueReason!: string | null;
}

export const LifetimeModelConnection = connectionOf('LifetimeModel', () => LifetimeModelType);
