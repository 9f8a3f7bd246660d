import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import type { CustomerReference, ExternalId } from '../customers/customer.rules.ts';
import { findCustomers } from '../customers/identity.ts';
import { insertRows } from '../database/write.ts';
import { groupedBy } from '../kernel/batch.ts';
import { Race, type UserError, userError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Decimal, minorOf } from '../kernel/money.ts';
import { counted } from '../kernel/text.ts';
import { Purchase, type PurchaseEntity, PurchaseLine, type PurchaseLineEntity } from './purchase.entity.ts';
import { addRefunds, type PlannedRefund, takeUnits } from './refund.service.ts';
import { lockCustomers, refreshSummaries } from './summary.service.ts';

/** A return as an export reports it: which purchase it belongs to is found by customer, product and what is left. */
export interface ReturnDraft {
  externalId: ExternalId;
  customer?: CustomerReference;
  returnedAt: Date;
  lines: readonly ReturnLineDraft[];
}

export interface ReturnLineDraft {
  sku: string;
  quantity: number;
  unitPrice: Decimal;
}

export interface ReturnOutcome {
  status: 'created' | 'unchanged' | 'refused';
  errors: UserError[];
  /** Lines of the return for which nothing was found, by their place in it. */
  refusedLines: { line: number; errors: UserError[] }[];
}

interface Bought {
  line: PurchaseLineEntity;
  purchase: PurchaseEntity;
  sku: string;
}

/** Takes in returns of another system, each once; a line for which no purchase is found is refused alone. */
export async function recordReturns(unit: Unit, drafts: readonly ReturnDraft[]): Promise<ReturnOutcome[]> {
  const known = await knownReturns(unit, drafts);
  const customerIds = await customersOf(unit, drafts);
  const touched = customerIds.flatMap((id) => id ?? []);
  await lockCustomers(unit.em, touched);
  const bought = await whatTheyBought(unit, touched, drafts);

  const planned: (PlannedRefund & { externalId: ExternalId })[] = [];
  const outcomes = drafts.map((draft, index): ReturnOutcome => {
    if (known.has(textOf(draft.externalId))) return { status: 'unchanged', errors: [], refusedLines: [] };
    const customerId = customerIds[index];
    if (!customerId) {
      const message = draft.customer
        ? 'There is no customer by this reference.'
        : 'The return names no customer.';
      return { status: 'refused', errors: [userError('NOT_FOUND', ['customer'], message)], refusedLines: [] };
    }
    known.add(textOf(draft.externalId));
    const { refunds, refusedLines } = matched(draft, bought.get(customerId) ?? []);
    planned.push(...refunds.map((refund) => ({ ...refund, externalId: draft.externalId })));
    return { status: refunds.length > 0 ? 'created' : 'refused', errors: [], refusedLines };
  });

  const refundIds = await addRefunds(unit, planned);
  const keys = planned.flatMap(({ externalId, purchase }, index) => {
    const refundId = refundIds[index];
    return refundId
      ? [{ source: externalId.source, value: externalId.id, refundId, customerId: purchase.customerId }]
      : [];
  });
  try {
    await insertRows(unit.em, 'refund_key', keys);
  } catch (error) {
    throw Race.of(error);
  }
  await refreshSummaries(unit.em, touched);
  return outcomes;
}

