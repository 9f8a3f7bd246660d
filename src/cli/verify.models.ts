import { Command } from 'commander';
import { figuresInColumns } from '../kernel/columns.ts';
import { counted } from '../kernel/text.ts';
import type { Comparison } from '../lifetime/verification.ts';

const help = `
Examples:
  clientele verify-models
  clientele verify-models path/to/CDNOW_sample.txt

The sample is not part of Clientele, as nobody gave a licence for it. Without the file the parameters are those found in
customers simulated with the published ones, beside these: what is then off is off by more than 3.9 standard errors.`;

/** `clientele verify-models`: published figures beside ours. Ends with 1 when one is off. */
export function verifyModelsCommand(): Command {
  return new Command('verify-models')
    .description('Compare the lifetime models with what was published of them.')
    .argument('[file]', 'CDNOW_sample.txt, the sample that the published parameters were found in')
    .addHelpText('after', help)
    .action(async (file: string | undefined) => {
      // Only here: it takes a while to load.
      const { formulaComparisons, sampleComparisons, simulationComparisons, isOff } = await import(
        '../lifetime/verification.ts'
      );
      const { customersIn } = await import('../lifetime/sample.file.ts');
      const found = file === undefined ? simulationComparisons() : sampleComparisons(await customersIn(file));
      const formulas = formulaComparisons();
      console.log(table('Formulas, with the published parameters', 'published', formulas));
      console.log(
        file === undefined
          ? table('Parameters found in simulated customers', 'simulated', found)
          : table(`Found in ${file}`, 'published', found),
      );
      const off = [...formulas, ...found].filter(isOff);
      for (const { figure } of off) console.error(`Off: ${figure}.`);
      console.log(`${counted(formulas.length + found.length, 'figure')} compared, ${off.length} off.`);
      if (off.length > 0) process.exitCode = 1;
    });
}

/** A line for each figure, the numbers one under the other. */
function table(title: string, source: string, comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ figure, published, ours, tolerance }) => {
    // What is counted has no decimals.
    const digits = tolerance === 0 ? 0 : Math.max(3, decimalsOf(published) + 1);
    return [figure, String(published), ours.toFixed(digits), (ours - published).toFixed(digits)];
  });
  return `${figuresInColumns([[title, source, 'fitted', 'difference'], ...rows])}\n`;
}

function decimalsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0;
}
