import { defineEntity, p } from '@mikro-orm/core';
import { minorUnits, text, uuid } from '../database/columns.ts';

/** How many values of personal data an actor has read on a day of the shop. */
export const PersonalRead = defineEntity({
  name: 'PersonalRead',
  tableName: 'personal_read',
  properties: {
    id: uuid().primary(),
    actor: text(),
    day: p.date(),
    count: minorUnits(),
  },
  uniques: [{ properties: ['actor', 'day'] }],
});
