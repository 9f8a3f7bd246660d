import {
  Args,
  ArgsType,
  type ClassType,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  Resolver,
  Root,
} from 'type-graphql';
import { connectionOf, PageArgsType } from '../api/connection.ts';
import type { Context, Loader } from '../api/context.ts';
import { badInput } from '../api/errors.ts';
import { Needs } from '../api/field.ts';
import { loader } from '../api/loader.ts';
import { enumOf } from '../api/mutation.ts';
import type { Page, PageArgs } from '../api/page.ts';
import { requireScope } from '../api/scope.ts';
import type { TimelineSource } from '../api/timeline.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type TimelineEntry, timelinesOf } from './timeline.queries.ts';

interface TimelineArgs extends PageArgs {
  kinds?: readonly string[] | null;
}

/** `Customer.timeline` over the kinds of all slices. */
export function timelineResolver(sources: readonly TimelineSource[]) {
  const byCustomer: Loader<Uuid, Page<TimelineEntry> | null, TimelineArgs> = loader(
    (context, ids, { kinds, ...args }) => timelinesOf(context, visible(context, sources, kinds), ids, args),
    null,
  );
  const TimelineKind = enumOf(
    'TimelineKind',
    'What a timeline can show.',
    Object.fromEntries(sources.map(({ kind, description }) => [kind, description])),
  );
  const Entry = createUnionType({
    name: 'TimelineEntry',
    description: 'Something that happened with a customer.',
    types: () => sources.map(({ type }) => type()) as [ClassType<object>],
  });
  const Connection = connectionOf('Timeline', () => Entry as unknown as ClassType<object>);

  @ArgsType()
  class Arguments extends PageArgsType implements TimelineArgs {
    @Field(() => [TimelineKind], {
      nullable: true,
      description: 'Only these; everything the key may read when nothing is said.',
    })
    kinds?: string[] | null;
  }

  @Resolver(() => CustomerType)
  class CustomerTimeline {
    @Needs('customers:read')
    @FieldResolver(() => Connection, {
      description:
        'Everything that happened with them, newest first. What the key may not read is left out. Scope: customers:read, and that of each kind.',
    })
    timeline(@Root() { id }: CustomerRow, @Args(() => Arguments) args: Arguments, @Ctx() context: Context) {
      return context.loaders.load(context, byCustomer, id, { ...args });
    }
  }
  return CustomerTimeline;
}

/** What to show. Throws FORBIDDEN for a kind that is asked for by name without its scope, and where nothing is left. */
function visible(
  context: Context,
  sources: readonly TimelineSource[],
  kinds: readonly string[] | null | undefined,
): readonly TimelineSource[] {
  const asked = kinds ? sources.filter(({ kind }) => kinds.includes(kind)) : sources;
  if (asked.length === 0) throw badInput('kinds names at least one kind, or is left out for all of them.');
  const readable = asked.filter(({ scope }) => context.caller.scopes.has(scope));
  const needed = kinds ? asked : readable.length === 0 ? asked.slice(0, 1) : [];
  for (const { scope } of needed) requireScope(context, scope);
  return readable;
}
