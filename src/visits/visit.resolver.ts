import { Args, Int, Resolver } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { Added, Listed, Needs } from '../api/field.ts';
import { countCost } from '../api/limits/cost.declaration.ts';
import type { CustomerRow, CustomerSummaryRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { CustomerSummaryType } from '../customers/summary.type.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import {
  eventsByCustomer,
  recentVisitsByCustomer,
  viewsByProduct,
  visitsByCustomer,
} from './visit.loader.ts';
import { EventConnection, VisitConnection } from './visit.type.ts';

@Resolver(() => CustomerType)
export class CustomerVisits {
  @Needs('visits:read')
  @Listed(() => VisitConnection, {
    description: 'Their visits to sites and apps, newest first. Scope: visits:read.',
    by: visitsByCustomer,
    key: ({ id }: CustomerRow) => id,
  })
  visits(@Args(() => PageArgsType) _args: PageArgsType): void {}

  @Needs('visits:read')
  @Listed(() => EventConnection, {
    description: 'What they did on sites and in apps, newest first. Scope: visits:read.',
    by: eventsByCustomer,
    key: ({ id }: CustomerRow) => id,
  })
  events(@Args(() => PageArgsType) _args: PageArgsType): void {}
}

@Resolver(() => CustomerSummaryType)
export class SummaryVisits {
  @Added<CustomerSummaryRow>(() => Int, {
    description: 'Visits that began in the last 30 days, counted as of now.',
    cost: { extra: countCost },
    from: ['customerId'],
    of: ({ customerId }, context) => {
      return context.loaders.load(context, recentVisitsByCustomer, customerId, null);
    },
  })
  visitsLast30Days(): void {}
}

@Resolver(() => ProductType)
export class ProductViews {
  @Added<ProductRow>(() => Int, {
    description: 'How often it was looked at: events `Product Viewed`. Scope: visits:read.',
    scope: 'visits:read',
    cost: { extra: countCost },
    from: ['id'],
    of: ({ id }, context) => context.loaders.load(context, viewsByProduct, id, null),
  })
  viewCount(): void {}
}
