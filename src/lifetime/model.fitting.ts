import { fork } from 'node:child_process';
import { extname } from 'node:path';
import type { FitStage, ModelFit } from './model.fit.ts';
import type { Order, Report } from './model.worker.ts';

export interface Watching {
  begin(stage: FitStage): void;
  /** Asked now and again; the fit is left once it is not wanted. */
  isWanted(): boolean;
}

const askedEveryMilliseconds = 100;

/**
 * Fits in a process beside this one, which goes on answering; null when it was not wanted any more. Not in a thread: ended in
 * the middle of its work, it takes the whole process along.
 */
export function fitBeside(order: Order, { begin, isWanted }: Watching): Promise<ModelFit | null> {
  // In tests the modules run as they are written.
  const module = new URL(`./model.worker${extname(import.meta.filename)}`, import.meta.url);
  const child = fork(module, { serialization: 'advanced' });
  return new Promise<ModelFit | null>((resolve, reject) => {
    const end = (fault: Error) => (child.killed ? resolve(null) : reject(fault));
    const asking = setInterval(() => {
      if (!isWanted()) child.kill('SIGKILL');
    }, askedEveryMilliseconds);
    child.on('message', (report: Report) => {
      if ('stage' in report) return begin(report.stage);
      resolve(report.fit);
      // It waits for that, so that nothing it says is lost.
      child.disconnect();
    });
    child.on('error', end);
    child.on('exit', (code, signal) => {
      clearInterval(asking);
      end(new Error(`The process that fits ended with ${signal ?? code}.`));
    });
    child.send(order, (fault) => fault && end(fault));
  });
}
