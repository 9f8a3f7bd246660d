import type { SoldPurchase } from '../api/trade.ts';
import type { Unit } from '../api/unit.ts';
import { knownByExternalId } from '../customers/external.keys.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { at, Race, refuse, refuseIfAny, type UserError } from '../kernel/errors.ts';
import { globalId, localId, newId, type Uuid } from '../kernel/ids.ts';
import { noProduct } from '../products/product.reference.ts';
import { findProducts } from '../products/product.service.ts';
import { buyersOf } from './buyer.service.ts';
import { Purchase, type PurchaseEntity } from './purchase.entity.ts';
import { type PurchaseDraft, type PurchasePlan, planPurchase, sizeErrors } from './purchase.rules.ts';
import { purchaseView } from './purchase.view.ts';
import { lockCustomerOf, lockCustomers, refreshSummaries } from './summary.service.ts';
import { tellTrade } from './trade.service.ts';

export type PurchaseOutcome =
  | { status: 'created' | 'unchanged'; purchaseId: Uuid }
  | { status: 'refused'; errors: UserError[] };

export async function recordPurchase(unit: Unit, draft: PurchaseDraft): Promise<{ purchaseId: Uuid }> {
  const [outcome] = await recordPurchases(unit, [draft]);
  if (outcome?.status === 'created') return { purchaseId: outcome.purchaseId };
  if (outcome?.status === 'unchanged') {
    refuse(
      'TAKEN',
      ['externalIds'],
      `This external id is recorded already, as ${globalId('purchase', outcome.purchaseId)}.`,
    );
  }
  if (outcome?.status === 'refused') refuseIfAny(outcome.errors);
  throw new Error('A single purchase was recorded and has no outcome.');
}

/**
 * Records many purchases in a constant number of statements. One that is refused leaves the others standing; one whose
 * external id is known is left as it is.
 */
export async function recordPurchases(
  unit: Unit,
  drafts: readonly PurchaseDraft[],
): Promise<PurchaseOutcome[]> {
  const judged = drafts.map((draft) =>
    planPurchase(draft, { baseCurrency: unit.shop.baseCurrency, now: unit.now }),
  );
  const looked = drafts.map((draft) =>
    sizeErrors(draft).length > 0 ? { ...draft, externalIds: [], lines: [] } : draft,
  );
  const known = await knownByExternalId(
    unit.em,
    'purchase',
    looked.map(({ externalIds }, index) => ({
      externalIds: externalIds ?? [],
      errors: judged[index]?.errors ?? [],
    })),
  );
  const products = await productsOf(unit, looked, judged);
  const isOpen = drafts.map((_, index) => known[index] === null && judged[index]?.errors.length === 0);
  const buyers = await buyersOf(unit, drafts, isOpen);

  const recorded: Recorded[] = [];
  const outcomes = drafts.map((draft, index): PurchaseOutcome => {
    const knownId = known[index];
    if (knownId) return { status: 'unchanged', purchaseId: knownId };
    const { plan = null, errors = [] } = judged[index] ?? {};
    const buyer = buyers[index];
    const all = [...errors, ...(buyer && 'errors' in buyer ? buyer.errors : [])];
    if (!plan || !buyer || 'errors' in buyer || all.length > 0) return { status: 'refused', errors: all };
    const purchaseId = newId();
    recorded.push({
      purchaseId,
      customerId: buyer.customerId,
      draft,
      plan,
      productIds: products[index] ?? [],
    });
    return { status: 'created', purchaseId };
  });

  const customerIds = recorded.map(({ customerId }) => customerId);
  await lockCustomers(unit.em, customerIds);
  await insert(unit, recorded);
  await refreshSummaries(unit.em, customerIds);
  await tellTrade(unit, { recorded: recorded.map(soldIn) });
  return outcomes;
}

/** A purchase as it stands, with its customer locked so that it stays so. */
export async function lockedPurchase(
  unit: Unit,
  globalPurchaseId: string,
  path: string[],
): Promise<PurchaseEntity> {
  const id = localId('purchase', globalPurchaseId);
  const found = id === null ? null : await unit.em.findOne(Purchase, { id });
  if (!found) refuse('NOT_FOUND', path, 'There is no purchase with this id.');
  await lockCustomerOf(unit.em, found);
  return found;
}

interface Recorded {
  purchaseId: Uuid;
  customerId: Uuid;
  draft: PurchaseDraft;
  plan: PurchasePlan;
  productIds: Uuid[];
}

async function insert(unit: Unit, recorded: readonly Recorded[]): Promise<void> {
  const { em, now, note } = unit;
  await insertRows(
    em,
    'purchase',
    recorded.map(({ purchaseId, customerId, plan: { lines: _, ...plan } }) => ({
      id: purchaseId,
      customerId,
      ...plan,
      status: 'COMPLETED',
      refundedMinor: 0,
      baseRefundedMinor: 0,
      createdAt: now,
      updatedAt: now,
    })),
  );
  const keys = recorded.flatMap(({ purchaseId, customerId, draft }) =>
    (draft.externalIds ?? []).map(({ source, id }) => ({ source, value: id.trim(), purchaseId, customerId })),
  );
  try {
    await insertRows(em, 'purchase_key', keys);
  } catch (error) {
    throw Race.of(error);
  }
  await insertRows(
    em,
    'purchase_line',
    recorded.flatMap(({ purchaseId, customerId, plan, productIds }) =>
      plan.lines.map((line, position) => ({
        id: newId(),
        customerId,
        purchaseId,
        productId: productIds[position],
        position,
        ...line,
        soldAt: plan.purchasedAt,
        refundedQuantity: 0,
        refundedMinor: 0,
      })),
    ),
  );
  for (const { purchaseId, customerId, plan } of recorded) {
    const view = purchaseView({
      ...plan,
      customerId,
      status: 'COMPLETED',
      refundedMinor: 0,
      cancelledAt: null,
    });
    note({
      action: 'purchase.recorded',
      subjectId: purchaseId,
      customerId,
      difference: differenceOf(null, view),
    });
  }
}

function soldIn({ plan, productIds }: Recorded): SoldPurchase {
  const lines = plan.lines.map((line, position) => ({ ...line, productId: productIds[position] ?? '' }));
  return { ...plan, lines };
}

/** The product of each line of each draft; a line whose product is unknown puts an error with its draft. */
async function productsOf(
  unit: Unit,
  drafts: readonly PurchaseDraft[],
  judged: readonly { errors: UserError[] }[],
): Promise<Uuid[][]> {
  const found = await findProducts(
    unit.em,
    drafts.flatMap(({ lines }) => lines.map(({ product }) => product)),
  );
  let next = 0;
  return drafts.map(({ lines }, index) =>
    lines.flatMap((line, position) => {
      const id = found[next++] ?? null;
      if (id !== null) return [id];
      judged[index]?.errors.push(...at(['lines', position], [noProduct(line.product)]));
      return [];
    }),
  );
}
