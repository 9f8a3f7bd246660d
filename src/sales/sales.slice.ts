import type { Slice } from '../api/slice.ts';
import { dayDifferences, productDayDifferences } from './sales.day.check.ts';
import { ProductDay, ProductDayChange, SalesDay, SalesDayChange } from './sales.day.entity.ts';
import { foldSales, noteTrade } from './sales.day.service.ts';
import { SalesResolver } from './sales.resolver.ts';

export const sales: Slice = {
  name: 'sales',
  entities: [SalesDay, SalesDayChange, ProductDay, ProductDayChange],
  ledgers: [noteTrade],
  resolvers: [SalesResolver],
  nodes: [],
  scopes: {},
  chores: [
    { name: 'fold', everySeconds: 60, isAtStart: true, run: ({ em }) => foldSales(em.fork().getKysely()) },
  ],
  checks: [
    { prefix: null, differences: ({ shop }) => dayDifferences(shop.timeZone) },
    { prefix: null, differences: ({ shop }) => productDayDifferences(shop.timeZone) },
  ],
};
