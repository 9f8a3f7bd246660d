import { type Kysely, sql } from 'kysely';
import { doing, Work } from '../database/work.ts';

/** How a bucket is filled. */
export interface Filling {
  capacity: number;
  perSecond: number;
}

/** What came of asking a bucket: the tokens it gave, and those it has left. */
export interface Lease {
  granted: number;
  left: number;
}

/**
 * Asks a bucket for tokens and gets as many as it has; a number below 0 puts some back. What the asker holds already
 * leaves so much less to refill.
 */
export type Ask = (asking: { wanted: number; holding: number; now: Date }) => Promise<Lease>;

/**
 * The bucket of an owner, in the database. One statement, so that no two processes are given the same tokens; it is no
 * statement of the request that happens to need it, and is not counted there.
 */
export function storedBucket(kysely: Kysely<unknown>, owner: string, { capacity, perSecond }: Filling): Ask {
  return async ({ wanted, holding, now }) => {
    const seconds = sql`extract(epoch from excluded.refilled_at - bucket.refilled_at)::float8`;
    // Clocks of several machines differ: one that is behind must not take away what another saw refilled.
    const refilled = sql`bucket.tokens + ${perSecond}::float8 * greatest(0, ${seconds})`;
    const available = sql`greatest(0, least(${capacity - holding}::float8, ${refilled}))`;
    const granted = sql`least(${wanted}::float8, floor(${available}))`;
    const ofFull = Math.min(wanted, capacity);
    const statement = sql<Lease>`
      insert into budget as bucket (owner, tokens, granted, refilled_at)
      values (${owner}, ${capacity - Math.max(0, ofFull)}, ${ofFull}, ${now})
      on conflict (owner) do update set
        tokens = least(${capacity}::float8, ${available} - ${granted}),
        granted = ${granted},
        refilled_at = greatest(bucket.refilled_at, excluded.refilled_at)
      returning granted, tokens as left`;
    const { rows } = await doing(new Work(), () => statement.execute(kysely));
    return rows[0] ?? { granted: 0, left: 0 };
  };
}

/** A bucket of this process alone, full at first. */
export function localBucket({ capacity, perSecond }: Filling): Ask {
  let tokens = capacity;
  let refilledAt = 0;
  return async ({ wanted, holding, now }) => {
    const seconds = Math.max(0, now.getTime() - refilledAt) / 1_000;
    const available = Math.max(0, Math.min(capacity - holding, tokens + perSecond * seconds));
    const granted = Math.min(wanted, Math.floor(available));
    tokens = Math.min(capacity, available - granted);
    refilledAt = now.getTime();
    return { granted, left: tokens };
  };
}
