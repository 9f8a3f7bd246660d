import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Unit } from '../../src/api/unit.ts';
import { createCustomers } from '../../src/customers/customer.service.ts';
import { uniteCustomers } from '../../src/customers/union.service.ts';
import { rowsOf } from '../../src/database/read.ts';
import { openCase, recordCases } from '../../src/interactions/case.opening.ts';
import { caseSteps } from '../../src/interactions/case.rules.ts';
import { assignCase, replyToCase, stepCase } from '../../src/interactions/case.service.ts';
import { dayDifferences } from '../../src/interactions/service.day.check.ts';
import { foldDays } from '../../src/interactions/service.day.service.ts';
import { Refusal } from '../../src/kernel/errors.ts';
import { globalId, newId, type Uuid } from '../../src/kernel/ids.ts';
import { lockCustomers } from '../../src/purchases/summary.service.ts';
import { onBothEngines } from '../support/engines.ts';
import { type TestShop, testNow } from '../support/shop.ts';

const runs = 8;

onBothEngines('after random service', (shop) => {
  it('the days are what the cases give, and figures told by them are those told case by case', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), aPeriod, async (steps, period) => {
        const world = await aWorld(shop);

        for (const operations of steps) {
          await Promise.all(operations.map((operation) => attempt(world, operation)));
        }

        expect(await rowsOf(shop.database, dayDifferences())).toEqual([]);
        expect(await figures(shop, period, null)).toEqual(await figures(shop, period, everybody));
      }),
      { numRuns: runs },
    );
  });
});

const minute = 60_000;
const day = 1_440 * minute;
const startOfDay = (ago: number) => new Date(testNow.getTime() - ago * day).toISOString().slice(0, 10);

/** All days, most of them, and few, which are told in different ways. */
const aPeriod = fc.constantFrom(
  null,
  { from: startOfDay(80) },
  { from: startOfDay(60), to: startOfDay(20) },
  { from: startOfDay(41), to: startOfDay(38) },
);
const everybody = { kind: { in: ['PERSON', 'BUSINESS'] } };

async function figures(shop: TestShop, period: object | null, filter: object | null) {
  const took = 'n medianSeconds p90Seconds meanSeconds';
  const group = `
    openedCount resolvedCount reopenedShare { value n } withinTarget { value n }
    firstResponse { ${took} } firstResponseInBusinessTime { ${took} }
    resolution { ${took} } resolutionInBusinessTime { ${took} }`;
  const { data, errors } = await shop.ask(
    `query ($period: Period, $filter: CustomerFilter) {
      service(period: $period, filter: $filter) {
        ${group} openCount
        byChannel { channel openCount ${group} } byKind { kind openCount ${group} }
        byAssignee { assignee openCount ${group} }
        months: overTime(by: MONTH) { from ${group} }
      }
      days: service(period: $period, filter: $filter) { overTime(by: DAY) { from ${group} } }
    }`,
    { period, filter },
  );
  expect(errors).toEqual([]);
  return data;
}

/** Which of the cases so far; none when there are none. */
const target = fc.nat({ max: 50 });
const assignee = fc.constantFrom('Veera', 'Onni', null);
const minutes = fc.integer({ min: 0, max: 6_000 });

const opening = fc.record({
  customer: fc.nat({ max: 3 }),
  kind: fc.constantFrom('SUPPORT', 'COMPLAINT'),
  channel: fc.constantFrom('EMAIL', 'CHAT', 'PHONE'),
  author: fc.constantFrom('CUSTOMER', 'CUSTOMER', 'AGENT'),
  priority: fc.constantFrom('LOW', 'URGENT'),
  assignee,
  minutesAgo: fc.integer({ min: 0, max: 90 * 1_440 }),
});

