import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived, Link } from '../api/field.ts';
import { countCost } from '../api/limits/cost.declaration.ts';
import { Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import type { ServiceCaseRow } from '../interactions/case.queries.ts';
import { ServiceCaseType } from '../interactions/case.type.ts';
import { caseById } from '../interactions/interaction.loader.ts';
import { productById } from '../products/product.loader.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import { ImprovementStatusEnum } from './improvement.filter.ts';
import { evidenceCountByImprovement, improvementById } from './improvement.loader.ts';
import type { ImprovementRow } from './improvement.queries.ts';
import type { ImprovementStatus } from './improvement.rules.ts';

@ObjectType('Improvement', {
  implements: NodeType,
  description: 'What the shop does better because of what customers said.',
})
export class ImprovementType
  extends NodeType
  implements Pick<ImprovementRow, 'title' | 'description' | 'status' | 'reason'>
{
  @NodeId('improvement')
  override id!: string;

  @Field(() => String, { description: 'What to do.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'More of it; null when nothing more was said.' })
  description!: string | null;

  @Field(() => ImprovementStatusEnum, { description: 'How far it has come.' })
  status!: ImprovementStatus;

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null when nobody said.' })
  reason!: string | null;

  @Link<ImprovementRow, string, ProductRow | null>(() => ProductType, {
    nullable: true,
    scope: 'products:read',
    description: 'The product that it is about; null when it is about none. Scope: products:read.',
    by: productById,
    from: ['productId'],
    key: ({ productId }) => productId ?? null,
  })
  product!: ProductType | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done; null unless it is DONE.' })
  doneAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was proposed.' })
  createdAt!: string;

  @Derived<ImprovementRow>(() => Int, {
    description: 'How much feedback led to it.',
    cost: { extra: countCost },
    from: ['id'],
    of: ({ id }, context) => context.loaders.load(context, evidenceCountByImprovement, id, null),
  })
  evidenceCount!: number;
}

export const ImprovementConnection = connectionOf('Improvement', () => ImprovementType);

@ObjectType('ImprovementPayload', { description: 'The improvement that was written.' })
export class ImprovementPayload extends Payload {
  @Link<{ improvementId?: string }, string, ImprovementRow | null>(() => ImprovementType, {
    nullable: true,
    description: 'As it is now; null when it was refused. Scope: satisfaction:read.',
    by: improvementById,
    scope: 'satisfaction:read',
    from: ['improvementId'],
    key: ({ improvementId }) => improvementId ?? null,
  })
  improvement!: ImprovementType | null;
}

@ObjectType('TakeUpFeedbackPayload', { description: 'The case in which feedback is dealt with.' })
export class TakeUpFeedbackPayload extends Payload {
  @Link<{ caseId?: string }, string, ServiceCaseRow | null>(() => ServiceCaseType, {
    nullable: true,
    description: 'As it is now; null when it was refused. Scope: interactions:read.',
    by: caseById,
    scope: 'interactions:read',
    from: ['caseId'],
    key: ({ caseId }) => caseId ?? null,
  })
  serviceCase!: ServiceCaseType | null;
}
