import type { CustomerDraft } from '../customers/customer.rules.ts';
import type { ProductDraft } from '../products/product.rules.ts';
import { customerDraftRead } from './customer.draft.ts';
import { type ImportRun, reasonOf, rejectRow } from './import.run.ts';
import type { RowOutcome } from './import.sink.ts';
import { tallyOutcomes } from './import.tally.ts';
import type { PurchasesMapping } from './mapping.schema.ts';
import { onceUpserting } from './once.upsert.ts';
import { productDraftRead } from './product.draft.ts';
import { keyOf, purchaseDraftOf } from './purchase.draft.ts';
import { rejectRefused } from './purchase.refusal.ts';
import type { PurchaseRow } from './purchase.row.ts';
import type { Gathered } from './row.gathering.ts';

export interface PurchaseBatches {
  /** Takes a batch, once the one before it is recorded. Answers when whom and what its purchases name is there. */
  record(batch: readonly Gathered<PurchaseRow>[]): Promise<void>;
  /** Waits for the last batch. */
  settled(): Promise<void>;
}

/**
 * How to record purchases batch by batch. While the database writes the purchases of one, the next is read and mapped
 * here, and its customers and products are upserted: a third of the time of an import.
 */
export function purchaseBatches(run: ImportRun, mapping: PurchasesMapping): PurchaseBatches {
  const upsertCustomers = customersOfRows(run, mapping);
  const upsertProducts = productsOfRows(run, mapping);
  let underWay = Promise.resolve();
  return {
    async record(batch) {
      const rows = batch.flatMap(({ items }) => items);
      const refused = new Map([...(await upsertCustomers(rows)), ...(await upsertProducts(rows))]);
      await underWay;
      underWay = recordSales(run, mapping.source, batch, refused);
      // A failure is told by the next call; unheard until then, it would end the process.
      underWay.catch(() => {});
    },
    settled: () => underWay,
  };
}

async function recordSales(
  run: ImportRun,
  source: string,
  batch: readonly Gathered<PurchaseRow>[],
  refused: RefusedRows,
): Promise<void> {
  const sound = refused.size === 0 ? batch : batch.filter((purchase) => !isHit(run, purchase, refused));
  if (sound.length === 0) return;
  const drafts = sound.map(({ id, items }) => purchaseDraftOf({ source, id }, items));
  const outcomes = await run.sink.recordPurchases(drafts);
  tallyOutcomes(run.tally, 'purchases', outcomes);
  for (const [index, { items }] of sound.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status === 'refused') rejectRefused(run, items, outcome.errors);
  }
}

/** True when a purchase names a refused customer or product; its rows are then rejected for that reason. */
function isHit(
  run: ImportRun,
  { items }: Gathered<PurchaseRow>,
  refused: ReadonlyMap<PurchaseRow, string>,
): boolean {
  const [reason] = items.flatMap((item) => refused.get(item) ?? []);
  if (reason === undefined) return false;
  const other = `is of a purchase refused for another of its lines: ${reason}`;
  for (const item of items) rejectRow(run, item.row, refused.get(item) ?? other);
  tallyOutcomes(run.tally, 'purchases', [{ status: 'refused', errors: [] }]);
  return true;
}

type RefusedRows = Map<PurchaseRow, string>;

function customersOfRows(run: ImportRun, mapping: PurchasesMapping) {
  if (!mapping.customer) return async (): Promise<RefusedRows> => new Map();
  const draftOf = customerDraftRead(mapping.customer, mapping.source, run.columns);
  return onceUpserting<CustomerDraft>({
    keyOf: ({ customer }) => keyOf(customer),
    draftOf,
    upsert: async (drafts) => tallied(run, 'customers', await run.sink.upsertCustomers(drafts)),
    reasonOf,
  });
}

function productsOfRows(run: ImportRun, mapping: PurchasesMapping) {
  return onceUpserting<ProductDraft>({
    keyOf: ({ sku }) => sku,
    draftOf: productDraftRead(mapping.product, run.columns),
    // A product is often sold before its name is first told.
    isComplete: ({ name }) => mapping.product.name === undefined || name !== undefined,
    upsert: async (drafts) => tallied(run, 'products', await run.sink.upsertProducts(drafts)),
    reasonOf,
  });
}

function tallied(run: ImportRun, noun: 'customers' | 'products', outcomes: RowOutcome[]): RowOutcome[] {
  tallyOutcomes(run.tally, noun, outcomes);
  return outcomes;
}
