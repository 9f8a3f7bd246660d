import fc from 'fast-check';
import type { AskedProduct } from './bought.ts';
import type { Operators, Window } from './comparing.ts';
import type { Asked } from './meaning.ts';
import {
  authors,
  campaigns,
  channels,
  eventNames,
  halfDaysAgo,
  interactionChannels,
  interactionKinds,
  interests,
  kinds,
  paths,
  priorities,
  products,
  sources,
  words,
} from './people.ts';

/** Some of what can be given, one thing at least. */
function some<Fields extends object>(
  fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> },
  most = 2,
): fc.Arbitrary<Partial<Fields>> {
  const names = Object.keys(fields) as (keyof Fields)[];
  return fc
    .subarray(names, { minLength: 1, maxLength: Math.min(most, names.length) })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, fields[name]])))) as never;
}

function text(values: readonly string[], parts: readonly string[]): fc.Arbitrary<Operators> {
  const value = fc.constantFrom(...values);
  const list = fc.array(value, { maxLength: 3 });
  return some({
    eq: value,
    ne: value,
    in: list,
    notIn: list,
    contains: fc.constantFrom(...parts),
    startsWith: fc.constantFrom(...parts),
    isNull: fc.boolean(),
  });
}

function oneOf(values: readonly string[]): fc.Arbitrary<Operators> {
  const list = fc.subarray([...values]);
  return some({ eq: fc.constantFrom(...values), in: list, notIn: list });
}

function range(value: fc.Arbitrary<unknown>): fc.Arbitrary<Operators> {
  return some({ eq: value, gt: value, gte: value, lt: value, lte: value, isNull: fc.boolean() });
}

const moment = fc.integer({ min: -2, max: 60 }).map((halfDays) => halfDaysAgo(halfDays).toISOString());
const whole = (most: number) => range(fc.integer({ min: 0, max: most }));
const amount = range(fc.integer({ min: 0, max: 6_000 }).map((cents) => (cents / 100).toFixed(2)));
const time = range(moment);
const answer = fc.record({ eq: fc.boolean() });
const within: fc.Arbitrary<Window> = some({
  days: fc.integer({ min: 1, max: 30 }),
  from: moment,
  to: moment,
});

function aProduct(depth: number): fc.Arbitrary<AskedProduct> {
  const inner = depth === 0 ? {} : innerFilters(aProduct(depth - 1));
  return some({
    sku: text(
      products.map(({ sku }) => sku),
      ['T', 'u', '%'],
    ),
    name: text(
      products.map(({ name }) => name),
      ['t', 'mug', '_'],
    ),
    kind: oneOf(['GOODS', 'SERVICE']),
    category: text(['Tents', 'Care'], ['TEN', 'e']),
    price: range(fc.constantFrom('9.90', '50', '100.00')),
    ...inner,
  });
}

function innerFilters<Filter>(inner: fc.Arbitrary<Filter>) {
  return { and: fc.array(inner, { maxLength: 2 }), or: fc.array(inner, { maxLength: 3 }), not: inner };
}

const product = aProduct(2);
const count = whole(4);
const number = { isNull: false };

