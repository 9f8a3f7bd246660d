import { z } from 'zod';
import { givesOneOf, strict } from './strict.schema.ts';

const origins = ['value', 'column', 'columns'];
const origin = {
  /** The same for every row. */
  value: z.string().optional(),
  /** `CustomerID`, or `order.customer_id` for a column of the lookup `order`. */
  column: z.string().optional(),
  /** Several columns joined by `joinedBy`. */
  columns: z.array(z.string()).min(2).optional(),
  joinedBy: z.string().default('-'),
  /** Taken off the end where it stands there: ".0" of "17850.0". */
  stripSuffix: z.string().optional(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
};
const oneOrigin = { error: 'say exactly one of value, column and columns.' };

export const textSchema = strict(origin).refine((given) => givesOneOf(given, origins), oneOrigin);

export const listSchema = strict({ ...origin, splitBy: z.string().default(',') }).refine(
  (given) => givesOneOf(given, origins),
  oneOrigin,
);

export const numberSchema = strict({ ...origin, decimalMark: z.enum(['.', ',']).default('.') }).refine(
  (given) => givesOneOf(given, origins),
  oneOrigin,
);

export const dateSchema = strict({
  ...origin,
  /** Made of YYYY, MM or M, DD or D, HH or H, mm and ss; or ISO. */
  date: z.string().refine((pattern) => pattern === 'ISO' || /YYYY/.test(pattern), {
    error: 'a date is ISO, or a pattern of YYYY, MM or M, DD or D, HH or H, mm, ss.',
  }),
  timeZone: z.string().refine(isTimeZone, { error: 'is not an IANA time zone such as Europe/Helsinki.' }),
}).refine((given) => givesOneOf(given, origins), oneOrigin);

export const countrySchema = strict({
  ...origin,
  /** Names beyond those of ISO: { "EIRE": "IE" }; null for one that is no country of ISO's. */
  alsoKnownAs: z.record(z.string(), z.string().length(2).nullable()).default({}),
}).refine((given) => givesOneOf(given, origins), oneOrigin);

export const choiceSchema = strict({
  ...origin,
  /** What the file calls the words of ours: { "call": "PHONE" }. */
  means: z.record(z.string(), z.string()).default({}),
}).refine((given) => givesOneOf(given, origins), oneOrigin);

export const answerSchema = strict({
  ...origin,
  decimalMark: z.enum(['.', ',']).default('.'),
  /** What stands between several choices in one cell. */
  splitBy: z.string().default(','),
  /** What the file calls the values of choices: { "1": "yes" }. */
  means: z.record(z.string(), z.string()).default({}),
  /** What stands for no answer, beside an empty cell: ["11", "Blank"]. */
  blank: z.array(z.string()).default([]),
}).refine((given) => givesOneOf(given, origins), oneOrigin);

const tests = ['equals', 'oneOf', 'startsWith', 'missing', 'atMost', 'below'];

export const conditionSchema = strict({
  column: z.string(),
  equals: z.string().optional(),
  oneOf: z.array(z.string()).min(1).optional(),
  startsWith: z.string().min(1).optional(),
  missing: z.boolean().optional(),
  atMost: z.number().optional(),
  below: z.number().optional(),
}).refine((given) => givesOneOf(given, tests), { error: `say exactly one of ${tests.join(', ')}.` });

export type TextValue = z.infer<typeof textSchema>;
export type ListValue = z.infer<typeof listSchema>;
export type NumberValue = z.infer<typeof numberSchema>;
export type DateValue = z.infer<typeof dateSchema>;
export type CountryValue = z.infer<typeof countrySchema>;
export type ChoiceValue = z.infer<typeof choiceSchema>;
export type AnswerValue = z.infer<typeof answerSchema>;
export type Condition = z.infer<typeof conditionSchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
