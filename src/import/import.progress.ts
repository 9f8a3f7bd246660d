import { Presets, SingleBar } from 'cli-progress';
import { counted } from '../kernel/text.ts';

export interface ImportProgress {
  start(rows: number): void;
  advance(rowsDone: number): void;
  stop(): void;
}

/** A bar on a terminal; in a pipe a line for every tenth of the file. */
export function importProgress(stream: NodeJS.WriteStream): ImportProgress {
  return stream.isTTY ? barOn(stream) : tenthsTo((line) => stream.write(`${line}\n`));
}

export function tenthsTo(print: (line: string) => void): ImportProgress {
  let total = 0;
  let tenthsTold = 0;
  return {
    start(rows) {
      total = rows;
      print(`${counted(rows, 'row')} to import`);
    },
    advance(rowsDone) {
      const tenths = Math.floor((10 * rowsDone) / Math.max(total, 1));
      if (tenths <= tenthsTold) return;
      tenthsTold = tenths;
      print(`${rowsDone.toLocaleString('en')} of ${counted(total, 'row')}`);
    },
    stop: () => {},
  };
}

function barOn(stream: NodeJS.WriteStream): ImportProgress {
  const format = '{bar} {percentage} % | {value} of {total} rows | {eta_formatted} left';
  const bar = new SingleBar({ stream, format, etaBuffer: 50 }, Presets.shades_classic);
  return {
    start: (rows) => bar.start(rows, 0),
    advance: (rowsDone) => bar.update(rowsDone),
    stop: () => bar.stop(),
  };
}

export const silentProgress: ImportProgress = { start: () => {}, advance: () => {}, stop: () => {} };
