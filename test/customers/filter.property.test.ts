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
import { type Asked, matches } from '../support/world/meaning.ts';
import { aPerson, worldNow } from '../support/world/people.ts';
import { aFilter } from '../support/world/questions.ts';
import { type WrittenSurvey, writePeople, writeShop } from '../support/world/writing.ts';
import { namesOf } from './asking.ts';

onBothEngines('any filter', (shop) => {
  let surveys: WrittenSurvey[] = [];

  beforeAll(async () => {
    surveys = await writeShop(shop);
  });

  it('gives the customers that a plain check of each gives, and so do its comparisons', async () => {
    const surveyIds = surveys.map(({ id }) => globalId('survey', id));
    const worlds = fc.record({
      people: fc.array(aPerson, { minLength: 5, maxLength: 20 }),
      filters: fc.array(aFilter(surveyIds), { minLength: 12, maxLength: 12 }),
    });
    let worldNumber = 0;

    await fc.assert(
      fc.asyncProperty(worlds, async ({ people, filters }) => {
        worldNumber += 1;
        const industry = `world ${worldNumber}`;
        await writePeople(shop, { people, industry, surveys });
        const ids = await idsOf(shop, industry);

        for (const filter of filters) {
          const found = await namesOf(shop, { filter: { and: [{ industry: { eq: industry } }, filter] } });
          const explained = await explainedNames(shop, filter, ids);

          const names = people.flatMap((person, index) =>
            matches(person, filter, { now: worldNow, surveyIds }) ? [String(index)] : [],
          );
          expect(found.toSorted()).toEqual(names.toSorted());
          expect(explained.toSorted()).toEqual(names.toSorted());
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 10), seed: Number(process.env.SEED ?? 20_261_122) },
    );
  });
});

async function idsOf(shop: TestShop, industry: string): Promise<Uuid[]> {
  const rows = await rowsOf<{ id: Uuid }>(
    shop.database,
    sql`select id from customer where industry = ${industry}`,
  );
  return rows.map(({ id }) => id);
}

/** Whom the comparisons give, each read for itself and combined here. */
async function explainedNames(shop: TestShop, filter: Asked, ids: readonly Uuid[]): Promise<string[]> {
  const asking = { now: worldNow, shop: shopSettings, contributions };
  const { from, question } = askedOf(readFilter(filter, contributions.filterType()), asking, ids);
  const comparisons = comparisonsIn(question);
  const rows = await rowsOf<{ name: string; held: (boolean | null)[] }>(
    shop.database,
    sql`
      select customer.name, array[${sql.join([sql`null::boolean`, ...comparisons.map(({ holds }) => holds)])}] as held
      from ${from}
      where ${isAmong(sql.ref('customer.id'), ids)}`,
  );
  return rows
    .filter(({ held }) => {
      const isTrue = new Map(
        comparisons.map(({ path }, index) => [path.join('.'), held[index + 1] === true]),
      );
      return combined(filter, [], (path) =>
        [...isTrue].every(([name, holds]) => holds || !`${name}.`.startsWith(`${path.join('.')}.`)),
      );
    })
    .map(({ name }) => name);
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
