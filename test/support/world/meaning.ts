import { type AskedPurchases, boughtBy } from './bought.ts';
import { areAs, type Figure, isAs, lastOf, type Operators, plainly } from './comparing.ts';
import {
  type AskedCases,
  type AskedEvents,
  type AskedInteractions,
  type AskedSatisfaction,
  type AskedVisits,
  answeredBy,
  casesOf,
  doneBy,
  saidWith,
  scoresOf,
  visitedBy,
  writtenBy,
} from './done.ts';
import type { Person } from './people.ts';

/** A filter as JSON has it. */
export interface Asked {
  and?: Asked[];
  or?: Asked[];
  not?: Asked;
  kind?: Operators;
  lifecycle?: Operators;
  region?: Operators;
  yearlyIncome?: Operators;
  interests?: { hasAny?: string[]; hasAll?: string[]; isEmpty?: boolean };
  attribute?: { name: string; eq?: string; in?: string[]; exists?: boolean };
  purchases?: AskedPurchases;
  visits?: AskedVisits;
  events?: AskedEvents;
  interactions?: AskedInteractions;
  serviceCases?: AskedCases;
  satisfaction?: AskedSatisfaction;
  consent?: { surveys: Operators };
}

export interface World {
  now: Date;
  /** What the surveys are called in filters. */
  surveyIds: readonly string[];
}

/** What a filter means, said plainly. */
export function matches(person: Person, filter: Asked, world: World): boolean {
  const { now } = world;
  return [
    filter.and?.every((part) => matches(person, part, world)),
    filter.or?.some((part) => matches(person, part, world)),
    filter.not && !matches(person, filter.not, world),
    filter.kind && isAs(person.kind, filter.kind),
    filter.lifecycle && isAs(lifecycleOf(person, now), filter.lifecycle),
    filter.region && isAs(person.region, filter.region),
    filter.yearlyIncome && isAs(person.income, filter.yearlyIncome, Number),
    filter.interests && isInterestedAs(person, filter.interests),
    filter.attribute && isDescribedAs(person, filter.attribute),
    Object.entries(figuresOf(person, filter, world)).every(([name, figures]) =>
      areAs(figures, partOf(filter, name)),
    ),
  ].every((holds) => holds !== false);
}

/** What somebody has of all that a filter compares, by the clause or the part of it that does. */
export function figuresOf(
  person: Person,
  { purchases, visits, events, interactions, serviceCases, satisfaction, consent }: Asked,
  { now, surveyIds }: World,
): Record<string, Record<string, Figure>> {
  const { responses, reviews } = satisfaction ?? {};
  return {
    ...(purchases ? { purchases: boughtBy(person, purchases, now) } : {}),
    ...(visits ? { visits: visitedBy(person, visits, now) } : {}),
    ...(events ? { events: doneBy(person, events, now) } : {}),
    ...(interactions ? { interactions: saidWith(person, interactions, now) } : {}),
    ...(serviceCases ? { serviceCases: casesOf(person, serviceCases, now) } : {}),
    ...(satisfaction ? { satisfaction: scoresOf(person) } : {}),
    ...(responses ? { 'satisfaction.responses': answeredBy(person, responses, { now, surveyIds }) } : {}),
    ...(reviews ? { 'satisfaction.reviews': writtenBy(person, reviews, now) } : {}),
    ...(consent ? { consent: { surveys: plainly(!person.hasRefused) } } : {}),
  };
}

function partOf(filter: Asked, name: string): object {
  const [clause = '', part] = name.split('.');
  const asked = (filter as Record<string, Record<string, object>>)[clause] ?? {};
  return part === undefined ? asked : (asked[part] ?? {});
}

/** Active for 365 days after a purchase, the last instant of them included. */
function lifecycleOf({ purchases }: Person, now: Date): string {
  const last = lastOf(purchases.filter(({ isCancelled }) => !isCancelled));
  if (last === null) return 'POTENTIAL';
  return last >= now.getTime() - 365 * 86_400_000 ? 'ACTIVE' : 'LAPSED';
}

function isInterestedAs(
  { interests }: Person,
  { hasAny, hasAll, isEmpty }: NonNullable<Asked['interests']>,
): boolean {
  return [
    hasAny?.some((interest) => interests.includes(interest)),
    hasAll?.every((interest) => interests.includes(interest)),
    isEmpty === undefined ? undefined : (interests.length === 0) === isEmpty,
  ].every((holds) => holds !== false);
}

function isDescribedAs(
  { tier }: Person,
  { name: _, exists, ...operators }: NonNullable<Asked['attribute']>,
): boolean {
  return isAs(tier, operators) && (exists === undefined || (tier !== null) === exists);
}
