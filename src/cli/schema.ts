import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../schema.ts';

/** `clientele schema`: writes schema.graphql, or checks that it is what the code says. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('Write schema.graphql from the code.')
    .option('--check', 'write nothing; end with 1 when the file is not what the code says')
    .option('--file <file>', 'which file', 'schema.graphql')
    .addHelpText('after', '\nExamples:\n  clientele schema\n  clientele schema --check')
    .action(async ({ check, file }: { check?: boolean; file: string }) => {
      const text = schemaText();
      if (!check) {
        await writeFile(file, text);
        console.log(`${file} is written.`);
        return;
      }
      const isFresh = (await readFile(file, 'utf8').catch(() => '')) === text;
      console.log(isFresh ? `${file} is what the code says.` : `${file} is stale: run npm run schema.`);
      if (!isFresh) process.exitCode = 1;
    });
}

export function schemaText(): string {
  return `${printSchema(lexicographicSortSchema(buildSchema()))}\n`;
}
