import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, minorUnits, text, uuid } from '../database/columns.ts';
import { productKinds } from './product.rules.ts';

export const Product = defineEntity({
  name: 'Product',
  tableName: 'product',
  properties: {
    id: uuid().primary(),
    sku: text().unique(),
    name: text(),
    foldedName: text(),
    kind: p.enum(productKinds).columnType('text'),
    category: text().nullable(),
    priceMinor: minorUnits().nullable(),
    priceCurrency: text().nullable(),
    active: p.boolean(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type ProductEntity = InferEntity<typeof Product>;
