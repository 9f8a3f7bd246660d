import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import type { CustomerReference, ExternalId } from '../customers/customer.rules.ts';
import { findCustomers } from '../customers/identity.ts';
import { insertRows } from '../database/write.ts';
import { chunked, groupedBy, indexedBy } from '../kernel/batch.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Decimal, minorOf } from '../kernel/money.ts';
import { counted } from '../kernel/text.ts';
import { Purchase, type PurchaseEntity, PurchaseLine, type PurchaseLineEntity } from './purchase.entity.ts';
import type { RefundedLine } from './refund.rules.ts';
import { addRefunds, type JudgedRefund, takeUnits } from './refund.service.ts';
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

/** A line that was bought, and its purchase with the money of it that is not yet given back. */
interface Bought {
  line: PurchaseLineEntity;
  sale: Sale;
  sku: string;
}

interface Sale {
  purchase: PurchaseEntity;
  leftMinor: number;
}

const mostIdsAtOnce = 10_000;

/** Takes in returns of another system, each once; a line for which no purchase is found is refused alone. */
export async function recordReturns(unit: Unit, drafts: readonly ReturnDraft[]): Promise<ReturnOutcome[]> {
  const customerIds = await findCustomers(
    unit.em,
    drafts.map(({ customer }) => customer),
  );
  const touched = customerIds.flatMap((id) => id ?? []);
  await lockCustomers(unit.em, touched);
  // Asked under the lock: one return may become several refunds, so that no unique key tells two runs at once apart.
  const known = await knownReturns(unit, drafts);
  const bought = await whatTheyBought(unit, touched, drafts);

  const judged: (JudgedRefund & { externalId: ExternalId })[] = [];
  const outcomes = drafts.map((draft, index): ReturnOutcome => {
    if (known.has(textOf(draft.externalId))) return { status: 'unchanged', errors: [], refusedLines: [] };
    const customerId = customerIds[index];
    if (!customerId) {
      const message = draft.customer
        ? 'There is no customer by this reference.'
        : 'The return names no customer.';
      return { status: 'refused', errors: [userError('NOT_FOUND', ['customer'], message)], refusedLines: [] };
    }
    const { refunds, refusedLines } = matched(draft, bought.get(customerId) ?? []);
    if (refunds.length > 0) known.add(textOf(draft.externalId));
    judged.push(...refunds.map((refund) => ({ ...refund, externalId: draft.externalId })));
    return { status: refunds.length > 0 ? 'created' : 'refused', errors: [], refusedLines };
  });

  const refundIds = await addRefunds(unit, judged);
  await insertRows(
    unit.em,
    'refund_key',
    judged.map(({ externalId, purchase }, index) => ({
      source: externalId.source,
      value: externalId.id,
      refundId: refundIds[index],
      customerId: purchase.customerId,
    })),
  );
  await refreshSummaries(unit.em, touched);
  return outcomes;
}

