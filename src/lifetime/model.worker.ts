import { modelDataOf, type Setting, type StoredData } from './model.data.ts';
import { type FitStage, fitModel, type ModelFit } from './model.fit.ts';

/** What a process that fits is given. */
export interface Order {
  stored: StoredData;
  setting: Setting;
}

/** What it says. */
export type Report = { stage: FitStage } | { fit: ModelFit };

// A process of its own, begun by model.fitting.ts and nobody else. It is done when that one hangs up.
const parent = process.ppid;
const say = (report: Report) => process.send?.(report);
process.on('message', ({ stored, setting }: Order) => {
  const fit = fitModel(modelDataOf(stored, setting), (stage) => {
    // Whoever is killed hangs up too, which is not heard while this one reckons.
    if (process.ppid !== parent) process.exit();
    say({ stage });
  });
  say({ fit });
});
