import { defineEntity, p } from '@mikro-orm/core';
import { instant, text } from '../database/columns.ts';

/** What a caller may still spend, shared by every process that serves the shop. */
export const Budget = defineEntity({
  name: 'Budget',
  tableName: 'budget',
  properties: {
    /** The key's id. */
    owner: text().primary(),
    tokens: p.double(),
    refilledAt: instant(),
    /** What the latest process to ask was given: only so can one statement tell it. */
    granted: p.double(),
  },
});
