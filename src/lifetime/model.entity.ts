import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { figure, instant, text, uuid } from '../database/columns.ts';
import type { BuyingName } from './buying.rules.ts';
import type { Fitted } from './fitted.ts';
import type { Holdout } from './holdout.rules.ts';
import type { SpendingName } from './spending.rules.ts';

/** What came of fitting the models once. None is changed: figures name the one they were made with. */
export const LifetimeModel = defineEntity({
  name: 'LifetimeModel',
  tableName: 'lifetime_model',
  properties: {
    id: uuid().primary(),
    fittedAt: instant(),
    /** The first and the last day on which somebody bought. */
    dataFrom: p.date(),
    dataTo: p.date(),
    /** Of the spends. */
    currency: text(),
    customerCount: p.integer(),
    repeaterCount: p.integer(),
    spenderCount: p.integer(),
    purchaseDayCount: p.integer(),
    buying: p.json<Fitted<BuyingName>>().nullable(),
    spending: p.json<Fitted<SpendingName>>().nullable(),
    holdout: p.json<Holdout>().nullable(),
    correlation: figure().nullable(),
    warnings: p.array(),
    /** Why no figures can be made with it; null when they can. */
    reason: text().nullable(),
    valueReason: text().nullable(),
  },
});
export type LifetimeModelEntity = InferEntity<typeof LifetimeModel>;

/** Whose turn it is to fit: a single row while somebody does, so that several servers do not all. */
export const LifetimeTurn = defineEntity({
  name: 'LifetimeTurn',
  tableName: 'lifetime_turn',
  properties: { id: p.integer().primary(), begunAt: instant() },
});
