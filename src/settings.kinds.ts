import { z } from 'zod';

/** Yes or no. */
export const flag = (sentence: string) =>
  z.stringbool({ error: 'true or false' }).optional().describe(sentence);
export const whole = (least: number, most: number) => {
  const allowed = { error: `a whole number from ${least} to ${most}` };
  return z.coerce.number(allowed).int(allowed).min(least, allowed).max(most, allowed);
};

export const number = (least: number, most: number) => {
  const allowed = { error: `a number from ${least} to ${most}` };
  return z.coerce.number(allowed).min(least, allowed).max(most, allowed);
};

/** A limit, of which 0 is none. */
export const limit = (byDefault: number, sentence: string) =>
  whole(0, 1_000_000_000).default(byDefault).describe(sentence);
