import { piiScope } from '../api/scope.ts';
import type { Slice } from '../api/slice.ts';
import { Customer, CustomerKey, CustomerSummary } from './customer.entity.ts';
import { customerById } from './customer.loader.ts';
import { CustomerResolver } from './customer.resolver.ts';

export const customers: Slice = {
  name: 'customers',
  entities: [Customer, CustomerKey, CustomerSummary],
  facts: [{ table: 'customer_key', isKeyed: true }],
  resolvers: [CustomerResolver],
  nodes: [{ typeName: 'Customer', prefix: 'customer', by: customerById, scope: 'customers:read' }],
  scopes: {
    'customers:read': 'Read customers without personal data.',
    'customers:write': 'Add and change customers.',
    [piiScope]: 'Read personal data: e-mail, phone, address, income, what was said.',
  },
};
