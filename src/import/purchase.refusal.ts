import type { UserError } from '../kernel/errors.ts';
import { type ImportRun, reasonOf, rejectRow } from './import.run.ts';
import type { PurchaseRow } from './purchase.row.ts';

/**
 * Rejects the rows of a refused purchase or return: each for what is wrong with its own line, the others
 * for that.
 */
export function rejectRefused(
  run: ImportRun,
  rows: readonly PurchaseRow[],
  errors: readonly UserError[],
): void {
  const whole = reasonOf(errors.filter(({ path }) => lineOf(path) === undefined));
  const anyReason = reasonOf(errors);
  for (const [index, { row }] of rows.entries()) {
    const own = reasonOf(errors.filter(({ path }) => lineOf(path) === index));
    rejectRow(run, row, own || whole || `is of a purchase refused for another of its lines: ${anyReason}`);
  }
}

/** 2 of `lines.2.quantity`; undefined when the error is not about a line. */
function lineOf([field, index]: readonly string[]): number | undefined {
  return field === 'lines' && index !== undefined ? Number(index) : undefined;
}
