import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CustomerFilter } from '../../src/customers/customer.filter.ts';
import { createCustomers } from '../../src/customers/customer.service.ts';
import { onBothEngines } from '../support/engines.ts';
import { namesOf } from './asking.ts';

const words = ['Aino', 'aino', 'Ääni', '50%', 'a_b', "O'Neil", '{x,"y"}', '\\', 'ß'];
const kinds = ['PERSON', 'BUSINESS', 'PUBLIC_ORGANISATION', 'COMMUNITY'] as const;
const interests = ['sauna', 'choir', 'a,b', '"'];

interface Person {
  kind: (typeof kinds)[number];
  region: string | null;
  income: number | null;
  interests: string[];
  tier: string | null;
}
type Checked = Pick<CustomerFilter, 'kind' | 'region' | 'yearlyIncome' | 'interests' | 'attribute'> & {
  and?: Checked[];
  or?: Checked[];
  not?: Checked;
};

const aPerson: fc.Arbitrary<Person> = fc.record({
  kind: fc.constantFrom(...kinds),
  region: fc.option(fc.constantFrom(...words)),
  income: fc.option(fc.integer({ min: 0, max: 3 })),
  interests: fc.uniqueArray(fc.constantFrom(...interests)),
  tier: fc.option(fc.constantFrom(...words)),
});

const someWords = fc.array(fc.constantFrom(...words), { maxLength: 3 });
const someInterests = fc.array(fc.constantFrom(...interests), { maxLength: 2 });
const amount = fc.integer({ min: 0, max: 3 }).map(String);
const clauses = {
  kind: fc.record(
    { eq: fc.constantFrom(...kinds), in: fc.subarray([...kinds]), notIn: fc.subarray([...kinds]) },
    { requiredKeys: [] },
  ),
  region: fc.record(
    {
      eq: fc.constantFrom(...words),
      ne: fc.constantFrom(...words),
      in: someWords,
      notIn: someWords,
      contains: fc.constantFrom('a', 'ä', '%', '_', "'", '\\', ''),
      startsWith: fc.constantFrom('AI', 'ää', '5', '{', ''),
      isNull: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  yearlyIncome: fc.record(
    { eq: amount, gt: amount, gte: amount, lt: amount, lte: amount, isNull: fc.boolean() },
    { requiredKeys: [] },
  ),
  interests: fc.record(
    { hasAny: someInterests, hasAll: someInterests, isEmpty: fc.boolean() },
    { requiredKeys: [] },
  ),
  attribute: fc.record(
    { name: fc.constant('tier'), eq: fc.constantFrom(...words), in: someWords, exists: fc.boolean() },
    { requiredKeys: ['name'] },
  ),
};

function aFilter(depth: number): fc.Arbitrary<Checked> {
  const inner = depth === 0 ? {} : innerFilters(aFilter(depth - 1));
  // Few clauses at once, or hardly anybody is ever left.
  return fc
    .record({ ...clauses, ...inner }, { requiredKeys: [] })
    .map((filter) => Object.entries(filter))
    .chain((entries) => fc.subarray(entries, { maxLength: Math.min(2, entries.length) }))
    .map((entries) => Object.fromEntries(entries));
}

function innerFilters(inner: fc.Arbitrary<Checked>) {
  return { and: fc.array(inner, { maxLength: 2 }), or: fc.array(inner, { maxLength: 3 }), not: inner };
}

/** What the filter means, said plainly: whatever is not known matches nothing but ne, notIn and isNull. */
function matches(person: Person, filter: Checked): boolean {
  const { kind, region, yearlyIncome, attribute } = filter;
  const income = person.income;
  const has = (interest: string) => person.interests.includes(interest);
  const lower = person.region?.toLowerCase();
  return [
    filter.and?.every((part) => matches(person, part)),
    filter.or?.some((part) => matches(person, part)),
    filter.not && !matches(person, filter.not),
    given(kind?.eq, (value) => person.kind === value),
    given(kind?.in, (values) => values.includes(person.kind)),
    given(kind?.notIn, (values) => !values.includes(person.kind)),
    given(region?.eq, (value) => person.region === value),
    given(region?.ne, (value) => person.region !== value),
    given(region?.in, (values) => person.region !== null && values.includes(person.region)),
    given(region?.notIn, (values) => person.region === null || !values.includes(person.region)),
    given(region?.contains, (value) => lower?.includes(value.toLowerCase()) ?? false),
    given(region?.startsWith, (value) => lower?.startsWith(value.toLowerCase()) ?? false),
    given(region?.isNull, (value) => (person.region === null) === value),
    given(yearlyIncome?.eq, (value) => income !== null && income === Number(value)),
    given(yearlyIncome?.gt, (value) => income !== null && income > Number(value)),
    given(yearlyIncome?.gte, (value) => income !== null && income >= Number(value)),
    given(yearlyIncome?.lt, (value) => income !== null && income < Number(value)),
    given(yearlyIncome?.lte, (value) => income !== null && income <= Number(value)),
    given(yearlyIncome?.isNull, (value) => (income === null) === value),
    given(filter.interests?.hasAny, (values) => values.some(has)),
    given(filter.interests?.hasAll, (values) => values.every(has)),
    given(filter.interests?.isEmpty, (value) => (person.interests.length === 0) === value),
    given(attribute?.eq, (value) => person.tier === value),
    given(attribute?.in, (values) => person.tier !== null && values.includes(person.tier)),
    given(attribute?.exists, (value) => (person.tier !== null) === value),
  ].every((holds) => holds !== false);
}

function given<Value>(
  value: Value | null | undefined,
  check: (value: Value) => boolean,
): boolean | undefined {
  return value === undefined || value === null ? undefined : check(value);
}

onBothEngines('any filter', (shop) => {
  it('gives the customers a plain check of each gives', async () => {
    let shopNumber = 0;
    const shops = fc.record({
      people: fc.array(aPerson, { minLength: 5, maxLength: 20 }),
      filters: fc.array(aFilter(3), { minLength: 6, maxLength: 6 }),
    });

    await fc.assert(
      fc.asyncProperty(shops, async ({ people, filters }) => {
        shopNumber += 1;
        const industry = `shop ${shopNumber}`;
        await shop.inUnit((unit) =>
          createCustomers(
            unit,
            people.map(({ tier, income, ...person }, index) => ({
              ...person,
              name: String(index),
              industry,
              yearlyIncome: income === null ? null : { amount: String(income), currency: 'EUR' },
              attributes: { tier },
            })),
          ),
        );

        for (const filter of filters) {
          const names = await namesOf(shop, { filter: { and: [{ industry: { eq: industry } }, filter] } });
          const expected = people.flatMap((person, index) =>
            matches(person, filter) ? [String(index)] : [],
          );
          expect(names.toSorted()).toEqual(expected.toSorted());
        }
      }),
      { numRuns: 15, seed: 20_261_122 },
    );
  });
});
