import { type AskedProduct, isProductAs } from './bought.ts';
import { countAndLast, exactly, isAs, isWithin, type Operators, plainly, type Window } from './comparing.ts';
import type { Event, Person } from './people.ts';

interface AskedFacts {
  within?: Window;
  count?: Operators;
  lastAt?: Operators;
}

export interface AskedVisits extends AskedFacts {
  path?: Operators;
  campaign?: Operators;
  pageViews?: Operators;
}

export interface AskedEvents extends AskedFacts {
  kind?: Operators;
  name?: Operators;
  product?: AskedProduct;
}

export interface AskedInteractions extends AskedFacts {
  kind?: Operators;
  channel?: Operators;
  author?: Operators;
}

export interface AskedCases extends AskedFacts {
  status?: Operators;
  kind?: Operators;
  channel?: Operators;
  priority?: Operators;
}

export interface AskedSatisfaction {
  nps?: Operators;
  npsCategory?: Operators;
  csat?: Operators;
  csatInTopBox?: Operators;
  responses?: AskedFacts & { survey?: Operators };
  reviews?: AskedFacts & { source?: Operators; product?: AskedProduct; stars?: Operators };
}

/** A visit is of views that are less than half an hour apart; `at` is the last of them. */
interface Visit {
  at: Date;
  views: Event[];
}

function visitsOf({ events }: Person): Visit[] {
  const visits: Visit[] = [];
  const views = events.filter(({ kind }) => kind !== 'TRACK');
  for (const view of views.toSorted((one, other) => one.at.getTime() - other.at.getTime())) {
    const last = visits.at(-1);
    if (last && view.at.getTime() - last.at.getTime() < 1_800_000) {
      last.at = view.at;
      last.views.push(view);
    } else visits.push({ at: view.at, views: [view] });
  }
  return visits;
}

export function visitedBy(person: Person, { path, campaign = {}, within }: AskedVisits, now: Date) {
  const visits = visitsOf(person).filter(({ views }) => {
    const [first] = views;
    if (!first || !isWithin(first.at, within, now) || !isAs(first.campaign, campaign)) return false;
    return !path || views.some((view) => isAs(view.path, path));
  });
  const viewed = visits.reduce((sum, { views }) => sum + views.length, 0);
  return { ...countAndLast(visits), pageViews: plainly(viewed) };
}

export function doneBy(
  { events }: Person,
  { kind = {}, name = {}, product, within }: AskedEvents,
  now: Date,
) {
  const done = events.filter(
    (event) =>
      isAs(event.kind, kind) &&
      isAs(event.name, name) &&
      (!product || isProductAs(event.sku, product)) &&
      isWithin(event.at, within, now),
  );
  return countAndLast(done);
}

export function saidWith({ interactions, cases }: Person, asked: AskedInteractions, now: Date) {
  const { kind = {}, channel = {}, author = {}, within } = asked;
  const said = [...interactions, ...cases].filter(
    (one) =>
      isAs(one.kind, kind) &&
      isAs(one.channel, channel) &&
      isAs(one.author, author) &&
      isWithin(one.at, within, now),
  );
  return countAndLast(said);
}

export function casesOf({ cases }: Person, asked: AskedCases, now: Date) {
  const { status = {}, kind = {}, channel = {}, priority = {}, within } = asked;
  const open = cases.filter(
    (one) =>
      isAs(one.status, status) &&
      isAs(one.kind, kind) &&
      isAs(one.channel, channel) &&
      isAs(one.priority, priority) &&
      isWithin(one.at, within, now),
  );
  return countAndLast(open);
}

/** Of each survey the latest response counts, whatever it leaves out; of those, the latest that has the score. */
export function scoresOf({ responses }: Person) {
  const newestFirst = responses
    .filter(({ isPartial }) => !isPartial)
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const counted = [0, 1]
    .flatMap((survey) => newestFirst.find((response) => response.survey === survey) ?? [])
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const nps = counted.find((response) => response.nps !== null)?.nps ?? null;
  const byCsat = counted.find((response) => response.csat !== null);
  const csat = byCsat?.csat ?? null;
  return {
    nps: plainly(nps),
    npsCategory: plainly(nps === null ? null : nps >= 9 ? 'PROMOTER' : nps >= 7 ? 'PASSIVE' : 'DETRACTOR'),
    csat: plainly(csat),
    csatInTopBox: plainly(csat === null ? null : csat >= (byCsat?.survey === 0 ? 4 : 9)),
  };
}

/** `surveyIds`: what the surveys are called in filters. */
export function answeredBy(
  person: Person,
  { survey = {}, within }: NonNullable<AskedSatisfaction['responses']>,
  { surveyIds, now }: { surveyIds: readonly string[]; now: Date },
) {
  const submitted = person.responses.filter(
    (one) => !one.isPartial && isAs(surveyIds[one.survey] ?? null, survey) && isWithin(one.at, within, now),
  );
  return countAndLast(submitted);
}

export function writtenBy(
  person: Person,
  { source = {}, product, within }: NonNullable<AskedSatisfaction['reviews']>,
  now: Date,
) {
  const written = person.reviews.filter(
    (one) =>
      isAs(one.source, source) &&
      (!product || isProductAs(one.sku, product)) &&
      isWithin(one.at, within, now),
  );
  const ratings = written.flatMap(({ rating }) => rating ?? []);
  const sum = ratings.reduce((all, rating) => all + rating, 0);
  const mean = ratings.length === 0 ? null : Math.round((sum * 100) / ratings.length);
  return { ...countAndLast(written), stars: exactly(mean) };
}
