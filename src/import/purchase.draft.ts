import type { ExternalId } from '../customers/customer.rules.ts';
import type { PurchaseDraft } from '../purchases/purchase.rules.ts';
import type { ReturnDraft } from '../purchases/return.service.ts';
import type { PurchaseRow } from './purchase.row.ts';
import type { Row } from './table.row.ts';

/** The sold rows of one id as one purchase; its lines are in the order of the rows. At least one row. */
export function purchaseDraftOf(externalId: ExternalId, rows: readonly PurchaseRow[]): PurchaseDraft {
  const [{ channel, currency }] = atLeastOne(rows);
  const customer = customerOf(rows);
  return {
    ...(customer && { customer }),
    externalIds: [externalId],
    purchasedAt: earliestOf(rows),
    channel,
    currency: currency.code,
    ...(currency.rate !== undefined && { rate: currency.rate }),
    lines: rows.map(({ sku, line: { rounded: _, ...line } }) => ({ product: { sku }, ...line })),
  };
}

/** The returned rows of one id as one return; its lines are in the order of the rows. At least one row. */
export function returnDraftOf(externalId: ExternalId, rows: readonly PurchaseRow[]): ReturnDraft {
  const customer = customerOf(rows);
  return {
    externalId,
    ...(customer && { customer }),
    returnedAt: earliestOf(rows),
    lines: rows.map(({ sku, line }) => ({ sku, quantity: line.quantity, unitPrice: line.unitPrice })),
  };
}

/** Rows of one id that contradict its first row: they cannot be lines of the same purchase. */
export function contradictions(rows: readonly PurchaseRow[]): { row: Row; reason: string }[] {
  const [first] = atLeastOne(rows);
  const customer = keyOf(customerOf(rows));
  return rows.flatMap(({ row, currency, customer: named }) => {
    if (currency.code !== first.currency.code) {
      return [{ row, reason: `is in ${currency.code}, but its purchase starts in ${first.currency.code}` }];
    }
    if (named === undefined || keyOf(named) === customer) return [];
    return [{ row, reason: 'names another customer than its purchase does' }];
  });
}

function customerOf(rows: readonly PurchaseRow[]): PurchaseRow['customer'] {
  return rows.find(({ customer }) => customer)?.customer;
}

/** Tells customers apart within one file; '' for nobody. */
export function keyOf(customer: PurchaseRow['customer']): string {
  if (!customer) return '';
  if ('externalId' in customer) return `id ${customer.externalId.id}`;
  return 'email' in customer ? `email ${customer.email}` : '';
}

// Some invoices carry two timestamps: the customer stood at the till at the first.
function earliestOf(rows: readonly PurchaseRow[]): Date {
  return new Date(
    rows.reduce((earliest, { at }) => Math.min(earliest, at.getTime()), Number.POSITIVE_INFINITY),
  );
}

function atLeastOne<Item>(items: readonly Item[]): [Item, ...Item[]] {
  const [first, ...others] = items;
  if (first === undefined) throw new RangeError('A purchase has at least one row.');
  return [first, ...others];
}
