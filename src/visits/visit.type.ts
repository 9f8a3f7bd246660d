import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived, Link } from '../api/field.ts';
import { enumOf } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar, JSONObjectScalar, UrlScalar } from '../api/scalars.ts';
import { identifiedCustomer } from '../customers/customer.loader.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { productById } from '../products/product.loader.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import type { EventKind } from './visit.entity.ts';
import type { EventRow, VisitRow } from './visit.queries.ts';

/** Who did something; null where that is not known by name. */
function Whose(description: string) {
  return Derived<{ customerId: string }>(() => CustomerType, {
    nullable: true,
    scope: 'customers:read',
    description: `${description}; null for somebody who has not said who they are. Scope: customers:read.`,
    from: ['customerId'],
    of: ({ customerId }, context) => identifiedCustomer(context, customerId),
  });
}

@ObjectType('Visit', {
  implements: NodeType,
  description: 'A run of page views of one customer with less than 30 minutes between them.',
})
export class VisitType
  extends NodeType
  implements
    Pick<VisitRow, 'pageViews' | 'landingPath' | 'campaign' | 'campaignSource' | 'campaignMedium' | 'device'>
{
  @NodeId('visit')
  override id!: string;

  @Whose('Who visited')
  customer!: CustomerType | null;

  @Field(() => DateTimeScalar, { description: 'The first page view.' })
  startedAt!: string;

  @Field(() => DateTimeScalar, { description: 'The last page view.' })
  endedAt!: string;

  @Field(() => Int, { description: 'Pages and screens looked at, 1 or more.' })
  pageViews!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The path of the first page, or the name of the first screen; null when nobody said.',
  })
  landingPath!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'The page of another site that led here, without its query; null when none did.',
  })
  referrer!: string | null;

  @Field(() => String, { nullable: true, description: 'The campaign that led here: `utm_campaign`.' })
  campaign!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the campaign runs: `utm_source`.' })
  campaignSource!: string | null;

  @Field(() => String, { nullable: true, description: 'By what means the campaign runs: `utm_medium`.' })
  campaignMedium!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '`computer`, `phone`, `tablet` or `bot` of a browser, the system of an app; null when nobody said.',
  })
  device!: string | null;
}

export const EventKindEnum = enumOf<EventKind>('EventKind', 'What sort of event it is.', {
  PAGE: 'A page of a site was looked at.',
  SCREEN: 'A screen of an app was looked at.',
  TRACK: 'Anything else that was done.',
});

@ObjectType('Event', {
  implements: NodeType,
  description: 'One thing a customer did on a site or in an app.',
})
export class EventType extends NodeType implements Pick<EventRow, 'kind' | 'name' | 'path'> {
  @NodeId('event')
  override id!: string;

  @Whose('Who did it')
  customer!: CustomerType | null;

  @Field(() => EventKindEnum, { description: 'What sort of event it is.' })
  kind!: EventKind;

  @Field(() => String, {
    nullable: true,
    description:
      'What was done, `Product Viewed`, or what the page is called; null for a page without a name.',
  })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The path of the page, or the name of the screen.' })
  path!: string | null;

  @Link<EventRow, string, ProductRow | null>(() => ProductType, {
    nullable: true,
    scope: 'products:read',
    description:
      'The product that was viewed; null for other events and for products not known. Scope: products:read.',
    by: productById,
    from: ['productId'],
    key: ({ productId }) => productId ?? null,
  })
  product!: ProductType | null;

  @Derived<EventRow>(() => JSONObjectScalar, {
    nullable: true,
    personal: true,
    description: 'What else was told of it. Personal data: null without customers:pii.',
    of: ({ properties }) => properties,
  })
  properties!: Record<string, unknown> | null;

  @Field(() => DateTimeScalar, { description: "When it happened, the sender's clock put right." })
  occurredAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it was told.' })
  receivedAt!: string;
}

export const VisitConnection = connectionOf('Visit', () => VisitType);
export const EventConnection = connectionOf('Event', () => EventType);
