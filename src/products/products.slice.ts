import type { Slice } from '../api/slice.ts';
import { Product } from './product.entity.ts';
import { productById } from './product.loader.ts';
import { ProductResolver } from './product.resolver.ts';

export const products: Slice = {
  name: 'products',
  entities: [Product],
  resolvers: [ProductResolver],
  nodes: [{ typeName: 'Product', prefix: 'product', by: productById, scope: 'products:read' }],
  scopes: { 'products:read': 'Read products.', 'products:write': 'Add and change products.' },
};
