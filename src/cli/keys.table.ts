import { type KeyRow, stateOf } from '../access/keys.list.ts';
import { inColumns, minuteOf } from '../kernel/columns.ts';
import type { Reading } from '../kernel/reading.ts';
import { listed } from '../kernel/text.ts';

const titles = ['prefix', 'name', 'scopes', 'created', 'last used', 'expires', 'state'];

/** A line for each key, in columns as wide as what stands in them. */
export function keyTable(keys: readonly KeyRow[], now: Date): string {
  return inColumns([titles, ...keys.map((key) => cellsOf(key, now))]);
}

function cellsOf(key: KeyRow, now: Date): string[] {
  return [
    key.prefix,
    key.name,
    key.scopes.join(','),
    minuteOf(key.createdAt),
    key.lastUsedAt === null ? 'never' : minuteOf(key.lastUsedAt),
    key.expiresAt === null ? 'never' : minuteOf(key.expiresAt),
    stateOf(key, now),
  ];
}

/** The one key that somebody means: the only one, or the only one that is not revoked. */
export function oneOf(keys: readonly KeyRow[], prefixOrName: string): Reading<KeyRow> {
  const standing = keys.filter(({ revokedAt }) => revokedAt === null);
  const [only, ...others] = standing.length > 0 ? standing : keys;
  if (!only) {
    return {
      wrong: `There is no key with the prefix or name "${prefixOrName}". \`clientele keys list\` tells those there are.`,
    };
  }
  if (others.length === 0) return { value: only };
  const prefixes = [only, ...others].map(({ prefix }) => prefix);
  return {
    wrong: `${prefixes.length} keys have the name "${prefixOrName}". Say which: ${listed(prefixes, 'or')}.`,
  };
}
