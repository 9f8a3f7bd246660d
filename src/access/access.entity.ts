import { defineEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from '../database/columns.ts';

/** A key somebody calls the API with. The secret is shown once and kept only as a hash. */
export const ApiKey = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: uuid().primary(),
    name: text(),
    /** The public part of the key, by which it is found. */
    prefix: text().unique(),
    secretHash: text(),
    scopes: p.array(),
    createdAt: instant(),
    expiresAt: instant().nullable(),
    revokedAt: instant().nullable(),
    lastUsedAt: instant().nullable(),
  },
});
