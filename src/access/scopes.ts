// Floor 3: who asks, and what they may do. Knows keys and scopes, no customer.

/** The scope that no slice owns. */
export const adminScope = 'admin';

/** Scopes given but unknown, so that a key is never made with a typing mistake in it. */
export function unknownScopes(given: readonly string[], known: readonly string[]): string[] {
  return given.filter((scope) => !known.includes(scope));
}
