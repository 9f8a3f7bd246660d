// Floor 1: how anything is stored, paged and asked for. Knows tables, no customer.

import { p } from '@mikro-orm/core';

/** A UUIDv7, made by the application so that every engine and every shard can take it. */
export const uuid = () => p.uuid();

/** UTC, to the millisecond a JavaScript date can hold. */
export const instant = () => p.datetime(3).columnType('timestamptz(3)');

/** An amount in the smallest unit of its currency. */
export const minorUnits = () => p.bigint('number');

/** A number with decimals that is no money. MikroORM takes its own `double` for one that may be read as text. */
export const figure = () => p.float().columnType('double precision');

/** Text of any length: PostgreSQL stores it no differently from a bounded one, and rules bound it. */
export const text = () => p.text();
