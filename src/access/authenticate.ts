import type { Caller } from '../api/context.ts';
import type { Reader } from '../database/read.ts';
import type { Clock } from '../kernel/clock.ts';
import { findKey } from './keys.ts';

export const nobody: Caller = { keyId: null, name: null, scopes: new Set() };

/** How long a key that was found is believed without asking again; a revoked one ends at the latest then. */
const believedMilliseconds = 1_000;
const mostBelieved = 10_000;

/** Finds out who calls from an Authorization header. An unknown key is nobody, like none. */
export function authenticator(
  reader: Reader,
  clock: Clock,
): (authorization: string | undefined) => Promise<Caller> {
  const believed = new Map<string, { caller: Caller; until: number }>();

  return async (authorization) => {
    const presented = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (!presented) return nobody;
    const now = clock.now();
    const known = believed.get(presented);
    if (known && known.until > now.getTime()) return known.caller;

    const key = await findKey(reader, presented, now);
    if (!key) return nobody;
    const caller = { keyId: key.id, name: key.name, scopes: new Set(key.scopes) };
    if (believed.size >= mostBelieved) believed.clear();
    believed.set(presented, { caller, until: now.getTime() + believedMilliseconds });
    return caller;
  };
}
