import type { Reader } from '../database/read.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import { documentNames, documentTexts } from './document.queries.ts';

export interface KnownDocument {
  text: string;
  /** The name of its operation, when it has one and no more. */
  operation: string | null;
}

/** How soon the list is read again when somebody asks for what is not on it. */
const missMilliseconds = 1_000;
/** How long the list is believed; a document that was removed ends at the latest then. */
const believedMilliseconds = 10_000;

/**
 * Finds registered documents by their names, all of which are kept in memory: a known one costs no SQL, and unknown
 * ones, however many are tried, cost one statement a second.
 */
export function knownDocuments(
  reader: Reader,
  clock: Clock,
): (name: string) => Promise<KnownDocument | null> {
  let documents = new Map<Uuid, KnownDocument>();
  let byName = new Map<string, KnownDocument>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const now = clock.now().getTime();
    const named = await documentNames(reader);
    const fresh = named.flatMap(({ id }) => (documents.has(id) ? [] : [id]));
    const texts = fresh.length === 0 ? [] : await documentTexts(reader, fresh);
    const found = new Map([...documents, ...texts.map((stored) => [stored.id, known(stored)] as const)]);
    const pairs = named.flatMap(({ id, names }) => {
      const document = found.get(id);
      return document ? names.map((name) => [name, document, id] as const) : [];
    });
    byName = new Map(pairs.map(([name, document]) => [name, document]));
    documents = new Map(pairs.map(([, document, id]) => [id, document]));
    readAt = now;
  }

  /** At most one reading at a time: those who come meanwhile wait for it. */
  function readOnce(): Promise<void> {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  }

  return async (name) => {
    const age = clock.now().getTime() - readAt;
    if (age >= (byName.has(name) ? believedMilliseconds : missMilliseconds)) await readOnce();
    return byName.get(name) ?? null;
  };
}

function known({ text, operations }: { text: string; operations: readonly string[] }): KnownDocument {
  return { text, operation: operations.length === 1 ? (operations[0] ?? null) : null };
}
