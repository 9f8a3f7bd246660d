import { parentPort, workerData } from 'node:worker_threads';
import { modelDataOf, type Setting, type StoredData } from './model.data.ts';
import { type FitStage, fitModel, type ModelFit } from './model.fit.ts';

/** What a thread that fits is given. */
export interface Order {
  stored: StoredData;
  setting: Setting;
}

/** What it says. */
export type Report = { stage: FitStage } | { fit: ModelFit };

// A thread of its own, begun by model.fitting.ts and nobody else.
const { stored, setting } = workerData as Order;
const say = (report: Report) => parentPort?.postMessage(report);
say({ fit: fitModel(modelDataOf(stored, setting), (stage) => say({ stage })) });
