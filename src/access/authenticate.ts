import type { Caller } from '../api/context.ts';
import type { Reader } from '../database/read.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import { findKey, looksLikeKey } from './keys.ts';

export const nobody: Caller = { actor: null, name: null, scopes: new Set() };

/** How long a key or token that was found good is believed without asking again; a revoked one ends at the latest then. */
const believedMilliseconds = 1_000;
const mostBelieved = 10_000;

export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

interface Recognition {
  /** Who presents a token; null for one that cannot be believed. Without it there are only keys. */
  tokens?: ((token: string, now: Date) => Promise<Caller | null>) | null;
  /** Is told of the use of a key, about once a second. */
  used?(keyId: Uuid, at: Date): void;
}

/** Finds out who calls from an Authorization header. An unknown key and a wrong token are nobody, like none. */
export function authenticator(
  reader: Reader,
  clock: Clock,
  { tokens = null, used = () => {} }: Recognition = {},
): Authenticate {
  const believed = new Map<string, { caller: Caller; until: number }>();

  async function recognised(presented: string, now: Date): Promise<Caller | null> {
    if (!looksLikeKey(presented)) return tokens?.(presented, now) ?? null;
    const key = await findKey(reader, presented, now);
    if (!key) return null;
    used(key.id, now);
    return { actor: key.id, name: key.name, scopes: new Set(key.scopes) };
  }

  return async (authorization) => {
    const presented = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (!presented) return nobody;
    const now = clock.now();
    const known = believed.get(presented);
    if (known && known.until > now.getTime()) return known.caller;

    const caller = await recognised(presented, now);
    if (!caller) return nobody;
    if (believed.size >= mostBelieved) believed.clear();
    believed.set(presented, { caller, until: now.getTime() + believedMilliseconds });
    return caller;
  };
}
