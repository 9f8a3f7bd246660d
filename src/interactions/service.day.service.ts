import { type Kysely, sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { newId } from '../kernel/ids.ts';
import { type CaseChange, dayChanges } from './service.day.rules.ts';

/** Notes what changed cases come to in figures, in the transaction that changes them. One statement at most. */
export async function noteDays({ em }: Unit, changes: readonly CaseChange[]): Promise<void> {
  const rows = dayChanges(changes).map((change) => ({ id: newId(), ...change }));
  await insertRows(em, 'service_day_change', rows);
}

/** Adds what was noted to the days. Who reads finds the same before and after: both are added up. */
export async function foldDays(kysely: Kysely<unknown>): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    // One folds at a time. Nobody else writes the days, and readers do not mind.
    await sql`lock table service_day in share row exclusive mode`.execute(transaction);
    await sql`
      with noted as (delete from service_day_change returning *)
      insert into service_day as known (
        grouping, day, key, opened, answered, resolved, reopened, targeted, met,
        first_response_seconds, first_response_business_seconds, resolution_seconds, resolution_business_seconds
      )
      select
        grouping, day, key, sum(opened), sum(answered), sum(resolved), sum(reopened), sum(targeted), sum(met),
        sum(first_response_seconds), sum(first_response_business_seconds),
        sum(resolution_seconds), sum(resolution_business_seconds)
      from noted
      group by grouping, day, key
      order by grouping, day, key
      on conflict (grouping, day, key) do update set
        opened = known.opened + excluded.opened,
        answered = known.answered + excluded.answered,
        resolved = known.resolved + excluded.resolved,
        reopened = known.reopened + excluded.reopened,
        targeted = known.targeted + excluded.targeted,
        met = known.met + excluded.met,
        first_response_seconds = known.first_response_seconds + excluded.first_response_seconds,
        first_response_business_seconds =
          known.first_response_business_seconds + excluded.first_response_business_seconds,
        resolution_seconds = known.resolution_seconds + excluded.resolution_seconds,
        resolution_business_seconds =
          known.resolution_business_seconds + excluded.resolution_business_seconds`.execute(transaction);
  });
}
