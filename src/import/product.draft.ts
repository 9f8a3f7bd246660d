import { listed } from '../kernel/text.ts';
import { type ProductDraft, type ProductKind, productKinds } from '../products/product.rules.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { ProductMapping } from './mapping.schema.ts';
import { moneyDraftRead } from './money.draft.ts';
import { isRefused, type Refused } from './number.value.ts';
import { allHold } from './row.rules.ts';
import type { Row } from './table.row.ts';
import { optionalRead, textRead } from './text.value.ts';

/** How to read the product of a row; an empty cell is not given. */
export function productDraftRead(mapped: ProductMapping, columns: ColumnReads) {
  const skuOf = textRead(mapped.sku, columns);
  const nameOf = optionalRead(mapped.name, columns);
  const kindOf = optionalRead(mapped.kind, columns);
  const categoryOf = optionalRead(mapped.category, columns);
  const priceOf = mapped.price && moneyDraftRead(mapped.price, columns, 'price');
  const isActive = mapped.active && allHold(mapped.active, columns);
  return (row: Row): ProductDraft | Refused => {
    const sku = skuOf(row);
    if (sku === '') return { refused: 'has no sku' };
    const kind = kindOf(row);
    if (kind !== undefined && !isProductKind(kind)) {
      return { refused: `"${kind}" is not a kind of product: ${listed(productKinds, 'or')}` };
    }
    const price = priceOf?.(row);
    if (isRefused(price)) return price;
    const name = nameOf(row);
    const category = categoryOf(row);
    return {
      sku,
      ...(name !== undefined && { name }),
      ...(kind !== undefined && { kind }),
      ...(category !== undefined && { category }),
      ...(price && { price }),
      ...(isActive && { active: isActive(row) }),
    };
  };
}

function isProductKind(text: string): text is ProductKind {
  return productKinds.some((kind) => kind === text);
}
