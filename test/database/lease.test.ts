import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { emptyDatabase } from '../support/engines.ts';

it('has PostgreSQL keep plans of short statements only: a large one takes a hundred times its text', async () => {
  const { kysely, close } = await emptyDatabase('postgres');
  const padding = 'x'.repeat(2_000);

  await kysely.connection().execute(async (connection) => {
    await sql`select ${sql.lit('short')}::text as kept`.execute(connection);
    await sql`select ${sql.lit(padding)}::text as kept`.execute(connection);

    const { rows } = await sql`
      select length(statement) < 100 as short from pg_prepared_statements where statement like '%as kept%'
        and statement not like '%pg_prepared_statements%'`.execute(connection);
    expect(rows).toEqual([{ short: true }]);
  });

  await close();
});
