import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Caller } from '../api/context.ts';
import { unavailable } from '../api/errors.ts';
import { isStorable } from '../kernel/text.ts';

export interface TokenSettings {
  /** Where the keys that sign are: an address, or the path of a file. */
  jwks: string;
  issuer: string;
  audience: string;
  /** The claim that holds the scopes: words in a string, or a list. */
  scopeClaim: string;
}

/** A shared secret would let whoever verifies also sign, and a public key is no secret: no HS*, and never `none`. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const clockToleranceSeconds = 5;
const longestSubject = 200;

/**
 * Says who presents a token; null when it is not signed by one of the keys, not of the issuer, not for the audience,
 * not valid now, or names nobody. Scopes that are not known are left out. Throws UNAVAILABLE when the keys cannot be had.
 */
export function tokenReader(
  { jwks, issuer, audience, scopeClaim }: TokenSettings,
  knownScopes: readonly string[],
): (token: string, now: Date) => Promise<Caller | null> {
  const keys = available(isAddress(jwks) ? keysAt(jwks) : keysIn(jwks));

  return async (token, now) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms,
        issuer,
        audience,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: clockToleranceSeconds,
        currentDate: now,
      });
      const { sub } = payload;
      // A claim is whatever its issuer made it.
      if (typeof sub !== 'string' || sub === '' || sub.length > longestSubject || !isStorable(sub))
        return null;
      const scopes = scopesIn(payload[scopeClaim]).filter((scope) => knownScopes.includes(scope));
      return { actor: `token:${sub}`, name: sub, scopes: new Set(scopes) };
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  };
}

/** Throws when a file has no keys that can be read. An address is asked when there is a token: it may be away for now. */
export async function checkKeys(jwks: string): Promise<void> {
  if (!isAddress(jwks)) createLocalJWKSet(JSON.parse(await readFile(jwks, 'utf8')));
}

function isAddress(jwks: string): boolean {
  return /^https?:\/\//.test(jwks);
}

/** The keys of a file, read again whenever it has changed. */
function keysIn(file: string): JWTVerifyGetKey {
  let known: { text: string; keys: JWTVerifyGetKey } | undefined;
  return async (header, token) => {
    const text = await readFile(file, 'utf8');
    if (known?.text !== text) known = { text, keys: createLocalJWKSet(JSON.parse(text)) };
    return known.keys(header, token);
  };
}

/** A key that is not known yet has the set fetched again, at most once a second; one that was taken out goes in time. */
function keysAt(address: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(address), {
    timeoutDuration: 2_000,
    cooldownDuration: 1_000,
    cacheMaxAge: 300_000,
  });
}

/** A set without the right key is the token's fault; a set that cannot be had is not. */
function available(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (tokensFault.some((kind) => error instanceof kind)) throw error;
      throw unavailable('The keys that sign tokens cannot be had at the moment. Try again shortly.', error);
    }
  };
}

const tokensFault = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

function scopesIn(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ');
  return Array.isArray(claim) ? claim.filter((scope) => typeof scope === 'string') : [];
}
