import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { askedOf } from '../../src/customers/customer.matching.ts';
import { comparisonsIn } from '../../src/customers/filter.question.ts';
import { readFilter } from '../../src/customers/stored.filter.ts';
import { isAmong, rowsOf } from '../../src/database/read.ts';
import { globalId, type Uuid } from '../../src/kernel/ids.ts';
import { contributions } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';
import { shopSettings, type TestShop } from '../support/shop.ts';
import { type Asked, figuresOf, matches } from '../support/world/meaning.ts';
import { aPerson, type Person, worldNow } from '../support/world/people.ts';
import { aFilter, everyFigure } from '../support/world/questions.ts';
import { type WrittenSurvey, writePeople, writeShop } from '../support/world/writing.ts';
import { namesOf } from './asking.ts';

/** A world is written anew for each step of a search for the smallest, which must end before the test does. */
const drawn = { seed: 20_261_122, interruptAfterTimeLimit: 40_000 };

onBothEngines('any filter', (shop) => {
  let surveys: WrittenSurvey[] = [];
  let surveyIds: string[] = [];
  let worldNumber = 0;

  beforeAll(async () => {
    surveys = await writeShop(shop);
    surveyIds = surveys.map(({ id }) => globalId('survey', id));
  });

  /** Writes people and gives their ids. */
  async function peopled(people: readonly Person[]): Promise<{ industry: string; ids: Uuid[] }> {
    worldNumber += 1;
    const industry = `world ${worldNumber}`;
    return { industry, ids: await writePeople(shop, { people, industry, surveys }) };
  }

  it('gives the customers that a plain check of each gives, and so do its comparisons', async () => {
    const worlds = fc.record({
      people: fc.array(aPerson, { minLength: 5, maxLength: 20 }),
      filters: fc.array(aFilter(surveyIds), { minLength: 12, maxLength: 12 }),
    });

    await fc.assert(
      fc.asyncProperty(worlds, async ({ people, filters }) => {
        const { industry, ids } = await peopled(people);
        for (const filter of filters) {
          const found = await namesOf(shop, { filter: { and: [{ industry: { eq: industry } }, filter] } });
          const explained = await read(shop, filter, ids);

          const names = people.flatMap((person, index) =>
            matches(person, filter, { now: worldNow, surveyIds }) ? [String(index)] : [],
          );
          expect(found.toSorted()).toEqual(names.toSorted());
          const holding = explained.filter(({ holds }) => combined(filter, [], allUnder(holds)));
          expect(holding.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
        }
      }),
      { ...drawn, numRuns: 8 },
    );
  });

  it('reads of each customer what a plain count gives', async () => {
    const worlds = fc.record({
      people: fc.array(aPerson, { minLength: 5, maxLength: 20 }),
      questions: fc.array(everyFigure(surveyIds), { minLength: 10, maxLength: 10 }),
    });

    await fc.assert(
      fc.asyncProperty(worlds, async ({ people, questions }) => {
        const { ids } = await peopled(people);
        for (const question of questions) {
          const explained = await read(shop, question, ids);

          const told = explained.map(({ name, actual }) => [name, Object.fromEntries(actual)]);
          expect(Object.fromEntries(told)).toEqual(
            Object.fromEntries(people.map((person, index) => [index, figuresTold(person, question)])),
          );
        }
      }),
      { ...drawn, numRuns: 5 },
    );
  });

  function figuresTold(person: Person, question: Asked): Record<string, string | null> {
    const figures = figuresOf(person, question, { now: worldNow, surveyIds });
    const told = Object.entries(figures).flatMap(([clause, ofClause]) =>
      Object.entries(ofClause).map(([name, { value, told }]) => [
        `${clause}.${name}`,
        value === null ? null : told(value),
      ]),
    );
    return Object.fromEntries(told);
  }
});

interface Explained {
  name: string;
  /** What each comparison compares, by the place of the figure, and whether each holds, by its own. */
  actual: Map<string, string | null>;
  holds: Map<string, boolean>;
}

/** What the comparisons of a filter say of customers, each read for itself. */
async function read(shop: TestShop, filter: Asked, ids: readonly Uuid[]): Promise<Explained[]> {
  const asking = { now: worldNow, shop: shopSettings, contributions };
  const { from, question } = askedOf(readFilter(filter, contributions.filterType()), asking, ids);
  const comparisons = comparisonsIn(question);
  const holding = comparisons.map(({ holds }) => holds);
  const actuals = comparisons.map(({ actual }) => actual);
  const rows = await rowsOf<{ name: string; holds: (boolean | null)[]; actual: (string | null)[] }>(
    shop.database,
    sql`
      select
        customer.name,
        array[${sql.join([sql`null::boolean`, ...holding])}] as holds,
        array[${sql.join([sql`null::text`, ...actuals])}] as actual
      from ${from}
      where ${isAmong(sql.ref('customer.id'), ids)}`,
  );
  return rows.map(({ name, holds, actual }) => ({
    name,
    actual: new Map(
      comparisons.map(({ path }, index) => [path.slice(0, -1).join('.'), actual[index + 1] ?? null]),
    ),
    holds: new Map(comparisons.map(({ path }, index) => [path.join('.'), holds[index + 1] === true])),
  }));
}

function allUnder(holds: ReadonlyMap<string, boolean>) {
  return (path: readonly string[]) =>
    [...holds].every(([name, isTrue]) => isTrue || !name.startsWith(`${path.join('.')}.`));
}

function combined(
  filter: Asked,
  path: readonly string[],
  holdsUnder: (path: readonly string[]) => boolean,
): boolean {
  return Object.entries(filter).every(([name, part]) => {
    const at = [...path, name];
    const inner = (one: Asked, index: number) => combined(one, [...at, String(index)], holdsUnder);
    if (name === 'not') return !combined(part as Asked, at, holdsUnder);
    if (name === 'and') return (part as Asked[]).every(inner);
    if (name === 'or') return (part as Asked[]).some(inner);
    return holdsUnder(at);
  });
}
