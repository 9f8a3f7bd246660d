import { counted } from '../kernel/text.ts';
import { type ImportTally, type OutcomeCounts, talliedNouns } from './import.tally.ts';

const mostReasonsTold = 20;

export interface FinishedImport {
  tally: ImportTally;
  seconds: number;
  isDryRun: boolean;
  /** Where the refused rows are; null when there is no such file. */
  rejectsPath: string | null;
}

/** What an import did, for the person at the terminal. */
export function importSummary({ tally, seconds, isDryRun, rejectsPath }: FinishedImport): string {
  const rate = Math.round(tally.rowsRead / Math.max(seconds, 0.001)).toLocaleString('en');
  const lines = [
    `${counted(tally.rowsRead, 'row')} read in ${seconds.toFixed(1)} s (${rate} rows a second)`,
    ...talliedNouns.flatMap((noun) => outcomeLine(noun, tally.outcomes[noun], isDryRun)),
    `${counted(tally.rowsRefused, 'row')} refused${tally.rowsRefused > 0 ? ':' : ''}`,
    ...reasonLines(tally),
  ];
  if (tally.pricesRounded > 0) {
    lines.push(`${counted(tally.pricesRounded, 'price')} rounded to the decimals of the currency`);
  }
  if (rejectsPath !== null) lines.push(`The refused rows are in ${rejectsPath}`);
  if (isDryRun) lines.push('A dry run: nothing was written to the database.');
  return `${lines.join('\n')}\n`;
}

function outcomeLine(noun: string, counts: OutcomeCounts, isDryRun: boolean): string[] {
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  if (told.length === 0) return [];
  const parts = told.map(
    ([status, count]) => `${count.toLocaleString('en')} ${isDryRun ? 'mapped' : status}`,
  );
  return [`  ${noun.padEnd(10)} ${parts.join(', ')}`];
}

function reasonLines({ reasons }: ImportTally): string[] {
  const byCount = [...reasons].sort(([, a], [, b]) => b - a);
  const told = byCount.slice(0, mostReasonsTold).map(([reason, count]) => reasonLine(count, reason));
  const others = byCount.slice(mostReasonsTold);
  if (others.length === 0) return told;
  const rows = others.reduce((sum, [, count]) => sum + count, 0);
  return [...told, reasonLine(rows, `for ${counted(others.length, 'other reason')}`)];
}

function reasonLine(count: number, reason: string): string {
  return `${count.toLocaleString('en').padStart(9)}  ${reason}`;
}
