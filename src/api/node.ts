import { Arg, Ctx, Field, ID, InterfaceType, Query, Resolver } from 'type-graphql';
import { globalId, localId, typeOfId, type Uuid } from '../kernel/ids.ts';
import type { Loader, Selection } from './context.ts';
import { type Context, load } from './context.ts';
import { badInput } from './errors.ts';
import { Derived, Public } from './field.ts';
import { Costs } from './limits/cost.declaration.ts';

@InterfaceType('Node', { description: 'Anything with a global id.' })
export abstract class NodeType {
  @Field(() => ID, { description: 'The global id: `customer_01j9z…`.' })
  id!: string;
}

/** A type that `node(id)` finds. */
export interface NodeKind {
  typeName: string;
  /** The first part of its ids. */
  prefix: string;
  by: Loader<Uuid, object | null, Selection | null>;
  /** The scope its root field needs. */
  scope: string;
}

/** The `id` field of a node type. */
export function NodeId(prefix: string) {
  return Derived<{ id: Uuid }>(() => ID, {
    description: `The global id: \`${prefix}_01j9z…\`.`,
    of: ({ id }) => globalId(prefix, id),
  });
}

const mostNodes = 100;

/** `node` and `nodes` over the kinds of all slices. Wrong type, malformed and not visible look the same: null. */
export function nodeResolver(kinds: readonly NodeKind[]) {
  const byPrefix = new Map(kinds.map((kind) => [kind.prefix, kind]));

  async function find(context: Context, id: string): Promise<object | null> {
    const kind = byPrefix.get(typeOfId(id));
    if (!kind || !context.caller.scopes.has(kind.scope)) return null;
    const key = localId(kind.prefix, id);
    const row = key === null ? null : await load(context, kind.by, key);
    return row === null ? null : { ...row, __typename: kind.typeName };
  }

  @Resolver()
  class NodeResolver {
    @Public
    @Query(() => NodeType, {
      nullable: true,
      description: 'Anything by its global id; null when there is none the key may see.',
    })
    node(@Arg('id', () => ID, { description: 'A global id.' }) id: string, @Ctx() context: Context) {
      return find(context, id);
    }

    @Public
    @Costs({ size: { argument: 'ids' } })
    @Query(() => [NodeType], {
      nullable: 'items',
      description: `Up to ${mostNodes} things by their global ids, in the order asked, null where there is none.`,
    })
    nodes(@Arg('ids', () => [ID], { description: 'Global ids.' }) ids: string[], @Ctx() context: Context) {
      if (ids.length > mostNodes) throw badInput(`nodes takes at most ${mostNodes} ids; got ${ids.length}.`);
      return Promise.all(ids.map((id) => find(context, id)));
    }
  }
  return NodeResolver;
}