/** How facts are narrowed, and what of them can be compared: at random, and so that each is. */
function factsOf(surveyIds: readonly string[]) {
  const survey = fc.constantFrom(...surveyIds, 'survey_nonsense');
  return {
    purchases: {
      narrowing: { product, channel: text(channels, ['STO', 'w', 'e']), within },
      figures: { count, total: amount, averageBasket: amount, units: whole(8), firstAt: time, lastAt: time },
    },
    visits: {
      narrowing: { path: text(paths, ['/T', 'ä', '/']), campaign: text(campaigns, ['A', 'in']), within },
      figures: { count, pageViews: whole(5), lastAt: time },
    },
    events: {
      narrowing: {
        kind: oneOf(['PAGE', 'SCREEN', 'TRACK']),
        name: text(eventNames, ['product', 'v']),
        product,
        within,
      },
      figures: { count, lastAt: time },
    },
    interactions: {
      narrowing: {
        kind: oneOf(interactionKinds),
        channel: oneOf(interactionChannels),
        author: oneOf(authors),
        within,
      },
      figures: { count, lastAt: time },
    },
    serviceCases: {
      narrowing: {
        status: oneOf(['OPEN', 'WAITING', 'RESOLVED', 'CLOSED']),
        kind: oneOf(interactionKinds),
        channel: oneOf(interactionChannels),
        priority: oneOf(priorities),
        within,
      },
      figures: { count, lastAt: time },
    },
    responses: {
      narrowing: { survey: some({ eq: survey, in: fc.array(survey, { maxLength: 2 }) }), within },
      figures: { count, lastAt: time },
    },
    reviews: {
      narrowing: { source: text(sources, ['APP', '-']), product, within },
      figures: { count, stars: range(fc.constantFrom('1', '2.5', '3.33', '4', '5.00')), lastAt: time },
    },
  };
}

type Facts = ReturnType<typeof factsOf>;
type Fields = Record<string, fc.Arbitrary<unknown>>;

/** Facts, narrowed or not, some of their figures compared. */
function compared({ narrowing, figures }: { narrowing: Fields; figures: Fields }): fc.Arbitrary<object> {
  return fc
    .tuple(fc.option(some(narrowing, 3), { nil: {} }), some(figures))
    .map(([narrowed, asked]) => ({ ...narrowed, ...asked }));
}

/** Filters over everything that can be asked, and, or and not up to so deep. `surveyIds`: what surveys are called in them. */
export function aFilter(surveyIds: readonly string[], depth = 3): fc.Arbitrary<Asked> {
  const { responses, reviews, ...facts } = factsOf(surveyIds);
  const clauses = {
    kind: oneOf(kinds),
    lifecycle: oneOf(['POTENTIAL', 'ACTIVE', 'LAPSED']),
    region: text(words, ['a', 'ä', '%', '_', "'", '\\', 'AI', '5', '{', '']),
    yearlyIncome: range(fc.integer({ min: 0, max: 3 }).map(String)),
    interests: some({
      hasAny: fc.subarray(interests, { maxLength: 2 }),
      hasAll: fc.subarray(interests, { maxLength: 2 }),
      isEmpty: fc.boolean(),
    }),
    attribute: some({ eq: fc.constantFrom(...words), in: fc.subarray(words), exists: fc.boolean() }).map(
      (asked) => ({ name: 'tier', ...asked }),
    ),
    ...Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, compared(fact)])),
    satisfaction: some({
      nps: whole(10),
      npsCategory: oneOf(['PROMOTER', 'PASSIVE', 'DETRACTOR']),
      csat: whole(10),
      csatInTopBox: answer,
      responses: compared(responses),
      reviews: compared(reviews),
    }),
    consent: fc.record({ surveys: answer }),
  };
  // Few clauses at once, or hardly anybody is ever left.
  return some({
    ...clauses,
    ...(depth === 0 ? {} : innerFilters(aFilter(surveyIds, depth - 1))),
  }) as fc.Arbitrary<Asked>;
}

/** Every figure of every kind of facts, these narrowed at random. */
export function everyFigure(surveyIds: readonly string[]): fc.Arbitrary<Asked> {
  const facts: Facts = factsOf(surveyIds);
  const entries = Object.entries(facts).map(([name, { narrowing, figures }]) => {
    const asked = Object.fromEntries(Object.keys(figures).map((figure) => [figure, number]));
    return [name, some(narrowing as Fields, 2).map((narrowed) => ({ ...narrowed, ...asked }))];
  });
  const all: fc.Arbitrary<Record<string, object>> = fc.record(Object.fromEntries(entries));
  return all.map(({ responses, reviews, ...rest }) => ({
    ...rest,
    satisfaction: {
      responses,
      reviews,
      nps: number,
      npsCategory: { in: [] },
      csat: number,
      csatInTopBox: { eq: true },
    },
    consent: { surveys: { eq: true } },
  })) as fc.Arbitrary<Asked>;
}