/** Finds for each line of a return what was bought: latest first, and the same price before any other. */
function matched(draft: ReturnDraft, bought: readonly Bought[]) {
  const taken = new Map<PurchaseEntity, ReturnType<typeof takeUnits>[]>();
  const refusedLines: ReturnOutcome['refusedLines'] = [];
  draft.lines.forEach(({ sku, quantity, unitPrice }, index) => {
    const candidates = bought
      .filter((one) => one.sku === sku && one.purchase.purchasedAt <= draft.returnedAt && left(one) > 0)
      .toSorted((one, other) => Number(isAt(other, unitPrice)) - Number(isAt(one, unitPrice)));
    const available = candidates.reduce((sum, one) => sum + left(one), 0);
    if (available < quantity) {
      const message = `No earlier purchase of ${sku} by this customer has ${counted(quantity, 'unit')} left to give back; ${available} left.`;
      refusedLines.push({ line: index, errors: [userError('NOT_FOUND', ['lines', index], message)] });
      return;
    }
    const whole =
      candidates.find((one) => left(one) >= quantity && isAt(one, unitPrice)) ??
      candidates.find((one) => left(one) >= quantity);
    let missing = quantity;
    for (const one of whole ? [whole] : candidates) {
      const units = Math.min(missing, left(one));
      if (units === 0) break;
      taken.set(one.purchase, [...(taken.get(one.purchase) ?? []), takeUnits(one.line, units)]);
      missing -= units;
    }
  });
  const refunds = [...taken].map(([purchase, lines]) => ({
    purchase,
    lines,
    refundedAt: draft.returnedAt,
    reason: null,
    amountMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  }));
  return { refunds, refusedLines };
}

function left({ line }: Bought): number {
  return line.quantity - line.refundedQuantity;
}

function isAt({ line, purchase }: Bought, unitPrice: Decimal): boolean {
  return line.unitPriceMinor === minorOf(unitPrice, purchase.currency);
}

async function knownReturns(unit: Unit, drafts: readonly ReturnDraft[]): Promise<Set<string>> {
  const { rows } = await sql<{ source: string; id: string }>`
    select source, value as id
    from refund_key
    where (source, value) in (
      select * from unnest(
        ${drafts.map(({ externalId }) => externalId.source)}::text[],
        ${drafts.map(({ externalId }) => externalId.id)}::text[]
      )
    )`.execute(unit.em.getKysely());
  return new Set(rows.map(textOf));
}

function textOf({ source, id }: ExternalId): string {
  return JSON.stringify([source, id]);
}

async function customersOf(unit: Unit, drafts: readonly ReturnDraft[]): Promise<(Uuid | null)[]> {
  const named = drafts.flatMap(({ customer }) => customer ?? []);
  const found = await findCustomers(unit.em, named);
  let next = 0;
  return drafts.map(({ customer }) => (customer ? (found[next++] ?? null) : null));
}

/** What the customers bought of the products returned, by customer, latest first. */
async function whatTheyBought(
  { em }: Unit,
  customerIds: readonly Uuid[],
  drafts: readonly ReturnDraft[],
): Promise<Map<Uuid, Bought[]>> {
  const skus = [...new Set(drafts.flatMap(({ lines }) => lines.map(({ sku }) => sku)))];
  const { rows } = await sql<{ lineId: Uuid; purchaseId: Uuid; sku: string }>`
    select line.id as "lineId", line.purchase_id as "purchaseId", product.sku
    from purchase_line as line
    join product on product.id = line.product_id
    where line.customer_id = any(${customerIds}::uuid[])
      and product.sku = any(${skus}::text[])
      and line.refunded_quantity < line.quantity
  `.execute(em.getKysely());
  const ids = rows.map(({ lineId }) => lineId);
  const lines = new Map(
    (await em.find(PurchaseLine, { id: { $in: ids }, customerId: { $in: [...customerIds] } })).map((line) => [
      line.id,
      line,
    ]),
  );
  const purchaseIds = [...new Set(rows.map(({ purchaseId }) => purchaseId))];
  const purchases = new Map(
    (await em.find(Purchase, { id: { $in: purchaseIds }, customerId: { $in: [...customerIds] } })).map(
      (purchase) => [purchase.id, purchase],
    ),
  );
  const bought = rows.flatMap(({ lineId, purchaseId, sku }) => {
    const line = lines.get(lineId);
    const purchase = purchases.get(purchaseId);
    return line && purchase && purchase.status !== 'CANCELLED' ? [{ line, purchase, sku }] : [];
  });
  const latestFirst = bought.toSorted(
    (one, other) => other.purchase.purchasedAt.getTime() - one.purchase.purchasedAt.getTime(),
  );
  return groupedBy(latestFirst, ({ line }) => line.customerId);
}
