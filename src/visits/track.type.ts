import { Field, Int, ObjectType } from 'type-graphql';
import { Costs, PartOfRow } from '../api/limits/cost.declaration.ts';
import { Payload } from '../api/mutation.ts';
import type { RefusedMessage } from './message.rules.ts';

@PartOfRow
@ObjectType('RefusedEvent', { description: 'A call that was not taken, and why.' })
export class RefusedEventType implements RefusedMessage {
  @Field(() => Int, { description: 'Its place in the input, from 0.' })
  index!: number;

  @Field(() => String, { description: 'What is wrong: `properties.currency`; empty for the whole.' })
  field!: string;

  @Field(() => String, { description: 'What is wrong with it, in a sentence.' })
  problem!: string;

  @Field(() => String, { description: 'What is allowed, in a sentence; empty where the problem says it.' })
  allowed!: string;
}

@ObjectType('TrackEventsPayload', { description: 'What became of the calls.' })
export class TrackEventsPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many were taken; null when none could be.' })
  taken!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many were known by their messageId, and taken before.',
  })
  duplicates!: number | null;

  @Costs({ size: 5 })
  @Field(() => [RefusedEventType], {
    nullable: true,
    description:
      'Those that were not taken, beside others that were. When none could be taken, userErrors say why.',
  })
  refused!: RefusedEventType[] | null;
}
