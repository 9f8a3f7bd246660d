import { chunked } from '../kernel/batch.ts';
import { type ImportSetting, importing } from './file.import.ts';
import { endBatch, type ImportRun, type ImportSource, rejectRow } from './import.run.ts';
import type { FinishedImport } from './import.summary.ts';
import { textLines } from './line.reader.ts';
import { textBlocks } from './source.file.ts';

type Taking = Omit<ImportRun, keyof ImportSource>;

interface Line {
  line: number;
  text: string;
}

const callsPerBatch = 500;

/** Imports calls of Segment's spec, one a line. Throws an ImportFault when the file cannot be read to its end. */
export function importEvents(request: ImportSetting): Promise<FinishedImport> {
  return importing(request, ['call'], async (taking) => {
    taking.progress.start(await lineCountOf(request.file));
    for await (const lines of linesOf(request.file)) {
      for (const batch of chunked(lines, callsPerBatch)) await take(taking, batch);
    }
  });
}

async function take(taking: Taking, lines: readonly Line[]): Promise<void> {
  const calls: { line: Line; call: unknown }[] = [];
  for (const line of lines) {
    const call = objectIn(line.text);
    if (call === null) reject(taking, line, 'is not a JSON object');
    else calls.push({ line, call });
  }
  taking.tally.rowsRead += lines.length;
  const { taken, duplicates, refused } = await taking.sink.trackMessages(calls.map(({ call }) => call));
  taking.tally.outcomes.events.created += taken;
  taking.tally.outcomes.events.unchanged += duplicates;
  taking.tally.outcomes.events.refused += refused.length;
  for (const { index, field, problem, allowed } of refused) {
    const line = calls[index]?.line;
    if (line) reject(taking, line, [field, problem, allowed].filter((part) => part !== '').join(' '));
  }
  await endBatch(taking);
}

function reject(taking: Taking, { line, text }: Line, reason: string): void {
  rejectRow(taking, { line, cells: [text] }, reason);
}

async function lineCountOf(file: string): Promise<number> {
  let count = 0;
  for await (const lines of linesOf(file)) count += lines.length;
  return count;
}

/** Lines that are not blank, with where they stand. */
async function* linesOf(file: string): AsyncGenerator<Line[]> {
  let line = 0;
  for await (const texts of textLines(textBlocks(file, 'utf-8'))) {
    yield texts.flatMap((text) => {
      line += 1;
      return text.trim() === '' ? [] : [{ line, text: text.trim() }];
    });
  }
}

function objectIn(text: string): object | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
