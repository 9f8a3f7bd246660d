import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createKey } from '../../src/access/keys.ts';
import { lastUses } from '../../src/access/last.use.ts';
import { rowOf } from '../../src/database/read.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';

onBothEngines('when a key was last used', (shop) => {
  const after = (seconds: number) => new Date(testNow.getTime() + seconds * 1_000);

  it('is written at most once a minute, and at the end', async () => {
    const { kysely } = shop.database;
    const em = shop.database.fork();
    const { id } = createKey(em, { name: 'Till', scopes: [], now: testNow });
    await em.flush();
    const uses = lastUses(kysely);
    const writtenAt = async (seconds: number, everything = false) => {
      await uses.write(after(seconds), everything);
      const row = await rowOf<{ at: string | null }>(
        { kysely },
        sql`select last_used_at as at from api_key where id = ${id}`,
      );
      return row?.at ? (Date.parse(row.at) - testNow.getTime()) / 1_000 : null;
    };

    expect(await writtenAt(0)).toBeNull();
    uses.note(id, after(1));
    uses.note(id, after(2));
    expect(await writtenAt(5)).toBe(2);
    uses.note(id, after(30));
    expect(await writtenAt(64)).toBe(2);
    expect(await writtenAt(65)).toBe(30);
    uses.note(id, after(70));
    expect(await writtenAt(71)).toBe(30);
    expect(await writtenAt(71, true)).toBe(70);
  });

  it('is the latest that any of several servers knows', async () => {
    const em = shop.database.fork();
    const { id } = createKey(em, { name: 'Shared', scopes: [], now: testNow });
    await em.flush();
    const [one, other] = [lastUses(shop.database.kysely), lastUses(shop.database.kysely)];

    one.note(id, after(10));
    other.note(id, after(5));
    await one.write(after(10));
    await other.write(after(11));

    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from last_used_at - created_at)::int as seconds from api_key where id = ${id}
    `.execute(shop.database.kysely);
    expect(rows).toEqual([{ seconds: 10 }]);
  });
});
