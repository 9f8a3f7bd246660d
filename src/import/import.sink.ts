// Import: files of other systems, read, mapped and handed on as drafts in batches.
// No database here: whatever takes the drafts stands behind ImportSink.

import type { CustomerDraft, CustomerReference, ExternalId } from '../customers/customer.rules.ts';
import type { UserError } from '../kernel/errors.ts';
import type { Decimal } from '../kernel/money.ts';
import type { ProductDraft } from '../products/product.rules.ts';
import type { PurchaseDraft } from '../purchases/purchase.rules.ts';

export type RowOutcome =
  | { status: 'created' | 'updated' | 'unchanged' }
  | { status: 'refused'; errors: UserError[] };

/**
 * A return as an export reports it: which purchase it belongs to is found by customer, product and what is
 * left.
 */
export interface ReturnDraft {
  externalId: ExternalId;
  customer?: CustomerReference;
  returnedAt: Date;
  lines: ReturnLineDraft[];
}

export interface ReturnLineDraft {
  sku: string;
  quantity: number;
  unitPrice: Decimal;
}

export interface ReturnOutcome {
  outcome: RowOutcome;
  /** A line of a return can be refused alone. */
  refusedLines: { line: number; errors: UserError[] }[];
}

/** Takes drafts; each call is one transaction, its outcomes are in the order given. */
export interface ImportSink {
  upsertCustomers(drafts: readonly CustomerDraft[]): Promise<RowOutcome[]>;
  upsertProducts(drafts: readonly ProductDraft[]): Promise<RowOutcome[]>;
  /** `unchanged` when the external id is already recorded. */
  recordPurchases(drafts: readonly PurchaseDraft[]): Promise<RowOutcome[]>;
  recordReturns(drafts: readonly ReturnDraft[]): Promise<ReturnOutcome[]>;
}

/** Takes everything and keeps nothing: for a dry run. */
export const drySink: ImportSink = {
  upsertCustomers: async (drafts) => drafts.map(() => ({ status: 'created' })),
  upsertProducts: async (drafts) => drafts.map(() => ({ status: 'created' })),
  recordPurchases: async (drafts) => drafts.map(() => ({ status: 'created' })),
  recordReturns: async (drafts) => drafts.map(() => ({ outcome: { status: 'created' }, refusedLines: [] })),
};
