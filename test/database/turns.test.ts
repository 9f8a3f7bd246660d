import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { connect } from '../../src/database/connect.ts';
import { CalledOff, doing, Work } from '../../src/database/work.ts';
import { freshPostgresUrl } from '../support/engines.ts';

it('leaves most connections to others, whatever one piece of work asks at once', async () => {
  const url = await freshPostgresUrl();
  const { kysely, poolState } = await connect({ url: url.address, poolSize: 5 });
  const locked = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const holder = kysely.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(1)`.execute(transaction);
    locked.resolve();
    await over.promise;
  });
  await locked.promise;
  const many = (work: Work) =>
    doing(work, () =>
      Array.from({ length: 20 }, () => sql`select pg_advisory_xact_lock_shared(1)`.execute(kysely)),
    );
  const unwanted = new Work();

  const waiting = many(new Work());
  const calledOff = many(unwanted);
  unwanted.callOff(new CalledOff('Nobody waits for it.'));
  const { rows } = await sql`select 2 as two`.execute(kysely);

  expect(rows).toEqual([{ two: 2 }]);
  expect(poolState()).toMatchObject({ waiting: 0 });
  over.resolve();
  await holder;
  expect(await Promise.all(waiting)).toHaveLength(20);
  const ends = await Promise.allSettled(calledOff);
  expect(ends.map(({ status }) => status)).toEqual(Array(20).fill('rejected'));
  await kysely.destroy();
  await url.drop();
});
