import { loader } from '../api/loader.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type ProductRow, productsById } from './product.queries.ts';

export const productById = loader<Uuid, ProductRow | null>(async (context, ids, selected) => {
  return indexedBy(await productsById(context, ids, selected), ({ id }) => id);
}, null);
