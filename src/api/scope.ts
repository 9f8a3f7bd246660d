import type { Context } from './context.ts';
import { forbidden, unauthenticated } from './errors.ts';

/** The personal data scope. */
export const piiScope = 'customers:pii';

export function requireScope({ caller }: Context, scope: string): void {
  if (caller.scopes.has(scope)) return;
  throw caller.actor === null ? unauthenticated() : forbidden(scope);
}
