import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { nobody } from '../../src/access/authenticate.ts';
import { type Budgets, budgetsOf } from '../../src/access/budgets.ts';
import type { Caller } from '../../src/api/context.ts';
import { standardLimits } from '../../src/api/limits/limits.ts';
import { engines } from '../../src/database/connect.ts';
import type { Database } from '../../src/database/database.ts';
import { emptyDatabase } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';

const filling = { capacity: 1_000, perSecond: 50 };
const caller: Caller = { actor: 'key', name: 'Key', scopes: new Set() };

describe.each(engines)('a budget on %s', (engine) => {
  let database: Database;
  let now: Date;
  const clock = { now: () => now };
  const aProcess = (): Budgets => budgetsOf({ kysely: database.kysely, clock, filling });
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };
  const spend = async (process: Budgets, tokens: number) => process.of(caller, '')?.take(tokens);

  beforeAll(async () => {
    database = await emptyDatabase(engine);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    now = testNow;
    await sql`delete from budget`.execute(database.kysely);
  });

  async function stored(): Promise<number | undefined> {
    const { rows } = await sql<{ tokens: number }>`select tokens from budget`.execute(database.kysely);
    return rows[0]?.tokens;
  }

  /** Spends until nothing of that size is left; returns how much. */
  async function drain(process: Budgets, tokens: number): Promise<number> {
    let spent = 0;
    while ((await spend(process, tokens)) === 0) spent += tokens;
    return spent;
  }

  it('is spent to the last token, and tells how long to wait without asking the database', async () => {
    const process = aProcess();

    expect(await drain(process, 60)).toBe(960);
    expect(await spend(process, 40)).toBe(0);
    await sql`update budget set tokens = 500`.execute(database.kysely);

    // 60 tokens at 50 a second.
    expect(await spend(process, 60)).toBe(2);
    expect(process.of(caller, '')?.remaining()).toBe(0);
  });

  it('comes back by the second, and no further than its capacity', async () => {
    const process = aProcess();
    await drain(process, 100);

    later(3);
    const after3 = process.of(caller, '')?.remaining();
    const spent = await drain(process, 10);
    later(3_600);

    expect([after3, spent]).toEqual([150, 150]);
    expect(await drain(process, 10)).toBe(1_000);
  });

  it('takes back what a request did not need', async () => {
    const process = aProcess();
    await spend(process, 700);

    process.of(caller, '')?.giveBack(690);

    expect(await drain(process, 10)).toBe(990);
  });

  it('is one for several processes, which together never spend more', async () => {
    const processes = [aProcess(), aProcess(), aProcess()];

    const spent = await Promise.all(processes.map((process) => drain(process, 7)));

    const sum = spent.reduce((one, other) => one + other, 0);
    // Each may be left with up to 6 tokens, too few for one more.
    expect(sum).toBeGreaterThan(1_000 - 3 * 7);
    expect(sum).toBeLessThanOrEqual(1_000);
  });

  it('is spent once by many requests at once', async () => {
    const process = aProcess();

    const waits = await Promise.all(Array.from({ length: 200 }, () => spend(process, 10)));

    expect(waits.filter((wait) => wait === 0)).toHaveLength(100);
  });

  it('is the same after a restart', async () => {
    const first = aProcess();
    await spend(first, 730);

    await first.close();

    expect(await stored()).toBe(270);
    expect(await drain(aProcess(), 10)).toBe(270);
  });

  it('loses a tenth at most in a crash', async () => {
    await spend(aProcess(), 10);

    expect(await drain(aProcess(), 10)).toBe(900);
  });

  it('is put back when nobody has used it for ten seconds', async () => {
    const process = aProcess();
    await spend(process, 10);

    later(5);
    await process.tidy();
    const kept = await stored();
    later(6);
    await process.tidy();

    expect([kept, await stored()]).toEqual([900, 1_000]);
  });

  it('is not emptied by a clock that is behind', async () => {
    const first = aProcess();
    await spend(first, 400);
    later(-60);

    await first.close();

    expect(await drain(aProcess(), 10)).toBe(600);
  });
});

describe('a budget', () => {
  let database: Database;
  const clock = { now: () => testNow };
  beforeAll(async () => {
    database = await emptyDatabase('pglite');
  });
  afterAll(() => database.close());

  it('is small for callers without a key, one for each address or network, and not in the database', async () => {
    const process = budgetsOf({ kysely: database.kysely, clock, filling: standardLimits.budget });
    const takenFrom = async (address: string) => process.of(nobody, address)?.take(10_000);

    expect(await takenFrom('192.0.2.1')).toBe(0);
    // 10,000 at 200 a second.
    expect(await takenFrom('192.0.2.1')).toBe(50);
    expect(await takenFrom('192.0.2.2')).toBe(0);
    expect(await takenFrom('2001:db8::1')).toBe(0);
    expect(await takenFrom('2001:db8:0:0:9::1')).toBe(50);
    expect(await takenFrom('2001:db8:0:1::1')).toBe(0);
    const { rows } = await sql`select from budget`.execute(database.kysely);
    expect(rows).toEqual([]);
  });

  it('is none where it is switched off', () => {
    const process = budgetsOf({ kysely: database.kysely, clock, filling: { capacity: 0, perSecond: 1 } });

    expect(process.of(caller, '')).toBeNull();
  });

  it('lets everybody pass while the database is away, since nothing can be read then', async () => {
    const gone = await emptyDatabase('pglite');
    await gone.close();
    const process = budgetsOf({ kysely: gone.kysely, clock, filling });

    expect(await process.of(caller, '')?.take(10)).toBe(0);
  });
});
