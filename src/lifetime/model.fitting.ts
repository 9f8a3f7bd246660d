import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FitStage, ModelFit } from './model.fit.ts';
import type { Order, Report } from './model.worker.ts';

export interface Watching {
  begin(stage: FitStage): void;
  /** Asked now and again; the fit is left once it is not wanted. */
  isWanted(): boolean;
}

const askedEveryMilliseconds = 100;

/** Fits in a thread beside this one, which goes on answering; null when it was not wanted any more. */
export function fitBeside(order: Order, { begin, isWanted }: Watching): Promise<ModelFit | null> {
  // In tests the modules run as they are written.
  const module = new URL(`./model.worker${extname(import.meta.filename)}`, import.meta.url);
  const worker = new Worker(module, { workerData: order });
  return new Promise<ModelFit | null>((resolve, reject) => {
    const asking = setInterval(() => {
      if (!isWanted()) worker.terminate();
    }, askedEveryMilliseconds);
    worker.on('message', (report: Report) => {
      if ('fit' in report) resolve(report.fit);
      else begin(report.stage);
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearInterval(asking);
      resolve(null);
    });
  });
}
