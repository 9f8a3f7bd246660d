import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived, Link } from '../api/field.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar, JSONObjectScalar } from '../api/scalars.ts';
import { customerById } from '../customers/customer.loader.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { globalId } from '../kernel/ids.ts';
import { ActorType } from './actor.type.ts';
import type { ChangeRow } from './change.queries.ts';

@ObjectType('Change', { implements: NodeType, description: 'One thing that somebody changed.' })
export class ChangeType extends NodeType implements Pick<ChangeRow, 'at' | 'action'> {
  @NodeId('change')
  override id!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;

  @Derived<ChangeRow>(() => ActorType, {
    description: 'Who.',
    of: ({ actor }) => ({ actor }),
  })
  actor!: ActorType;

  @Field(() => String, { description: 'What was done: `customer.updated`, `purchase.recorded`.' })
  action!: string;

  @Derived<ChangeRow>(() => ID, {
    description: 'The global id of what was changed; it stays when that is gone.',
    from: ['action', 'subjectId'],
    of: ({ action, subjectId }) => globalId(action.slice(0, action.indexOf('.')), subjectId),
  })
  subject!: string;

  @Link<ChangeRow, string, CustomerRow | null>(() => CustomerType, {
    nullable: true,
    scope: 'customers:read',
    description: 'The customer it concerns; null for none, and for one that is gone. Scope: customers:read.',
    by: customerById,
    from: ['customerId'],
    key: ({ customerId }) => customerId ?? null,
  })
  customer!: CustomerType | null;

  @Derived<ChangeRow>(() => [String], {
    description: 'What changed of it, by the names of its fields; personal data too.',
    from: ['details'],
    of: ({ details }) => details.fields ?? [],
  })
  fields!: string[];

  @Derived<ChangeRow>(() => JSONObjectScalar, {
    nullable: true,
    description: 'What those fields had before, without personal data; null for something new.',
    from: ['details'],
    of: ({ details }) => details.before ?? null,
  })
  before!: Record<string, unknown> | null;

  @Derived<ChangeRow>(() => JSONObjectScalar, {
    nullable: true,
    description: 'What those fields have since, without personal data.',
    from: ['details'],
    of: ({ details }) => details.after ?? null,
  })
  after!: Record<string, unknown> | null;
}

export const ChangeConnection = connectionOf('Change', () => ChangeType);
