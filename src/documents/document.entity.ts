// The slice of trusted documents: operations a shop has agreed to. Knows GraphQL documents; no customer.

import { defineEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from '../database/columns.ts';

/** A document of GraphQL that was registered: its operations may be run by its hash or another of its names. */
export const TrustedDocument = defineEntity({
  name: 'TrustedDocument',
  tableName: 'document',
  properties: {
    id: uuid().primary(),
    /** SHA-256 of the text, in hexadecimal digits. */
    hash: text().unique(),
    text: text(),
    /** The names of its operations; none where the only one has no name. */
    operations: p.array(),
    addedAt: instant(),
  },
});

/** What a document can be asked for by: its hash, and the id that a manifest gave it. */
export const DocumentName = defineEntity({
  name: 'DocumentName',
  tableName: 'document_name',
  properties: {
    name: text().primary(),
    documentId: uuid(),
  },
});
