import { sql } from 'kysely';
import { ArgsType, Field, InputType } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { DateTimeFilter, IdFilter, StringFilter } from '../api/filters.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, idsIn } from '../database/filter.ts';
import { allOf, type Sql } from '../database/read.ts';
import { localId, typeOfId } from '../kernel/ids.ts';
import { ActorFilter, actorsIn } from './actor.type.ts';

@InputType('ChangeFilter', {
  description: 'Which changes. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class ChangeFilter implements Combinable {
  @Field(() => [ChangeFilter], { nullable: true, description: 'All of these hold.' })
  and?: ChangeFilter[] | null;

  @Field(() => [ChangeFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: ChangeFilter[] | null;

  @Field(() => ChangeFilter, { nullable: true, description: 'This does not hold.' })
  not?: ChangeFilter | null;

  @Field(() => ActorFilter, { nullable: true, description: 'By who made it.' })
  actor?: ActorFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By what was done: `customer.updated`.' })
  action?: StringFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the global id of what was changed.' })
  subject?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the customer it concerns.' })
  customer?: IdFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was made.' })
  at?: DateTimeFilter | null;
}

@ArgsType()
export class ChangesArgs extends PageArgsType {
  @Field(() => ChangeFilter, { nullable: true, description: 'Which changes.' })
  filter?: ChangeFilter | null;
}

const change = (name: string) => sql.ref(`change.${name}`);

export const changeClauses: Clauses<ChangeFilter> = {
  actor: (filter) => actorsIn(change('actor'), filter),
  action: compared(change('action'), 'text'),
  subject: subjectsIn,
  customer: (filter) => idsIn(change('customer_id'), 'customer', filter),
  at: compared(change('at'), 'timestamptz'),
};

/** Subjects are of any type. UUIDs are unique among all of them, so the type need not be compared. */
function subjectsIn({ eq, in: anyOfThem }: IdFilter): Sql {
  const lists = [...(typeof eq === 'string' ? [[eq]] : []), ...(anyOfThem ? [anyOfThem] : [])];
  return allOf(
    lists.map((ids) => {
      const known = ids.flatMap((id) => localId(typeOfId(id), id) ?? []);
      return sql`${change('subject_id')} = any(${known}::uuid[])`;
    }),
  );
}
