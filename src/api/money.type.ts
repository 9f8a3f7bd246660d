import { Field, InputType, ObjectType } from 'type-graphql';
import { amountOf, type Money } from '../kernel/money.ts';
import { Derived } from './field.ts';
import { PartOfRow } from './limits/cost.declaration.ts';
import { CurrencyCodeScalar, DecimalScalar } from './scalars.ts';

@PartOfRow
@ObjectType('Money', { description: 'An exact amount in a currency.' })
export class MoneyType {
  @Derived<Money>(() => DecimalScalar, {
    description: 'With as many decimals as the currency has: EUR 2, JPY 0, KWD 3.',
    of: amountOf,
  })
  amount!: string;

  @Field(() => CurrencyCodeScalar, { description: 'The currency in ISO 4217.' })
  currency!: string;
}

@InputType('MoneyInput', { description: 'An exact amount in a currency.' })
export class MoneyInput {
  @Field(() => DecimalScalar, { description: 'With at most as many decimals as the currency has.' })
  amount!: string;

  @Field(() => CurrencyCodeScalar, { description: 'The currency in ISO 4217.' })
  currency!: string;
}
