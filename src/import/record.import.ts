import { chunked } from '../kernel/batch.ts';
import { customerDraftRead } from './customer.draft.ts';
import { rowCountOf } from './file.survey.ts';
import { endBatch, type ImportRun, reasonOf, rejectRow, rowsPerBatch } from './import.run.ts';
import type { RowOutcome } from './import.sink.ts';
import { tallyOutcomes } from './import.tally.ts';
import { interactionDraftRead } from './interaction.draft.ts';
import type {
  CustomersMapping,
  FileMapping,
  InteractionsMapping,
  ProductsMapping,
  ReviewsMapping,
} from './mapping.schema.ts';
import { isRefused, type Refused } from './number.value.ts';
import { productDraftRead } from './product.draft.ts';
import { reviewDraftRead } from './review.draft.ts';
import { classified } from './row.rules.ts';
import type { Row } from './table.row.ts';

export async function importCustomers(run: ImportRun, mapping: CustomersMapping): Promise<void> {
  await importRecords(run, {
    noun: 'customers',
    rules: mapping.rows,
    draftOf: customerDraftRead(mapping.customer, mapping.source, run.columns),
    upsert: (drafts) => run.sink.upsertCustomers(drafts),
  });
}

export async function importProducts(run: ImportRun, mapping: ProductsMapping): Promise<void> {
  await importRecords(run, {
    noun: 'products',
    rules: mapping.rows,
    draftOf: productDraftRead(mapping.product, run.columns),
    upsert: (drafts) => run.sink.upsertProducts(drafts),
  });
}

export async function importInteractions(run: ImportRun, mapping: InteractionsMapping): Promise<void> {
  await importRecords(run, {
    noun: 'interactions',
    rules: mapping.rows,
    draftOf: interactionDraftRead(mapping, run.columns),
    upsert: (drafts) => run.sink.recordInteractions(drafts),
  });
}

export async function importReviews(run: ImportRun, mapping: ReviewsMapping): Promise<void> {
  await importRecords(run, {
    noun: 'reviews',
    rules: mapping.rows,
    draftOf: reviewDraftRead(mapping, run.columns),
    upsert: (drafts) => run.sink.recordReviews(drafts),
  });
}

interface RecordKind<Draft> {
  noun: 'customers' | 'products' | 'interactions' | 'reviews' | 'responses';
  rules: FileMapping['rows'];
  draftOf(row: Row): Draft | Refused;
  upsert(drafts: readonly Draft[]): Promise<RowOutcome[]>;
}

/** One row, one draft. */
export async function importRecords<Draft>(run: ImportRun, kind: RecordKind<Draft>): Promise<void> {
  const kindOf = classified(kind.rules, run.columns);
  run.progress.start(await rowCountOf(run.table));
  for await (const rows of run.table.rows()) {
    for (const batch of chunked(rows, rowsPerBatch)) {
      run.tally.rowsRead += batch.length;
      const accepted: { row: Row; draft: Draft }[] = [];
      for (const row of batch) {
        const judged = row.problem === undefined ? kindOf(row) : { refused: row.problem };
        const draft = isRefused(judged) ? judged : kind.draftOf(row);
        if (isRefused(draft)) rejectRow(run, row, draft.refused);
        else accepted.push({ row, draft });
      }
      await upsertBatch(run, kind, accepted);
      await endBatch(run);
    }
  }
}

async function upsertBatch<Draft>(
  run: ImportRun,
  kind: RecordKind<Draft>,
  accepted: readonly { row: Row; draft: Draft }[],
): Promise<void> {
  if (accepted.length === 0) return;
  const outcomes = await kind.upsert(accepted.map(({ draft }) => draft));
  tallyOutcomes(run.tally, kind.noun, outcomes);
  for (const [index, { row }] of accepted.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status === 'refused') rejectRow(run, row, reasonOf(outcome.errors));
  }
}
