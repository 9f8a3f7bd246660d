import { type Kysely, sql } from 'kysely';
import type { Uuid } from '../kernel/ids.ts';

const writtenEveryMilliseconds = 60_000;

/** When each key was last used: kept here and written now and then, at most once a minute for a key. */
export interface LastUses {
  note(keyId: Uuid, at: Date): void;
  /** Writes what is due; everything when the program is about to end. One statement at most. */
  write(now: Date, everything?: boolean): Promise<void>;
}

export function lastUses(kysely: Kysely<unknown>): LastUses {
  const waiting = new Map<Uuid, Date>();
  const written = new Map<Uuid, number>();

  return {
    note: (keyId, at) => void waiting.set(keyId, at),
    async write(now, everything = false) {
      const due = [...waiting].filter(([keyId]) => {
        return everything || now.getTime() - (written.get(keyId) ?? 0) >= writtenEveryMilliseconds;
      });
      if (due.length === 0) return;
      await sql`
        update api_key set last_used_at = greatest(last_used_at, used.at)
        from unnest(${due.map(([keyId]) => keyId)}::uuid[], ${due.map(([, at]) => at)}::timestamptz[]) as used (id, at)
        where api_key.id = used.id`.execute(kysely);
      for (const [keyId, at] of due) {
        written.set(keyId, now.getTime());
        if (waiting.get(keyId) === at) waiting.delete(keyId);
      }
    },
  };
}
