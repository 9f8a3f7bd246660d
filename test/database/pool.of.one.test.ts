import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { connect } from '../../src/database/connect.ts';
import { CalledOff, doing, Work } from '../../src/database/work.ts';
import { emptyDatabase } from '../support/engines.ts';
import { aFolder } from '../support/program.ts';

/** PGlite breaks at about 3,000; FAULT_ERRORS asks for as many. */
const errors = Number(process.env.FAULT_ERRORS ?? 1_000);

describe('the embedded database, a pool of one connection', () => {
  it('lets nobody into the transaction of another', async () => {
    const { kysely, close } = await emptyDatabase('pglite');
    await sql`create table seen (who text)`.execute(kysely);
    const inside = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const first = kysely.transaction().execute(async (transaction) => {
      await sql`insert into seen values ('first')`.execute(transaction);
      inside.resolve();
      await over.promise;
      throw new Error('taken back');
    });
    await inside.promise;

    const second = sql`insert into seen values ('second')`.execute(kysely);
    over.resolve();

    await expect(first).rejects.toThrow('taken back');
    await second;
    expect((await sql`select who from seen`.execute(kysely)).rows).toEqual([{ who: 'second' }]);
    await close();
  });

  it('answers those who wait in the order they came, also after one has failed', async () => {
    const { kysely, close } = await emptyDatabase('pglite');
    const order: string[] = [];
    const told = (name: string) => () => void order.push(name);

    await Promise.all([
      sql`select 1`.execute(kysely).then(told('first')),
      sql`select nothing`.execute(kysely).catch(told('failed')),
      sql`select 1`.execute(kysely).then(told('third')),
    ]);

    expect(order).toEqual(['first', 'failed', 'third']);
    await close();
  });

  it('gives the result of each statement to who asked for it', async () => {
    const { kysely, close } = await emptyDatabase('pglite');

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        sql<{ number: number }>`select ${number}::int as number`.execute(kysely),
      ),
    );

    expect(answers.map(({ rows }) => rows[0]?.number)).toEqual(
      Array.from({ length: 50 }, (_, number) => number),
    );
    await close();
  });

  it('lets go of who is called off while waiting, and gives the turn to the next', async () => {
    const { kysely, close } = await emptyDatabase('pglite');
    const over = Promise.withResolvers<void>();
    const first = kysely.transaction().execute(() => over.promise);
    const work = new Work();
    const reason = new CalledOff('The time is up.');

    const second = doing(work, () => sql`select 1`.execute(kysely));
    const third = sql`select 3 as it`.execute(kysely);
    work.callOff(reason);

    await expect(second).rejects.toBe(reason);
    over.resolve();
    await first;
    expect((await third).rows).toEqual([{ it: 3 }]);
    await close();
  });

  it('does not stay with work that was called off before it began', async () => {
    const { orm, kysely, close } = await emptyDatabase('pglite');
    const work = new Work();
    const late = doing(work, async () => {
      work.callOff(new CalledOff('The time is up.'));
      await orm.em.fork().transactional(async () => {});
    });
    const begins = new Work();
    const starting = doing(begins, () => orm.em.fork().transactional(async () => {}));
    begins.callOff(new CalledOff('The time is up.'));

    await expect(late).rejects.toThrow('The time is up.');
    await expect(starting).rejects.toThrow('The time is up.');
    expect((await sql`select 1 as it`.execute(kysely)).rows).toEqual([{ it: 1 }]);
    await close();
  });

  it('gives work that is called off no further statement, and takes back what it wrote', async () => {
    const { kysely, close } = await emptyDatabase('pglite');
    await sql`create table kept (id int)`.execute(kysely);
    const work = new Work();

    const writing = doing(work, () =>
      kysely.transaction().execute(async (transaction) => {
        await sql`insert into kept values (1)`.execute(transaction);
        work.callOff(new CalledOff('The time is up.'));
        await sql`insert into kept values (2)`.execute(transaction);
      }),
    );

    await expect(writing).rejects.toThrow('The time is up.');
    expect((await sql`select id from kept`.execute(kysely)).rows).toEqual([]);
    await close();
  });

  it('is opened anew before its errors have used its stack up', async () => {
    await using folder = await aFolder();
    const { kysely } = await connect({ dataDir: folder.path });
    await sql`create table kept (id int primary key)`.execute(kysely);
    await sql`insert into kept values (1)`.execute(kysely);
    const startedAt = async () =>
      (await sql`select pg_postmaster_start_time()::text as at`.execute(kysely)).rows;
    const before = await startedAt();

    for (let error = 0; error < errors; error += 1) {
      await sql`insert into kept values (1)`.execute(kysely).catch(() => {});
    }

    expect(await startedAt()).not.toEqual(before);
    expect((await sql`select id from kept`.execute(kysely)).rows).toEqual([{ id: 1 }]);
    await kysely.destroy();
  });
});
