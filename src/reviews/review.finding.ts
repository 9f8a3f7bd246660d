import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { listedExternalIds } from '../customers/external.keys.ts';
import { findCustomers, noCustomer } from '../customers/identity.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { noProduct } from '../products/product.reference.ts';
import { findProducts } from '../products/product.service.ts';
import type { FactKey } from '../purchases/purchase.queries.ts';
import { externalIdOf, type ReviewDraft } from './review.rules.ts';

/** What the drafts of a batch name, one for each, in their order. */
export interface Named {
  draft: ReviewDraft;
  /** The review that has the external id already. */
  known: FactKey | null;
  /** Who wrote it: whom the draft names, or who is known to the source by the author's name. */
  customerId: Uuid | null;
  /** undefined: the draft does not speak of a product. */
  productId: Uuid | null | undefined;
  errors: UserError[];
}

/** Finds what drafts name, in a constant number of statements. */
export async function whatIsNamed(em: EntityManager, drafts: readonly ReviewDraft[]): Promise<Named[]> {
  const known = await knownReviews(em, drafts);
  const customerIds = await writersOf(em, drafts);
  const productIds = await productsOf(em, drafts);
  const seen = new Set<string>();
  return drafts.map((draft, index) => {
    const customerId = customerIds[index] ?? null;
    const found = productIds[index];
    // What a lenient draft names and nobody knows is as if it were not named.
    const productId = draft.product && draft.isLenient ? (found ?? undefined) : found;
    const errors: UserError[] = [];
    const [key] = externalIdOf(draft).map(textOf);
    if (key !== undefined && seen.has(key))
      errors.push(userError('CONFLICT', ['externalId'], 'The same external id is given twice.'));
    if (key !== undefined) seen.add(key);
    if (!draft.isLenient) {
      const { customer, product } = draft;
      if (customer && customerId === null) errors.push(noCustomer(customer));
      if (product && !found) errors.push(noProduct(product));
    }
    return { draft, known: (key !== undefined && known.get(key)) || null, customerId, productId, errors };
  });
}

async function knownReviews(
  em: EntityManager,
  drafts: readonly ReviewDraft[],
): Promise<Map<string, FactKey>> {
  const keys = drafts.flatMap(externalIdOf);
  if (keys.length === 0) return new Map();
  const { rows } = await sql<FactKey & { source: string; value: string }>`
    select source, value, review_id as id, customer_id as "customerId"
    from review_key
    where (source, value) in ${listedExternalIds(keys)}`.execute(em.getKysely());
  return new Map(rows.map(({ source, value, ...key }) => [textOf({ source, id: value }), key]));
}

function textOf({ source, id }: { source: string; id: string }): string {
  return JSON.stringify([source, id.trim()]);
}

/** Whom drafts name; of one that names nobody, the customer whom the source calls as it calls the author. */
function writersOf(em: EntityManager, drafts: readonly ReviewDraft[]): Promise<(Uuid | null)[]> {
  return findCustomers(
    em,
    drafts.map(({ customer, source, author }) => {
      if (customer) return customer;
      return author?.trim() ? { externalId: { source, id: author } } : null;
    }),
  );
}

async function productsOf(em: EntityManager, drafts: readonly ReviewDraft[]) {
  const found = await findProducts(
    em,
    drafts.map(({ product }) => product),
  );
  return drafts.map(({ product }, index) => (product ? (found[index] ?? null) : product));
}
