import type { Slice } from '../api/slice.ts';
import { DocumentName, TrustedDocument } from './document.entity.ts';

/** Has no field of the schema: documents are registered by whoever runs the shop, with a command. */
export const documents: Slice = {
  name: 'documents',
  entities: [TrustedDocument, DocumentName],
  resolvers: [],
  nodes: [],
  scopes: {},
};
