import { defineEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from './columns.ts';

/** The change log: one row for each thing a use case changed, written in its transaction. */
export const Change = defineEntity({
  name: 'Change',
  tableName: 'change',
  properties: {
    id: uuid().primary(),
    at: instant(),
    /** Who: the API key's id, or the command that ran (`import`, `demo`). */
    actor: text(),
    /** What: `purchase.recorded`. */
    action: text(),
    subjectId: uuid(),
    customerId: uuid().nullable(),
    /** Personal data is named here, never copied. */
    details: p.json<Record<string, unknown>>(),
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
  },
});
