import type { Unit } from '../api/unit.ts';
import { globalId, type Uuid } from '../kernel/ids.ts';
import type { ProductDraft } from '../products/product.rules.ts';
import { findProducts, upsertProducts } from '../products/product.service.ts';
import type { PurchaseDraft } from '../purchases/purchase.rules.ts';
import { recordPurchases } from '../purchases/purchase.service.ts';
import { isOrderCompleted, orderIdOf, viewedSku } from './commerce.rules.ts';
import type { Fault, Message } from './message.rules.ts';
import { orderOf } from './order.rules.ts';

/**
 * Records the orders of a batch as purchases, one known already once, and adds products that nobody has heard of. What is
 * wrong with an order goes into the faults by its place.
 */
export async function recordOrders(
  unit: Unit,
  messages: readonly Message[],
  customerIds: ReadonlyMap<number, Uuid>,
  faults: Map<number, Fault>,
): Promise<void> {
  const drafts: PurchaseDraft[] = [];
  const indexes: number[] = [];
  const products = new Map<string, ProductDraft>();
  const seen = new Set<string | null>();
  for (const message of messages.filter(isOrderCompleted)) {
    const customerId = customerIds.get(message.index);
    const id = orderIdOf(message);
    if (customerId === undefined || seen.has(id)) continue;
    const order = orderOf(message, unit.shop);
    if ('fault' in order) {
      faults.set(message.index, order.fault);
      continue;
    }
    seen.add(id);
    drafts.push({ ...order.value.draft, customer: { id: globalId('customer', customerId) } });
    indexes.push(message.index);
    for (const product of order.value.products) products.set(product.sku, product);
  }
  if (drafts.length === 0) return;
  await addProducts(unit, [...products.values()]);
  const outcomes = await recordPurchases(unit, drafts);
  for (const [place, outcome] of outcomes.entries()) {
    if (outcome.status !== 'refused') continue;
    const [error] = outcome.errors;
    const field = `properties.${error?.path.join('.').replace(/^lines/, 'products') ?? ''}`;
    faults.set(indexes[place] ?? -1, { field, problem: error?.message ?? '', allowed: '' });
  }
}

/** Those the shop has stay as they are: a till knows less of them. */
async function addProducts(unit: Unit, drafts: readonly ProductDraft[]): Promise<void> {
  const found = await findProducts(unit.em, drafts);
  const unknown = drafts.filter((_, index) => found[index] === null);
  if (unknown.length > 0) await upsertProducts(unit, unknown);
}

/** The products that were looked at, by the place of the event; one the shop does not have is left out. */
export async function viewedProducts({ em }: Unit, messages: readonly Message[]): Promise<Map<number, Uuid>> {
  const views = messages.flatMap((message) => {
    const sku = viewedSku(message);
    return sku === null ? [] : [{ index: message.index, sku }];
  });
  if (views.length === 0) return new Map();
  const found = await findProducts(em, views);
  return new Map(
    views.flatMap(({ index }, place): [number, Uuid][] => {
      const productId = found[place];
      return productId ? [[index, productId]] : [];
    }),
  );
}
