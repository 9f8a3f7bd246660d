import { defineEntity, p } from '@mikro-orm/core';
import type { Difference } from '../kernel/difference.ts';
import { instant, text, uuid } from './columns.ts';

/** The change log: one row for each thing a use case changed, written in its transaction. */
export const Change = defineEntity({
  name: 'Change',
  tableName: 'change',
  properties: {
    id: uuid().primary(),
    at: instant(),
    /** Who: an API key's id, `token:` and the subject of a token, or the command that ran (`import`, `demo`, `keys`). */
    actor: text(),
    /** What: `purchase.recorded`. */
    action: text(),
    subjectId: uuid(),
    customerId: uuid().nullable(),
    /** Personal data is named here, never copied. Changes of before November 2026 may lack parts of it. */
    details: p.json<Partial<Difference>>(),
  },
});

/** Changes that what follows them has yet to read: whoever reads them takes them out. A change is here as soon as it is seen on the log. */
export const QueuedChange = defineEntity({
  name: 'QueuedChange',
  tableName: 'change_queue',
  properties: {
    id: uuid().primary(),
    action: text(),
    customerId: uuid().nullable(),
  },
});

/** The answers already given to keyed mutations, so that a repeated call repeats the answer and not the deed. */
export const IdempotencyRecord = defineEntity({
  name: 'IdempotencyRecord',
  tableName: 'idempotency',
  properties: {
    owner: text().primary(),
    key: text().primary(),
    inputHash: text(),
    result: p.json<unknown>().nullable(),
    createdAt: instant(),
  },
});

/** What must not change once there are figures: a single row. */
export const Shop = defineEntity({
  name: 'Shop',
  tableName: 'shop',
  properties: {
    id: p.integer().primary(),
    baseCurrency: text(),
    /** Whose days sales are kept by; null before they are. */
    salesTimeZone: text().nullable(),
  },
});
