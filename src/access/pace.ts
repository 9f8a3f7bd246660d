import { createHash } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import { type Ask, type Filling, localBucket } from './budget.lease.ts';
import { networkOf } from './network.ts';

/** How fast those may ask who have a secret and no key. */
export interface Pace {
  /** Takes a turn of the address and one of the secret, and answers 0; else in how many seconds to ask again. */
  turn(address: string, secret: string): Promise<number>;
}

/** What one secret has of the turns of an address: behind a proxy, all share its address. */
const shareOfSecret = 1 / 10;
const mostKept = 10_000;

/** So many turns a minute for an address, in this process alone; 0: as many as one likes. */
export function paceOf(clock: Clock, perMinute: number): Pace {
  const byAddress = new Map<string, Ask>();
  const bySecret = new Map<string, Ask>();
  const ofAddress = fillingOf(perMinute);
  const ofSecret = fillingOf(Math.ceil(perMinute * shareOfSecret));

  return {
    async turn(address, secret) {
      if (perMinute === 0) return 0;
      const waits = [
        await secondsToWait(kept(byAddress, networkOf(address), ofAddress), ofAddress, clock),
        await secondsToWait(kept(bySecret, nameOf(secret), ofSecret), ofSecret, clock),
      ];
      return Math.max(...waits);
    },
  };
}

function fillingOf(perMinute: number): Filling {
  return { capacity: perMinute, perSecond: perMinute / 60 };
}

async function secondsToWait(ask: Ask, { perSecond }: Filling, clock: Clock): Promise<number> {
  const { granted, left } = await ask({ wanted: 1, holding: 0, now: clock.now() });
  return granted === 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
}

function kept(buckets: Map<string, Ask>, owner: string, filling: Filling): Ask {
  const bucket = buckets.get(owner) ?? localBucket(filling);
  // The one that has not been asked for longest goes first; whoever tries many secrets forgets their own.
  buckets.delete(owner);
  if (buckets.size >= mostKept) buckets.delete(buckets.keys().next().value ?? '');
  buckets.set(owner, bucket);
  return bucket;
}

/** What is kept in memory opens nothing. */
function nameOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
