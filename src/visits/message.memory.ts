import type { EntityManager } from '@mikro-orm/postgresql';
import { type Kysely, sql } from 'kysely';
import { addDays } from '../kernel/clock.ts';

/** How long a message is known again. */
const messageDays = 30;

/** Whose messages, as of when. */
interface Owner {
  em: EntityManager;
  actor: string;
  now: Date;
}

/** Remembers messages, and says which of them had not been sent before. Two who send the same at once wait for each other. */
export async function remember(
  { em, actor, now }: Owner,
  messageIds: Iterable<string>,
): Promise<Set<string>> {
  // In one order: two batches with the same messages would otherwise each wait for the other.
  const ids = [...messageIds].toSorted();
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ messageId: string }>`
    insert into tracked_message as known (owner, message_id, received_at)
    select ${actor}::text, message_id, ${now}::timestamptz from unnest(${ids}::text[]) as message_id
    on conflict (owner, message_id) do update set received_at = excluded.received_at
      where known.received_at < ${addDays(now, -messageDays)}
    returning message_id as "messageId"`.execute(em.getKysely());
  return new Set(rows.map(({ messageId }) => messageId));
}

/** What was not taken after all may come again. */
export async function forget({ em, actor }: Owner, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await sql`
    delete from tracked_message where owner = ${actor} and message_id = any(${messageIds}::text[])`.execute(
    em.getKysely(),
  );
}

/** Forgets messages that are older than they are known for. */
export async function forgetOldMessages(kysely: Kysely<unknown>, now: Date): Promise<void> {
  await sql`delete from tracked_message where received_at < ${addDays(now, -messageDays)}`.execute(kysely);
}
