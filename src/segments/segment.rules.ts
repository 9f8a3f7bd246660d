import { lengthErrors } from '../interactions/interaction.rules.ts';
import { type UserError, userError } from '../kernel/errors.ts';

export const longestName = 100;
export const longestDescription = 1_000;
/** Put on a list or taken off it in one call. */
export const mostAtOnce = 1_000;

export function nameErrors(name: string): UserError[] {
  if (name === '') return [userError('REQUIRED', ['name'], 'A segment has a name.')];
  return lengthErrors('A name', name, longestName, ['name']);
}

export function descriptionErrors(description: string | null): UserError[] {
  return lengthErrors('A description', description, longestDescription, ['description']);
}

export function countErrors(count: number): UserError[] {
  if (count >= 1 && count <= mostAtOnce) return [];
  return [userError('INVALID', ['customers'], `1 to ${mostAtOnce} customers at once; got ${count}.`)];
}

/** Trimmed; empty text is none. */
export function descriptionOf(text: string | null | undefined): string | null {
  return text?.trim() || null;
}
