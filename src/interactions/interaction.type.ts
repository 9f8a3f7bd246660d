import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { load } from '../api/context.ts';
import { Derived, Link } from '../api/field.ts';
import { Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { customerById } from '../customers/customer.loader.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { CustomerType, ExternalIdType } from '../customers/customer.type.ts';
import { isGiven } from '../kernel/given.ts';
import { productById } from '../products/product.loader.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import { purchaseById } from '../purchases/purchase.loader.ts';
import type { PurchaseRow } from '../purchases/purchase.queries.ts';
import { PurchaseType } from '../purchases/purchase.type.ts';
import { judge } from '../sentiment/sentiment.ts';
import { SentimentType } from '../sentiment/sentiment.type.ts';
import type { ServiceCaseRow } from './case.queries.ts';
import { ServiceCaseType } from './case.type.ts';
import { InteractionAuthorEnum, InteractionChannelEnum, InteractionKindEnum } from './interaction.filter.ts';
import {
  caseById,
  caseByInteraction,
  externalIdsByInteraction,
  interactionById,
} from './interaction.loader.ts';
import type { InteractionRow } from './interaction.queries.ts';
import type { InteractionAuthor, InteractionChannel, InteractionKind } from './interaction.rules.ts';

const personal = { nullable: true, personal: true } as const;

@ObjectType('Interaction', {
  implements: NodeType,
  description: 'Something said between the shop and a customer, alone or in a service case.',
})
export class InteractionType
  extends NodeType
  implements Pick<InteractionRow, 'kind' | 'channel' | 'author' | 'agent' | 'subject' | 'body'>
{
  @NodeId('interaction')
  override id!: string;

  @Link<InteractionRow, string, CustomerRow | null>(() => CustomerType, {
    scope: 'customers:read',
    description: 'With whom. Scope: customers:read.',
    by: customerById,
    from: ['customerId'],
    key: ({ customerId }) => customerId,
  })
  customer!: CustomerType;

  @Link<InteractionRow, InteractionRow, ExternalId[]>(() => [ExternalIdType], {
    description: 'What other systems call it.',
    by: externalIdsByInteraction,
    cost: { size: 2 },
    from: ['id', 'customerId'],
    key: (interaction) => interaction,
  })
  externalIds!: ExternalIdType[];

  @Field(() => InteractionKindEnum, { description: 'What it was for.' })
  kind!: InteractionKind;

  @Field(() => InteractionChannelEnum, { description: 'Over which channel it went.' })
  channel!: InteractionChannel;

  @Field(() => InteractionAuthorEnum, { description: 'Who spoke.' })
  author!: InteractionAuthor;

  @Field(() => String, { nullable: true, description: 'Which agent it was; null when it was none.' })
  agent!: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  occurredAt!: string;

  @Derived<InteractionRow>(() => String, {
    ...personal,
    description: 'Its subject. Personal data: null without customers:pii.',
    of: ({ subject }) => subject ?? null,
  })
  subject!: string | null;

  @Derived<InteractionRow>(() => String, {
    ...personal,
    description: 'What was said. Personal data: null without customers:pii.',
    of: ({ body }) => body ?? null,
  })
  body!: string | null;

  @Derived<InteractionRow>(() => SentimentType, {
    nullable: true,
    description:
      'How the customer feels, judged from subject and body in the language of the customer; null for what others say, without a text, and in a language that is not known or not judged.',
    from: ['author', 'subject', 'body', 'customerId'],
    of: async ({ author, subject, body, customerId }, context) => {
      const text = [subject, body].filter(isGiven).join('\n');
      if (author !== 'CUSTOMER' || text === '') return null;
      const customer = await load(context, customerById, customerId);
      return judge(text, customer?.language ?? null);
    },
  })
  sentiment!: SentimentType | null;

  @Link<InteractionRow, string, ProductRow | null>(() => ProductType, {
    nullable: true,
    scope: 'products:read',
    description: 'The product it is about. Scope: products:read.',
    by: productById,
    from: ['productId'],
    key: ({ productId }) => productId ?? null,
  })
  product!: ProductType | null;

  @Link<InteractionRow, string, PurchaseRow | null>(() => PurchaseType, {
    nullable: true,
    scope: 'purchases:read',
    description: 'The purchase it is about. Scope: purchases:read.',
    by: purchaseById,
    from: ['purchaseId'],
    key: ({ purchaseId }) => purchaseId ?? null,
  })
  purchase!: PurchaseType | null;

  @Link<InteractionRow, InteractionRow, ServiceCaseRow | null>(() => ServiceCaseType, {
    nullable: true,
    scope: 'interactions:read',
    description: 'The case it is in; null: in none. Scope: interactions:read.',
    by: caseByInteraction,
    from: ['caseId', 'customerId'],
    key: (interaction) => (interaction.caseId ? interaction : null),
  })
  serviceCase!: ServiceCaseType | null;
}

export const InteractionConnection = connectionOf('Interaction', () => InteractionType);

@ObjectType('InteractionPayload', { description: 'The interaction that was recorded.' })
export class InteractionPayload extends Payload {
  @Link<{ interactionId?: string }, string, InteractionRow | null>(() => InteractionType, {
    nullable: true,
    description: 'As it is now; null when it was refused, and when none was added. Scope: interactions:read.',
    by: interactionById,
    scope: 'interactions:read',
    from: ['interactionId'],
    key: ({ interactionId }) => interactionId ?? null,
  })
  interaction!: InteractionType | null;
}

@ObjectType('ServiceCasePayload', { description: 'The case that was written, and the message added to it.' })
export class ServiceCasePayload extends InteractionPayload {
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
