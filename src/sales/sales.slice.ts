import type { Slice } from '../api/slice.ts';
import { dayDifferences, productDayDifferences } from './sales.day.check.ts';
import { ProductDay, ProductDayChange, SalesDay, SalesDayChange } from './sales.day.entity.ts';
import { noteTrade } from './sales.day.service.ts';
import { SalesResolver } from './sales.resolver.ts';

export const sales: Slice = {
  name: 'sales',
  entities: [SalesDay, SalesDayChange, ProductDay, ProductDayChange],
  ledgers: [noteTrade],
  resolvers: [SalesResolver],
  nodes: [],
  scopes: {},
  checks: [
    { prefix: null, differences: dayDifferences },
    { prefix: null, differences: productDayDifferences },
  ],
};
