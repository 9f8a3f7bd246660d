import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { listed } from '../kernel/text.ts';
import { fileFault, ImportFault, messageOf } from './import.fault.ts';
import type { ImportNoun } from './mapping.schema.ts';
import { readyMappings } from './ready.mappings.ts';
import { issuesOf } from './strict.schema.ts';

/**
 * The mapping of a ready name (`online-retail`) or of a JSON file, judged by the schema of what is to be
 * imported.
 */
export async function loadMapping<Mapping>(
  noun: ImportNoun,
  schema: z.ZodType<Mapping>,
  nameOrPath: string,
): Promise<Mapping> {
  const content = readyMappings.get(nameOrPath) ?? (await jsonOf(nameOrPath));
  const maps = mappedNoun(content);
  if (typeof maps === 'string' && maps !== noun) {
    throw new ImportFault(`The mapping ${nameOrPath} is for ${maps}, not for ${noun}.`);
  }
  const judged = schema.safeParse(content);
  if (judged.success) return judged.data;
  throw new ImportFault([`The mapping ${nameOrPath} is wrong:`, ...issuesOf(judged.error)].join('\n  '));
}

async function jsonOf(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const ready = listed([...readyMappings.keys()], 'or');
    throw new ImportFault(`${fileFault(path, cause).message} --map takes a file or one of ${ready}.`, {
      cause,
    });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ImportFault(`The mapping ${path} is not JSON: ${messageOf(cause)}`, { cause });
  }
}

function mappedNoun(content: unknown): unknown {
  return typeof content === 'object' && content !== null && 'maps' in content ? content.maps : undefined;
}
