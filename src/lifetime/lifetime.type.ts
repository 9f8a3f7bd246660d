import { Field, Float, Int, ObjectType } from 'type-graphql';
import { MoneyType } from '../api/money.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import type { Money } from '../kernel/money.ts';
import type { Lifetime } from './lifetime.rules.ts';

@ObjectType('Lifetime', {
  description:
    'What can be expected of a customer, by BG/NBD for purchases and Gamma-Gamma for what they are worth (Fader, Hardie and Lee 2005; Fader and Hardie 2013). Reckoned when it is asked, from what the customer had done by `asOf` and the parameters of the model in use by then. Sentences speak of the time of `asOf`. A figure is null where `reason` says why.',
})
export class LifetimeType implements Lifetime {
  @Field(() => DateTimeScalar, { description: 'As of when.' })
  asOf!: Date;

  @Field(() => Int, { description: 'How many days ahead expectedPurchases and expectedValue look.' })
  days!: number;

  @Field(() => Float, {
    description:
      'What a month takes off the lifetime value, as a share: 0.01 is 1 % a month. A setting of the shop.',
  })
  monthlyDiscount!: number;

  @Field(() => Boolean, {
    description:
      'Whether they bought on one day only. The model then knows next to nothing of them: probabilityAlive is 1 because it lets nobody leave before a second purchase, and not because of anything they did.',
  })
  isOneTimeBuyer!: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'The chance, 0 to 1, that they have not left for good. 1 by construction for one-time buyers.',
  })
  probabilityAlive!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'On how many days they can be expected to buy in the next `days`; purchases on one day are one.',
  })
  expectedPurchases!: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'What these purchases can be expected to bring, net of refunds, in the base currency, without a discount: expectedPurchases times what they can be expected to spend on a purchase day.',
  })
  expectedValue!: Money | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'What the next 12 months of 30 days can be expected to bring, net of refunds, in the base currency: the expected purchases of each month times what they can be expected to spend on a purchase day, less monthlyDiscount for each month until its end.',
  })
  lifetimeValue!: Money | null;

  @Field(() => String, { description: 'What the figures mean, or why there are none, in words.' })
  sentence!: string;

  @Field(() => String, { nullable: true, description: 'Why figures are null; null when none is.' })
  reason!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the model was fitted; null before the first one.',
  })
  modelFittedAt!: string | null;
}
