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
  /**
   * Takes a batch once there is room for it. Answers when whom and what its purchases name is there: with the rows of
   * the file that everything recorded by then covers.
   */
  record(batch: readonly Gathered<PurchaseRow>[]): Promise<number>;
  /** Waits for all that is under way, also when some of it fails. */
  settled(): Promise<void>;
}

/** Batches of purchases under way together: the database writes one while the other is worked out here. */
const mostAtOnce = 2;

/** How to record purchases batch by batch. */
export function purchaseBatches(run: ImportRun, mapping: PurchasesMapping): PurchaseBatches {
  const upsertCustomers = customersOfRows(run, mapping);
  const upsertProducts = productsOfRows(run, mapping);
  const underWay: Promise<number>[] = [];
  let rowsDone = 0;
  return {
    async record(batch) {
      const { rowsRead } = run.tally;
      const rows = batch.flatMap(({ items }) => items);
      const refused = new Map([...(await upsertCustomers(rows)), ...(await upsertProducts(rows))]);
      if (underWay.length === mostAtOnce) rowsDone = (await underWay.shift()) ?? rowsDone;
      const recorded = recordSales(run, mapping.source, batch, refused).then(() => rowsRead);
      // A failure is told by a later call; unheard until then, it would end the process.
      recorded.catch(() => {});
      underWay.push(recorded);
      return rowsDone;
    },
    async settled() {
      await Promise.allSettled(underWay);
      await Promise.all(underWay);
    },
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