const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('open' as const), opening }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('batch' as const),
      openings: fc.array(opening, { maxLength: 12 }),
      after: minutes,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('reply' as const),
      target,
      author: fc.constantFrom('AGENT', 'AGENT', 'CUSTOMER', 'BOT'),
      after: minutes,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('step' as const),
      target,
      step: fc.constantFrom(...caseSteps, 'RESOLVE' as const),
      after: minutes,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('assign' as const), target, assignee }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('unite' as const),
      from: fc.nat({ max: 3 }),
      into: fc.nat({ max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fold' as const) }) },
);

/** What happens at once. */
const step = fc.array(operation, { minLength: 1, maxLength: 5 });

type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;
type Opening = typeof opening extends fc.Arbitrary<infer Value> ? Value : never;

/** What a run works on: customers of its own, and the cases it has opened so far. */
interface World {
  shop: TestShop;
  customers: Uuid[];
  cases: { id: Uuid; openedAt: Date }[];
}

async function aWorld(shop: TestShop): Promise<World> {
  const outcomes = await shop.inUnit((unit) =>
    createCustomers(
      unit,
      ['Aino', 'Eino', 'Onni', 'Veera'].map((name) => ({ name })),
    ),
  );
  const customers = outcomes.flatMap((outcome) => ('customerId' in outcome ? outcome.customerId : []));
  return { shop, customers, cases: [] };
}

/** Does it, or is refused; anything else is a failure. */
async function attempt(world: World, wanted: Operation): Promise<void> {
  if (wanted.kind === 'fold') return foldDays(world.shop.database.kysely);
  try {
    await world.shop.inUnit((unit) => done(unit, world, wanted));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

async function done(unit: Unit, world: World, wanted: Exclude<Operation, { kind: 'fold' }>): Promise<void> {
  switch (wanted.kind) {
    case 'open': {
      const draft = draftOf(world, wanted.opening);
      const { caseId } = await openCase(unit, draft);
      world.cases.push({ id: caseId, openedAt: draft.occurredAt });
      return;
    }
    case 'batch': {
      const histories = wanted.openings.map((one) => historyOf(draftOf(world, one), wanted.after));
      const outcomes = await recordCases(unit, histories);
      const opened = outcomes.map((one, index) => ({
        one,
        openedAt: histories[index]?.occurredAt ?? testNow,
      }));
      world.cases.push(
        ...opened.flatMap(({ one, openedAt }) => ('caseId' in one ? { id: one.caseId, openedAt } : [])),
      );
      return;
    }
    case 'reply': {
      const { id, at } = whenOf(world, wanted);
      const agent = wanted.author === 'AGENT' ? 'Veera' : null;
      await replyToCase(unit, { id, author: wanted.author, agent, occurredAt: at });
      return;
    }
    case 'step': {
      await stepCase(unit, wanted.step, whenOf(world, wanted));
      return;
    }
    case 'assign': {
      const { id } = whenOf(world, { ...wanted, after: 0 });
      await assignCase(unit, { id, assignee: wanted.assignee });
      return;
    }
    case 'unite': {
      await unite(unit, world.customers[wanted.from] ?? '', world.customers[wanted.into] ?? '');
      return;
    }
  }
}

function draftOf({ customers }: World, { customer, minutesAgo, ...opening }: Opening) {
  return {
    ...opening,
    customer: { id: globalId('customer', customers[customer] ?? newId()) },
    subject: 'Lid',
    agent: opening.author === 'AGENT' ? 'Veera' : null,
    occurredAt: new Date(testNow.getTime() - minutesAgo * minute),
  };
}

/** Answered, resolved and asked about again in equal steps. */
function historyOf(draft: ReturnType<typeof draftOf>, after: number) {
  const at = (times: number) => new Date(draft.occurredAt.getTime() + times * after * minute);
  const message = { kind: draft.kind, channel: draft.channel };
  return {
    ...draft,
    events: [
      { ...message, author: 'AGENT' as const, agent: 'Onni', occurredAt: at(1) },
      { at: at(2), step: 'RESOLVE' as const },
      { ...message, author: 'CUSTOMER' as const, occurredAt: at(3) },
    ],
  };
}

function whenOf({ cases }: World, { target: index, after }: { target: number; after: number }) {
  const found = cases[index % cases.length] ?? { id: newId(), openedAt: testNow };
  return { id: globalId('case', found.id), at: new Date(found.openedAt.getTime() + after * minute) };
}

/** Makes one customer another, as long as both are there. */
async function unite(unit: Unit, from: Uuid, into: Uuid): Promise<void> {
  if (from === into) return;
  await lockCustomers(unit.em, [from, into]);
  const { rows } = await sql`select id from customer where id = any(${[from, into]}::uuid[])`.execute(
    unit.em.getKysely(),
  );
  if (rows.length === 2) await uniteCustomers(unit, [{ from, into }]);
}
