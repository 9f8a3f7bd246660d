import { ArgsType, Field, InputType } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { enumOf, MutationInput } from '../api/mutation.ts';
import { OrderDirectionEnum } from '../api/order.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { CustomerBy, ExternalIdInput } from '../customers/customer.input.ts';
import type { Direction } from '../database/keyset.ts';
import { ProductBy } from '../products/product.input.ts';
import { PurchaseBy } from '../purchases/purchase.input.ts';
import {
  InteractionAuthorEnum,
  InteractionChannelEnum,
  InteractionFilter,
  InteractionKindEnum,
} from './interaction.filter.ts';
import type { InteractionOrderField } from './interaction.queries.ts';
import type { InteractionAuthor, InteractionChannel, InteractionKind } from './interaction.rules.ts';

/** What any message may say beside what it must. */
@InputType()
export abstract class MessageInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'Which agent it was, up to 100 characters; of an AGENT only.',
  })
  agent?: string | null;

  @Field(() => String, { nullable: true, description: 'What was said, up to 20,000 characters.' })
  body?: string | null;

  @Field(() => ProductBy, { nullable: true, description: 'The product it is about.' })
  product?: ProductBy | null;

  @Field(() => PurchaseBy, {
    nullable: true,
    description: 'The purchase it is about; it is of the customer.',
  })
  purchase?: PurchaseBy | null;
}

@InputType('RecordInteractionInput', { description: 'Something said with a customer, in no case.' })
export class RecordInteractionInput extends MessageInput {
  @Field(() => CustomerBy, { description: 'With whom.' })
  customer!: CustomerBy;

  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'What other systems call it; no two interactions have the same.',
  })
  externalIds?: ExternalIdInput[] | null;

  @Field(() => InteractionKindEnum, { description: 'What it was for.' })
  kind!: InteractionKind;

  @Field(() => InteractionChannelEnum, { description: 'Over which channel it went.' })
  channel!: InteractionChannel;

  @Field(() => InteractionAuthorEnum, { description: 'Who spoke.' })
  author!: InteractionAuthor;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When; now when nothing is said. In 2000 or later, at most a day ahead.',
  })
  occurredAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'Its subject, up to 200 characters.' })
  subject?: string | null;
}

export const InteractionOrderFieldEnum = enumOf<InteractionOrderField>(
  'InteractionOrderField',
  'What interactions are ordered by.',
  { OCCURRED_AT: 'When they happened.' },
);

@InputType('InteractionOrder', { description: 'One key to order interactions by.' })
export class InteractionOrder {
  @Field(() => InteractionOrderFieldEnum, { description: 'What to order by.' })
  field!: InteractionOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which way.' })
  direction!: Direction;
}

@ArgsType()
export class InteractionsArgs extends PageArgsType {
  @Field(() => InteractionFilter, { nullable: true, description: 'Which interactions.' })
  filter?: InteractionFilter | null;

  @Field(() => [InteractionOrder], {
    nullable: true,
    description: 'First by this, then by that; the usual order when nothing is said.',
  })
  orderBy?: InteractionOrder[] | null;
}
