import type { Unit } from '../api/unit.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { noProduct } from '../products/product.reference.ts';
import { findProducts } from '../products/product.service.ts';
import { findPurchases } from '../purchases/purchase.finding.ts';
import type { MessageDraft } from './interaction.rules.ts';

/** What a message is about. */
export interface About {
  productId: Uuid | null;
  purchaseId: Uuid | null;
}

/** A message whose customer is known. */
export interface OfCustomer {
  draft: Pick<MessageDraft, 'product' | 'purchase'>;
  customerId: Uuid | null;
}

/** Finds what messages are about: at most two statements, however many they are. A purchase must be the customer's. */
export async function aboutOf(
  { em }: Unit,
  messages: readonly OfCustomer[],
): Promise<(About & { errors: UserError[] })[]> {
  const products = await findProducts(
    em,
    messages.map(({ draft }) => draft.product),
  );
  const purchases = await findPurchases(
    em,
    messages.map(({ draft }) => draft.purchase),
  );
  return messages.map(({ draft: { product, purchase }, customerId }, index) => {
    const productId = products[index] ?? null;
    const bought = purchases[index] ?? null;
    const purchaseId = bought?.customerId === customerId ? bought?.id : null;
    const errors: UserError[] = [];
    if (product && productId === null) errors.push(noProduct(product));
    // Without a customer there is nobody whose purchase it could be, which is told of the customer.
    if (purchase && customerId !== null && !purchaseId) {
      const by = 'id' in purchase ? 'id' : 'externalId';
      const message = 'The customer has no purchase by this reference.';
      errors.push(userError('NOT_FOUND', ['purchase', by], message));
    }
    return { productId, purchaseId: purchaseId ?? null, errors };
  });
}
