import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { type DocumentDraft, UnfitDocuments } from './document.rules.ts';

/** What client-preset writes as `persisted-documents.json`, and Relay where `persistConfig.file` says: id → text. */
const textsById = z.record(z.string(), z.string());

/** What `generate-persisted-query-manifest` of Apollo writes. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

const manifest = z.union([
  apolloManifest.transform(({ operations }) => operations.map(({ id, body }) => [id, body] as const)),
  textsById.transform((texts) => Object.entries(texts)),
]);

/** The documents of a file: one in a file of GraphQL, those of a manifest in one of JSON. Throws `UnfitDocuments`. */
export async function documentsIn(path: string): Promise<DocumentDraft[]> {
  const file = basename(path);
  const content = await contentOf(path);
  if (!path.endsWith('.json')) return [{ place: file, name: null, text: content }];
  const read = manifest.safeParse(parsed(file, content));
  if (!read.success) {
    throw new UnfitDocuments([
      `${file}: A manifest is an object of texts by their ids, or one of the format apollo-persisted-query-manifest.`,
    ]);
  }
  return read.data.map(([name, text]) => ({ place: `${file}, document ${name}`, name, text }));
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    throw new UnfitDocuments([`${path}: The file cannot be read (${String(code)}).`]);
  }
}

function parsed(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new UnfitDocuments([`${file}: This is not JSON.`]);
  }
}
