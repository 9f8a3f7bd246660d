#!/usr/bin/env node
import './production.ts';
import { flushCompileCache } from 'node:module';
import { Command } from 'commander';
import { settingsHelp } from './config.ts';

new Command('npm start --')
  .description('Serves the Clientele API.')
  .option('--no-demo', 'leave an empty database empty instead of loading the demo shop (trial mode)')
  .addHelpText('after', helpOnSettings)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(serve)
  .parse();

async function serve({ demo }: { demo: boolean }): Promise<void> {
  // Only now, when it is told where to keep what was compiled.
  const { start } = await import('./serve/start.ts');
  // Kept at once: at the end of the process it would hold that up.
  flushCompileCache();
  await start(process.env, demo);
}

function helpOnSettings(): string {
  const rows = settingsHelp().map(({ name, byDefault, sentence }) => {
    return `  ${name.padEnd(18)} ${sentence}${byDefault ? ` Default: ${byDefault}.` : ''}`;
  });
  return `\nSettings, from the environment:\n${rows.join('\n')}\n\nExamples:\n  npm start\n  PORT=8080 npm start -- --no-demo\n  DATABASE_URL=postgres://me:secret@localhost/shop npm start\n`;
}
