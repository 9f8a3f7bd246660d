import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import type { Unit } from '../api/unit.ts';
import { refuse, refuseIfAny, userError } from '../kernel/errors.ts';
import { TrackEventsInput, type TrackedEventInput } from './track.input.ts';
import { type Tracked, trackMessages } from './track.service.ts';
import { TrackEventsPayload } from './track.type.ts';

const mostEvents = 500;

@Resolver()
export class TrackResolver {
  @Needs('events:write')
  @Mutation(() => TrackEventsPayload, {
    description: "Takes visits and events, as Segment's API does at /v1/batch. Scope: events:write.",
  })
  trackEvents(
    @Arg('input', () => TrackEventsInput, { description: 'What happened.' }) input: TrackEventsInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'trackEvents', input, (unit) => trackEvents(unit, input));
  }
}

async function trackEvents(unit: Unit, { events }: TrackEventsInput): Promise<Tracked> {
  if (events.length === 0 || events.length > mostEvents) {
    refuse('INVALID', ['events'], `Give 1 to ${mostEvents} calls at once; got ${events.length}.`);
  }
  const tracked = await trackMessages(unit, events.map(callOf), {});
  if (tracked.taken + tracked.duplicates > 0) return tracked;
  refuseIfAny(
    tracked.refused.map(({ index, field, problem, allowed }) => {
      const path = ['events', index, ...field.split('.').filter((name) => name !== '')];
      return userError('INVALID', path, `${problem} ${allowed}`.trim());
    }),
  );
  return tracked;
}

/** In the words of the spec, as from anywhere else. */
function callOf({ type, timestamp, ...call }: TrackedEventInput): object {
  return { ...call, type: type.toLowerCase(), timestamp: timestamp?.toISOString() };
}
