import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { Race } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { type FittingDocument, UnfitDocuments } from './document.rules.ts';

export interface Added {
  /** How many are new. */
  added: number;
  /** How many were there already; a name they did not have is theirs now. */
  known: number;
}

/** Registers the documents, all or none. Throws `UnfitDocuments` when a name is another document's. */
export async function addDocuments(unit: Unit, documents: readonly FittingDocument[]): Promise<Added> {
  const holders = await holdersOf(
    unit,
    documents.flatMap(({ names }) => names),
  );
  const placed = documents.map((document) => ({ ...document, id: holders.get(document.hash) ?? newId() }));
  refuseTaken(placed, holders);

  const fresh = placed.filter(({ hash }) => !holders.has(hash));
  const names = placed.flatMap((document) =>
    document.names.filter((name) => !holders.has(name)).map((name) => ({ name, documentId: document.id })),
  );
  try {
    await insertRows(
      unit.em,
      'document',
      fresh.map(({ id, hash, text, operations }) => ({ id, hash, text, operations, addedAt: unit.now })),
    );
    await insertRows(unit.em, 'document_name', names);
  } catch (error) {
    throw Race.of(error);
  }
  for (const { id, hash } of fresh)
    unit.note({ action: 'document.added', subjectId: id, difference: differenceOf(null, { hash }) });
  return { added: fresh.length, known: placed.length - fresh.length };
}

/** Takes back the document of this name; false when there is none. */
export async function removeDocument(unit: Unit, name: string): Promise<boolean> {
  const { rows } = await sql<{ id: Uuid; hash: string }>`
    delete from document where id = (select document_id from document_name where name = ${name})
    returning id, hash`.execute(unit.em.getKysely());
  for (const { id, hash } of rows) {
    const difference = { fields: ['hash'], before: { hash }, after: null };
    unit.note({ action: 'document.removed', subjectId: id, difference });
  }
  return rows.length > 0;
}

async function holdersOf(unit: Unit, names: readonly string[]): Promise<Map<string, Uuid>> {
  const { rows } = await sql<{ name: string; documentId: Uuid }>`
    select name, document_id as "documentId" from document_name where name = any(${names}::text[])
  `.execute(unit.em.getKysely());
  return new Map(rows.map(({ name, documentId }) => [name, documentId]));
}

function refuseTaken(
  documents: readonly (FittingDocument & { id: Uuid })[],
  stored: ReadonlyMap<string, Uuid>,
): void {
  const holders = new Map(stored);
  const faults: string[] = [];
  for (const { id, names } of documents) {
    for (const name of names) {
      if ((holders.get(name) ?? id) !== id)
        faults.push(`${name}: This is the id of another document already.`);
      else holders.set(name, id);
    }
  }
  if (faults.length > 0) throw new UnfitDocuments(faults);
}
