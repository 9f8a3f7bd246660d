import { type Kysely, sql } from 'kysely';
import { dayIn } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';

/** How much personal data each actor has read on each day: counted here and written now and then. */
export interface PersonalTally {
  add(actor: string, values: number, at: Date): void;
  /** Adds what was counted since the last time to what the database has. One statement at most. */
  write(): Promise<void>;
}

export function personalTally(kysely: Kysely<unknown>, timeZone: string): PersonalTally {
  let counts = new Map<string, Count>();

  function add({ actor, day, count }: Count): void {
    const key = `${day} ${actor}`;
    counts.set(key, { actor, day, count: (counts.get(key)?.count ?? 0) + count });
  }
  return {
    add: (actor, values, at) => add({ actor, day: dayIn(timeZone, at), count: values }),
    async write() {
      if (counts.size === 0) return;
      const taken = [...counts.values()];
      counts = new Map();
      try {
        await addCounts(kysely, taken);
      } catch (error) {
        taken.forEach(add);
        throw error;
      }
    },
  };
}

interface Count {
  actor: string;
  /** `2026-11-25`. */
  day: string;
  count: number;
}

async function addCounts(kysely: Kysely<unknown>, counts: readonly Count[]): Promise<void> {
  await sql`
    insert into personal_read as known (id, actor, day, count)
    select * from unnest(
      ${counts.map(() => newId())}::uuid[],
      ${counts.map(({ actor }) => actor)}::text[],
      ${counts.map(({ day }) => day)}::date[],
      ${counts.map(({ count }) => count)}::bigint[]
    )
    on conflict (actor, day) do update set count = known.count + excluded.count`.execute(kysely);
}
