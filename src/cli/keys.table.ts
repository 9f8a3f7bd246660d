import { type KeyRow, stateOf } from '../access/keys.list.ts';
import type { Reading } from '../kernel/reading.ts';
import { listed } from '../kernel/text.ts';

const titles = ['prefix', 'name', 'scopes', 'created', 'last used', 'expires', 'state'];

/** A line for each key, in columns as wide as what stands in them. */
export function keyTable(keys: readonly KeyRow[], now: Date): string {
  const rows = [titles, ...keys.map((key) => cellsOf(key, now))];
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
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

/** UTC, as everything the API tells. */
function minuteOf(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16)}Z`;
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