/** Finds for each line of a return what was bought, and marks it as given back. */
function matched(draft: ReturnDraft, bought: readonly Bought[]) {
  const taken = new Map<PurchaseEntity, RefundedLine[]>();
  const refusedLines: ReturnOutcome['refusedLines'] = [];
  draft.lines.forEach((line, index) => {
    const earlier = bought.filter(
      (one) => one.sku === line.sku && one.sale.purchase.purchasedAt <= draft.returnedAt && left(one) > 0,
    );
    const errors = returnErrors(line, unitsOf(earlier), index);
    if (errors.length > 0) {
      refusedLines.push({ line: index, errors });
      return;
    }
    let missing = line.quantity;
    for (const one of givenBack(line, earlier)) {
      const units = Math.min(missing, left(one));
      if (units === 0) break;
      const { purchase, leftMinor } = one.sale;
      // Less than the units are worth where an amount was refunded before.
      const returned = takeUnits(one.line, units, leftMinor);
      taken.set(purchase, [...(taken.get(purchase) ?? []), returned]);
      one.sale.leftMinor -= returned.amountMinor;
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

function returnErrors({ sku, quantity }: ReturnLineDraft, available: number, index: number): UserError[] {
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    const message = `A quantity is a whole number, 1 or more; got ${quantity}.`;
    return [userError('INVALID', ['lines', index, 'quantity'], message)];
  }
  if (quantity <= available) return [];
  const message = `No earlier purchase of ${sku} by this customer has ${counted(quantity, 'unit')} left to give back; ${available} left.`;
  return [userError('NOT_FOUND', ['lines', index], message)];
}

/**
 * What a line of a return most likely gives back: what was bought at its price before anything else, what was bought
 * at once before what was bought piece by piece, and the latest first.
 */
function givenBack({ quantity, unitPrice }: ReturnLineDraft, latestFirst: readonly Bought[]): Bought[] {
  const atPrice = latestFirst.filter((one) => isAt(one, unitPrice));
  const others = latestFirst.filter((one) => !isAt(one, unitPrice));
  const enough = unitsOf(atPrice) >= quantity ? atPrice : [...atPrice, ...others];
  const whole = enough.find((one) => left(one) >= quantity);
  return whole ? [whole] : enough;
}

function unitsOf(bought: readonly Bought[]): number {
  return bought.reduce((sum, one) => sum + left(one), 0);
}

function left({ line }: Bought): number {
  return line.quantity - line.refundedQuantity;
}

function isAt({ line, sale }: Bought, unitPrice: Decimal): boolean {
  return line.unitPriceMinor === minorOf(unitPrice, sale.purchase.currency);
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

/** What the customers bought of the products returned, by customer, latest first. */
async function whatTheyBought(
  { em }: Unit,
  customerIds: readonly Uuid[],
  drafts: readonly ReturnDraft[],
): Promise<Map<Uuid, Bought[]>> {
  const skus = [...new Set(drafts.flatMap(({ lines }) => lines.map(({ sku }) => sku)))];
  const { rows } = await sql<{ lineId: Uuid; purchaseId: Uuid; sku: string }>`
    select line.id as "lineId", purchase.id as "purchaseId", product.sku
    from purchase_line as line
    join purchase on purchase.id = line.purchase_id and purchase.customer_id = line.customer_id
    join product on product.id = line.product_id
    where line.customer_id = any(${customerIds}::uuid[])
      and product.sku = any(${skus}::text[])
      and line.refunded_quantity < line.quantity
      and purchase.status <> 'CANCELLED'
    order by purchase.purchased_at desc, purchase.id desc, line.position
  `.execute(em.getKysely());
  const ofCustomers = { customerId: { $in: [...customerIds] } };
  const lines = await inChunks(
    rows.map(({ lineId }) => lineId),
    (ids) => em.find(PurchaseLine, { id: { $in: ids }, ...ofCustomers }),
  );
  const purchases = await inChunks(
    rows.map(({ purchaseId }) => purchaseId),
    (ids) => em.find(Purchase, { id: { $in: ids }, ...ofCustomers }),
  );
  const sales = new Map(
    purchases.map((purchase) => [
      purchase.id,
      { purchase, leftMinor: purchase.totalMinor - purchase.refundedMinor },
    ]),
  );
  const lineById = indexedBy(lines, ({ id }) => id);
  const bought = rows.flatMap(({ lineId, purchaseId, sku }) => {
    const line = lineById.get(lineId);
    const sale = sales.get(purchaseId);
    return line && sale ? [{ line, sale, sku }] : [];
  });
  return groupedBy(bought, ({ line }) => line.customerId);
}

/** What is found by ids, each once, in statements that stay below what the protocol can bind. */
async function inChunks<Found>(
  ids: readonly Uuid[],
  find: (some: Uuid[]) => Promise<Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const some of chunked([...new Set(ids)], mostIdsAtOnce)) found.push(...(await find(some)));
  return found;
}
