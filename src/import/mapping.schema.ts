import { z } from 'zod';
import { questionKinds } from '../surveys/survey.words.ts';
import { givesOneOf, strict } from './strict.schema.ts';
import {
  answerSchema,
  choiceSchema,
  conditionSchema,
  countrySchema,
  dateSchema,
  listSchema,
  numberSchema,
  textSchema,
} from './value.schema.ts';

export const importNouns = [
  'purchases',
  'customers',
  'products',
  'interactions',
  'reviews',
  'responses',
] as const;
export type ImportNoun = (typeof importNouns)[number];

const rateSchema = z.string().regex(/^\d+(\.\d+)?$/, 'a rate is a decimal in quotes such as "1.17".');

/**
 * The first rule whose conditions all hold says what a row is; without one it is a sale (or simply a row to
 * take).
 */
const ruleSchema = strict({
  when: z.array(conditionSchema).min(1),
  are: z.enum(['sales', 'returns']).optional(),
  refuse: z.string().min(1).optional(),
}).refine((rule) => givesOneOf(rule, ['are', 'refuse']), { error: 'say either are or refuse.' });

const fileShape = {
  about: z.string().optional(),
  /** The system that made the ids: the source of every external id. */
  source: z.string().min(1),
  format: strict({
    delimiter: z.string().length(1).optional(),
    columns: z.array(z.string()).min(1).optional(),
    encoding: z.enum(['utf-8', 'latin1']).optional(),
  }).default({}),
  /** Other files beside the imported one, joined where their `key` equals the column `on`. */
  lookups: z.record(z.string(), strict({ file: z.string(), key: z.string(), on: z.string() })).default({}),
  rows: z.array(ruleSchema).default([]),
};

const customerShape = {
  kind: textSchema.optional(),
  name: textSchema.optional(),
  givenName: textSchema.optional(),
  familyName: textSchema.optional(),
  registrationNumber: textSchema.optional(),
  industry: textSchema.optional(),
  email: textSchema.optional(),
  phone: textSchema.optional(),
  street: textSchema.optional(),
  postalCode: textSchema.optional(),
  city: textSchema.optional(),
  region: textSchema.optional(),
  country: countrySchema.optional(),
  language: textSchema.optional(),
  yearlyIncome: strict({ amount: numberSchema, currency: textSchema }).optional(),
  interests: listSchema.optional(),
  attributes: z.record(z.string(), textSchema).default({}),
};

const customerSchema = strict({ id: textSchema.optional(), ...customerShape }).refine(
  (customer) => customer.id !== undefined || customer.email !== undefined,
  { error: 'say id, email or both: a customer is found again by them.' },
);

/** A customer that is there already. */
const knownCustomerSchema = strict({ id: textSchema.optional(), email: textSchema.optional() }).refine(
  (customer) => customer.id !== undefined || customer.email !== undefined,
  { error: 'say id, email or both: a customer is found by them.' },
);

const productSchema = strict({
  sku: textSchema,
  name: textSchema.optional(),
  kind: textSchema.optional(),
  category: textSchema.optional(),
  price: strict({ amount: numberSchema, currency: textSchema }).optional(),
  active: z.array(conditionSchema).min(1).optional(),
});

const lineSchema = strict({
  quantity: numberSchema,
  unitPrice: numberSchema.optional(),
  /** Of the whole line, where no price of a unit is told. */
  amount: numberSchema.optional(),
  /** Off the whole line. */
  discount: numberSchema.optional(),
  /** Off the whole line, as a share of it: 0.15. */
  discountShare: numberSchema.optional(),
  description: textSchema.optional(),
})
  .refine((line) => givesOneOf(line, ['unitPrice', 'amount']), { error: 'say either unitPrice or amount.' })
  .refine((line) => line.discount === undefined || line.discountShare === undefined, {
    error: 'say at most one of discount and discountShare.',
  });

const purchaseSchema = strict({
  /** Rows with the same id are one purchase, wherever they stand. */
  id: textSchema,
  /** Every row is a purchase of its own, and those of the same id are counted: `a`, `a#2`, `a#3`. */
  numbered: z.boolean().default(false),
  purchasedAt: dateSchema,
  channel: textSchema,
  currency: textSchema,
});

