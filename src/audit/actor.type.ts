import { sql } from 'kysely';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { keyNameById } from '../access/keys.loader.ts';
import { Derived } from '../api/field.ts';
import { allOf, type Sql } from '../database/read.ts';
import { globalId, isUuid, localId } from '../kernel/ids.ts';

const tokenPrefix = 'token:';

/** An actor is stored as the id of a key, `token:` and a subject, or the name of a command. */
interface ActorRow {
  actor: string;
}

@ObjectType('Actor', { description: 'Who did something: a key, the subject of a token, or a command.' })
export class ActorType {
  @Derived<ActorRow>(() => ID, {
    description:
      'The id of a key, `key_01j9z…`; `token:` and the subject of a token; or the command that ran: `import`, `demo`, `keys`.',
    of: ({ actor }) => (isUuid(actor) ? globalId('key', actor) : actor),
  })
  id!: string;

  @Derived<ActorRow>(() => String, {
    nullable: true,
    description: 'What the key is called, the subject of the token, or the command.',
    of: ({ actor }, context) => {
      if (isUuid(actor)) return context.loaders.load(context, keyNameById, actor, null);
      return actor.startsWith(tokenPrefix) ? actor.slice(tokenPrefix.length) : actor;
    },
  })
  name!: string | null;
}

@InputType('ActorFilter', { description: 'Ids of actors to compare with.' })
export class ActorFilter {
  @Field(() => ID, { nullable: true, description: 'Is this one.' })
  eq?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Is one of these.' })
  in?: string[] | null;
}

/** A condition on a column that stores actors. */
export function actorsIn(column: Sql, { eq, in: anyOfThem }: ActorFilter): Sql {
  const stored = (id: string) => localId('key', id) ?? id;
  return allOf([
    ...(typeof eq === 'string' ? [sql`${column} = ${stored(eq)}`] : []),
    ...(anyOfThem ? [sql`${column} = any(${anyOfThem.map(stored)}::text[])`] : []),
  ]);
}
