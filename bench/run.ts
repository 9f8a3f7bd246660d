// The door: measures what the command line asks for, and prints the tables. `--help` says the rest.

import { writeFile } from 'node:fs/promises';
import { help, type Options, optionsOf, type RunName } from './options.ts';
import { compare } from './runs/comparison.ts';
import { measureGrowth } from './runs/growth.ts';
import { measureLatency } from './runs/latency.ts';
import type { Outcome } from './runs/outcome.ts';
import { soak } from './runs/soak.ts';

// Through exit(), which ends the servers too; a signal alone would leave them behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const runs: Record<RunName, (options: Options) => Promise<Outcome>> = {
  comparison: compare,
  growth: measureGrowth,
  latency: measureLatency,
  soak,
};

const options = optionsOf(process.argv.slice(2));
if (options === null) console.log(help);
else await publish(await runs[options.run](options), options.jsonFile);

async function publish({ report, figures, chart }: Outcome, jsonFile: string | null): Promise<void> {
  console.log(report);
  if (jsonFile === null) return;
  await writeFile(jsonFile, `${JSON.stringify(figures, null, 2)}\n`);
  if (chart !== undefined) await writeFile(jsonFile.replace(/\.json$/, '.svg'), chart);
}
