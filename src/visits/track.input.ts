import { Field, ID, InputType } from 'type-graphql';
import { enumOf, MutationInput } from '../api/mutation.ts';
import { DateTimeScalar, JSONObjectScalar } from '../api/scalars.ts';

const kinds = {
  IDENTIFY: 'Who somebody is.',
  TRACK: 'Something was done.',
  PAGE: 'A page of a site was looked at.',
  SCREEN: 'A screen of an app was looked at.',
  GROUP: 'To which organisation somebody belongs.',
  ALIAS: 'What somebody is called from now on.',
};
export type TrackedKind = keyof typeof kinds;

export const TrackedKindEnum = enumOf<TrackedKind>('TrackedKind', "The calls of Segment's spec.", kinds);

const json = (description: string) => Field(() => JSONObjectScalar, { nullable: true, description });

@InputType('TrackedEventInput', {
  description: "A call of Segment's spec. It names who it is of by a userId, an anonymousId or both.",
})
export class TrackedEventInput {
  @Field(() => TrackedKindEnum, { description: 'Which call.' })
  type!: TrackedKind;

  @Field(() => ID, { nullable: true, description: 'The id of the user in the system that knows them.' })
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'What a device calls whoever uses it.' })
  anonymousId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of ALIAS: what the user was called before.' })
  previousId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of GROUP: the id of the organisation.' })
  groupId?: string | null;

  @Field(() => String, { nullable: true, description: 'Of TRACK: what was done, `Product Viewed`.' })
  event?: string | null;

  @Field(() => String, { nullable: true, description: 'Of PAGE and SCREEN: what it is called.' })
  name?: string | null;

  @json('What else there is to tell of an event or a page.')
  properties?: Record<string, unknown> | null;

  @json('Of IDENTIFY and GROUP: what is known of the user or the organisation.')
  traits?: Record<string, unknown> | null;

  @json('Where it happened: page, campaign, device.')
  context?: Record<string, unknown> | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When; now when nothing is said.' })
  timestamp?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'What the call is told apart by, for 30 days: a second one is not taken again.',
  })
  messageId?: string | null;
}

@InputType('TrackEventsInput', { description: 'Calls to take.' })
export class TrackEventsInput extends MutationInput {
  @Field(() => [TrackedEventInput], { description: '1 to 500 of them.' })
  events!: TrackedEventInput[];
}