const interactionSchema = strict({
  id: textSchema,
  occurredAt: dateSchema,
  kind: choiceSchema,
  channel: choiceSchema,
  author: choiceSchema,
  agent: textSchema.optional(),
  subject: textSchema.optional(),
  body: textSchema.optional(),
  /** Of the product it is about. */
  sku: textSchema.optional(),
  /** What the source calls the purchase it is about. */
  purchase: textSchema.optional(),
});

const reviewSchema = strict({
  id: textSchema,
  writtenAt: dateSchema,
  rating: numberSchema.optional(),
  /** The best rating of the source; said where there is a rating. */
  ratingMax: numberSchema.optional(),
  author: textSchema.optional(),
  text: textSchema.optional(),
  language: textSchema.optional(),
  url: textSchema.optional(),
  /** Of the product it is about. */
  sku: textSchema.optional(),
  reply: strict({
    text: textSchema,
    by: textSchema.optional(),
    repliedAt: dateSchema.optional(),
  }).optional(),
})
  .refine((review) => (review.rating === undefined) === (review.ratingMax === undefined), {
    error: 'say rating and ratingMax, or neither.',
  })
  .refine((review) => review.rating !== undefined || review.text !== undefined, {
    error: 'say rating, text or both.',
  });
const textsSchema = z.record(z.string(), z.string().min(1));

const askedSchema = strict({
  kind: z.enum(questionKinds),
  /** What it asks, by language: { "en": "How satisfied are you?" }. */
  texts: textsSchema,
  /** What it offers, by what is stored of it, each by language. */
  choices: z.record(z.string(), textsSchema).optional(),
  scaleMax: z.number().optional(),
  answer: answerSchema,
});

const responseSchema = strict({
  id: textSchema,
  submittedAt: dateSchema,
  startedAt: dateSchema.optional(),
  language: textSchema.optional(),
  channel: choiceSchema.optional(),
  /** Of the product it is about. */
  sku: textSchema.optional(),
  /** What the source calls the purchase it is about. */
  purchase: textSchema.optional(),
});

export const purchasesSchema = strict({
  maps: z.literal('purchases'),
  ...fileShape,
  /** Units of the shop's base currency for one of another. */
  rates: z.record(z.string(), rateSchema).default({}),
  purchase: purchaseSchema,
  customer: customerSchema.optional(),
  product: productSchema,
  line: lineSchema,
});
export const customersSchema = strict({
  maps: z.literal('customers'),
  ...fileShape,
  customer: customerSchema,
});
export const productsSchema = strict({ maps: z.literal('products'), ...fileShape, product: productSchema });

export const interactionsSchema = strict({
  maps: z.literal('interactions'),
  ...fileShape,
  interaction: interactionSchema,
  customer: knownCustomerSchema,
});
export const reviewsSchema = strict({
  maps: z.literal('reviews'),
  ...fileShape,
  review: reviewSchema,
  customer: knownCustomerSchema.optional(),
});

export const responsesSchema = strict({
  maps: z.literal('responses'),
  ...fileShape,
  /** The survey that was answered; it is found again by its name. */
  survey: strict({ name: z.string().min(1), questions: z.array(askedSchema).min(1) }),
  response: responseSchema,
  /** Customers that are there already; somebody unknown where a row names none. */
  customer: strict({ id: textSchema.optional(), email: textSchema.optional() }).optional(),
});

export type PurchasesMapping = z.infer<typeof purchasesSchema>;
export type CustomersMapping = z.infer<typeof customersSchema>;
export type ProductsMapping = z.infer<typeof productsSchema>;
export type InteractionsMapping = z.infer<typeof interactionsSchema>;
export type ReviewsMapping = z.infer<typeof reviewsSchema>;
export type ResponsesMapping = z.infer<typeof responsesSchema>;
export type FileMapping = Pick<CustomersMapping, 'source' | 'format' | 'lookups' | 'rows'>;
export type CustomerMapping = z.infer<typeof customerSchema>;
export type ProductMapping = z.infer<typeof productSchema>;
export type LineMapping = z.infer<typeof lineSchema>;
export type MoneyMapping = NonNullable<ProductMapping['price']>;
