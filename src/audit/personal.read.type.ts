import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { connectionOf, PageArgsType } from '../api/connection.ts';
import { Derived } from '../api/field.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateScalar } from '../api/scalars.ts';
import { ActorFilter, ActorType } from './actor.type.ts';
import type { PersonalReadRow } from './personal.read.queries.ts';

@ObjectType('PersonalDataRead', {
  implements: NodeType,
  description: 'How much personal data somebody read on one day.',
})
export class PersonalReadType extends NodeType implements Pick<PersonalReadRow, 'day' | 'count'> {
  @NodeId('personal_read')
  override id!: string;

  @Derived<PersonalReadRow>(() => ActorType, { description: 'Who.', of: ({ actor }) => ({ actor }) })
  actor!: ActorType;

  @Field(() => DateScalar, { description: 'The day in the time zone of the shop.' })
  day!: string;

  @Field(() => Int, {
    description: 'How many values were in answers: an e-mail address of each of 25 customers is 25.',
  })
  count!: number;
}

export const PersonalReadConnection = connectionOf('PersonalDataRead', () => PersonalReadType);

@ArgsType()
export class PersonalReadsArgs extends PageArgsType {
  @Field(() => ActorFilter, { nullable: true, description: 'By who read.' })
  actor?: ActorFilter | null;
}
