import { z } from 'zod';
import { listed } from '../kernel/text.ts';

/** An object that refuses unknown keys by naming those it knows. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const unknown = listed(issue.keys.map((key) => `"${key}"`));
      return `${unknown} is not known here; allowed are ${listed(Object.keys(shape))}.`;
    },
  });
}

/** True when exactly one of the keys is given. */
export function givesOneOf(given: object, keys: readonly string[]): boolean {
  const values = new Map<string, unknown>(Object.entries(given));
  return keys.filter((key) => values.get(key) !== undefined).length === 1;
}

/** `customer.id: …`: where in a mapping something is wrong, and what is allowed there. */
export function issuesOf(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const place = issue.path.map(String).join('.') || 'the mapping';
    return `${place}: ${issue.message}`;
  });
}
