import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { differenceOf } from '../kernel/difference.ts';
import { Race, refuseIfAny, type UserError, userError } from '../kernel/errors.ts';
import { localId, newId, type Uuid } from '../kernel/ids.ts';
import { moneyOf } from '../kernel/money.ts';
import { money, type Reading, shortText } from '../kernel/reading.ts';
import { folded } from '../kernel/text.ts';
import { Product, type ProductEntity } from './product.entity.ts';
import type { ProductDraft, ProductReference } from './product.rules.ts';

export type ProductOutcome =
  | { productId: Uuid; status: 'created' | 'updated' | 'unchanged' }
  | { status: 'refused'; errors: UserError[] };

/** Finds a product by its sku and merges what is given, or adds it. */
export async function upsertProduct(unit: Unit, draft: ProductDraft): Promise<{ productId: Uuid }> {
  const [outcome] = await upsertProducts(unit, [draft]);
  if (outcome && 'productId' in outcome) return { productId: outcome.productId };
  refuseIfAny(outcome?.errors ?? []);
  throw new Error('A single product was written and has no outcome.');
}

/** Many upserts at once, in a constant number of statements; one that is refused leaves the others standing. */
export async function upsertProducts(unit: Unit, drafts: readonly ProductDraft[]): Promise<ProductOutcome[]> {
  const skus = drafts.map(({ sku }) => sku.trim());
  const found = await unit.em.find(Product, { sku: { $in: skus } });
  const known = new Map(found.map((product) => [product.sku, product]));
  const outcomes = drafts.map((draft) => write(unit, known, draft));
  try {
    await unit.em.flush();
  } catch (error) {
    throw Race.of(error);
  }
  return outcomes;
}

/** The products that references name, in their order; null where there is none or nothing is named. At most one statement. */
export async function findProducts(
  em: EntityManager,
  references: readonly (ProductReference | null | undefined)[],
): Promise<(Uuid | null)[]> {
  const given = references.flatMap((reference) => reference ?? []);
  const ids = given.flatMap((reference) =>
    'id' in reference ? (localId('product', reference.id) ?? []) : [],
  );
  const skus = given.flatMap((reference) => ('sku' in reference ? [reference.sku.trim()] : []));
  if (ids.length + skus.length === 0) return references.map(() => null);
  const { rows: found } = await sql<Pick<ProductEntity, 'id' | 'sku'>>`
    select id, sku from product where id = any(${ids}::uuid[]) or sku = any(${skus}::text[])
  `.execute(em.getKysely());
  const byId = new Set(found.map(({ id }) => id));
  const bySku = new Map(found.map(({ id, sku }) => [sku, id]));
  return references.map((reference) => {
    if (!reference) return null;
    if ('sku' in reference) return bySku.get(reference.sku.trim()) ?? null;
    const id = localId('product', reference.id);
    return id !== null && byId.has(id) ? id : null;
  });
}

function write(
  { em, now, note }: Unit,
  known: Map<string, ProductEntity>,
  draft: ProductDraft,
): ProductOutcome {
  const sku = draft.sku.trim();
  const stored = known.get(sku);
  const { values, errors } = valuesOf(draft, stored);
  if (errors.length > 0) return { status: 'refused', errors };

  const product =
    stored ?? em.create(Product, { ...values, id: newId(), sku, createdAt: now, updatedAt: now });
  known.set(sku, product);
  const before = stored ? productView(stored) : null;
  Object.assign(product, values);
  const difference = differenceOf(before, productView(product));
  if (difference.fields.length === 0) return { status: 'unchanged', productId: product.id };
  product.updatedAt = now;
  const status = stored ? 'updated' : 'created';
  note({ action: `product.${status}`, subjectId: product.id, difference });
  return { status, productId: product.id };
}

type Values = Pick<
  ProductEntity,
  'name' | 'foldedName' | 'kind' | 'category' | 'priceMinor' | 'priceCurrency' | 'active'
>;

function valuesOf(
  draft: ProductDraft,
  before: ProductEntity | undefined,
): { values: Values; errors: UserError[] } {
  const errors: UserError[] = [];
  const judge = <Value>(path: string, reading: Reading<Value>): Value | null => {
    if ('value' in reading) return reading.value;
    errors.push(userError('INVALID', [path], reading.wrong));
    return null;
  };
  const judgeRequired = (path: string, reading: Reading<string | null>, missing: string): string => {
    if ('value' in reading && reading.value === null) errors.push(userError('REQUIRED', [path], missing));
    return judge(path, reading) ?? '';
  };
  judgeRequired('sku', shortText(draft.sku, 100), 'A product has a sku of 1 to 100 characters.');
  const name = judgeRequired(
    'name',
    shortText(draft.name === undefined ? (before?.name ?? null) : draft.name, 300),
    'A product has a name; it cannot be empty.',
  );
  const category = draft.category === undefined ? (before?.category ?? null) : draft.category;
  const stored =
    before?.priceCurrency && typeof before.priceMinor === 'number'
      ? { minor: before.priceMinor, currency: before.priceCurrency }
      : null;
  const price = draft.price === undefined ? stored : judge('price', money(draft.price));
  const values = {
    name,
    foldedName: ` ${folded(name)}`,
    kind: draft.kind ?? before?.kind ?? 'GOODS',
    category: judge('category', shortText(category, 100)),
    priceMinor: price?.minor ?? null,
    priceCurrency: price?.currency ?? null,
    active: draft.active ?? before?.active ?? true,
  };
  return { values, errors };
}

/** A product as the change log tells it, in the words of the schema. */
function productView({ sku, name, kind, category, priceMinor, priceCurrency, active }: ProductEntity) {
  return { sku, name, kind, category, price: moneyOf(priceMinor, priceCurrency), active };
}
