import { defineEntity, p } from '@mikro-orm/core';
import { text, uuid } from '../database/columns.ts';
import { serviceGroupings } from './service.day.rules.ts';

const grouping = () => p.enum(serviceGroupings).columnType('text');

const counts = () => ({
  opened: p.integer(),
  answered: p.integer(),
  resolved: p.integer(),
  reopened: p.integer(),
  targeted: p.integer(),
  met: p.integer(),
  firstResponseSeconds: p.bigint('number'),
  firstResponseBusinessSeconds: p.bigint('number'),
  resolutionSeconds: p.bigint('number'),
  resolutionBusinessSeconds: p.bigint('number'),
});

/** What happened to all cases of a group on a day. Small, of no customer, and written by folding alone. */
export const ServiceDay = defineEntity({
  name: 'ServiceDay',
  tableName: 'service_day',
  properties: {
    grouping: grouping().primary(),
    day: p.date().primary(),
    /** The channel, the kind or the assignee; empty for all cases, and for those that nobody has. */
    key: text().primary(),
    ...counts(),
  },
});

/** What came to a day since it was last folded: only ever added to, so that nobody who writes waits for another. */
export const ServiceDayChange = defineEntity({
  name: 'ServiceDayChange',
  tableName: 'service_day_change',
  properties: { id: uuid().primary(), grouping: grouping(), day: p.date(), key: text(), ...counts() },
});
