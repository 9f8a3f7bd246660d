import { readFile } from 'node:fs/promises';
import { millisecondsPerDay } from '../kernel/clock.ts';
import { PlainFault } from '../kernel/errors.ts';
import type { PurchaseDays } from './purchase.days.ts';

/** The file is not the CDNOW sample. */
export class NotTheSample extends PlainFault {
  override name = 'NotTheSample';
}

const linePattern = /^\s*\d+\s+(\d+)\s+(\d{4})(\d\d)(\d\d)\s+\d+\s+(\d+\.\d+)\s*$/;

/** The customers of CDNOW_sample.txt, their purchase days counted from 1970-01-01. Throws `NotTheSample`. */
export async function customersIn(file: string): Promise<PurchaseDays[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new NotTheSample(`${file} cannot be read.`, { cause });
  });
  const customers = new Map<string, Map<number, number>>();
  for (const [index, line] of text.trimEnd().split(/\r?\n/).entries()) {
    const [, id, year, month, day, amount] = linePattern.exec(line) ?? [];
    if (id === undefined) {
      throw new NotTheSample(
        `Line ${index + 1} of ${file} is not one of CDNOW_sample.txt: two ids, a day, a count and an amount.`,
      );
    }
    const days = customers.get(id) ?? new Map<number, number>();
    const at = Date.UTC(Number(year), Number(month) - 1, Number(day)) / millisecondsPerDay;
    days.set(at, (days.get(at) ?? 0) + Number(amount));
    customers.set(id, days);
  }
  return [...customers.values()];
}
