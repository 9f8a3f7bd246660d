import { sql } from 'kysely';
import { type Reader, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

export interface NamedDocument {
  id: Uuid;
  /** The hash among them. */
  names: string[];
}

export interface ListedDocument extends NamedDocument {
  hash: string;
  operations: string[];
  addedAt: string;
}

export interface StoredText {
  id: Uuid;
  text: string;
  operations: string[];
}

/** All documents without their texts, the oldest first. */
export function listDocuments(reader: Reader): Promise<ListedDocument[]> {
  return rowsOf(
    reader,
    sql`
      select document.id, hash, operations, added_at as "addedAt", array_agg(name order by name) as names
      from document join document_name on document_id = document.id
      group by document.id
      order by document.id`,
  );
}

/** What each document is called: all that changes when one is added or removed. */
export function documentNames(reader: Reader): Promise<NamedDocument[]> {
  return rowsOf(
    reader,
    sql`select document_id as id, array_agg(name) as names from document_name group by document_id`,
  );
}

export function documentTexts(reader: Reader, ids: readonly Uuid[]): Promise<StoredText[]> {
  return rowsOf(reader, sql`select id, text, operations from document where id = any(${ids}::uuid[])`);
}
