import { Presets, SingleBar } from 'cli-progress';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import { counted } from '../kernel/text.ts';
import type { ModelFit } from '../lifetime/model.fit.ts';
import { fitLifetimeModel } from '../lifetime/model.service.ts';
import { ownSetting, withShop } from '../shop.ts';

const stages = ['READING', 'BUYING', 'SPENDING', 'HOLDOUT'] as const;

/** `clientele fit-models`: what the server does every day, now. Ends with 1 when no figures come of it. */
export function fitModelsCommand(config: () => Config): Command {
  return new Command('fit-models')
    .description('Fit the model of what customers will buy, as the server does every LIFETIME_FIT_HOURS.')
    .addHelpText('after', '\nExample:\n  clientele fit-models')
    .action(async () => {
      const settings = config();
      const fit = await withShop(settings, async (database) => {
        const bar = process.stderr.isTTY ? barOn(process.stderr) : null;
        try {
          return await fitLifetimeModel(ownSetting(database, settings.shop, 'fit-models'), {
            begin: (stage) => bar?.update(stages.indexOf(stage), { stage: stage.toLowerCase() }),
          });
        } finally {
          bar?.stop();
        }
      });
      for (const warning of fit?.warnings ?? []) console.error(`Warning: ${warning}`);
      console.log(told(fit));
      if (fit && fit.reason !== null) process.exitCode = 1;
    });
}

function told(fit: ModelFit | null): string {
  if (!fit) return 'There is nothing to fit a model to: nobody known by name has bought anything.';
  const of = `${counted(fit.customers, 'customer')} and ${counted(fit.purchaseDays, 'purchase day')} from ${fit.from} to ${fit.to}`;
  if (fit.reason !== null) return `A model of ${of} gives no figures. ${fit.reason}`;
  const value = fit.valueReason === null ? '' : ` It gives no value. ${fit.valueReason}`;
  return `A model is fitted to ${of}.${tried(fit)}${value}`;
}

function tried({ holdout }: ModelFit): string {
  if (!holdout) return '';
  const { until, predicted, actual } = holdout;
  return ` Fitted until ${until} it expects ${counted(Math.round(predicted), 'purchase day')} afterwards; there were ${counted(actual, 'purchase day')}.`;
}

function barOn(stream: NodeJS.WriteStream): SingleBar {
  const bar = new SingleBar({ stream, format: '{bar} {stage}' }, Presets.shades_classic);
  bar.start(stages.length, 0, { stage: '' });
  return bar;
}
