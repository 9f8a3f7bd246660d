import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isLostRace } from '../database/faults.ts';
import { insertion } from '../database/write.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Difference } from '../kernel/difference.ts';
import { sqlStateOf } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import type { ShopSettings } from './context.ts';
import type { Contributions } from './contributions.ts';

/** One line of the change log. */
export interface ChangeNote {
  /** `purchase.recorded`: what the subject's ids begin with, and what became of it. */
  action: `${string}.${string}`;
  subjectId: Uuid;
  customerId?: Uuid | null;
  difference: Difference;
}

/** One use case: everything it writes is in one transaction, by one actor, at one moment. */
export interface Unit {
  em: EntityManager;
  now: Date;
  shop: ShopSettings;
  contributions: Contributions;
  /** The API key's id, `token:` and the subject of a token, or the command that runs: `import`, `demo`, `keys`. */
  actor: string;
  /** May errors name who holds something already taken? */
  mayNameHolders: boolean;
  /** May they name who holds an e-mail address, which is personal data? */
  mayNameEmailHolders: boolean;
  /** Puts a change on the log, in this transaction. */
  note(change: ChangeNote): void;
}

export interface UnitSetting {
  em: EntityManager;
  clock: Clock;
  shop: ShopSettings;
  contributions: Contributions;
  actor: string;
  mayNameHolders: boolean;
  mayNameEmailHolders: boolean;
}

const mostAttempts = 3;

/** Runs a use case in a transaction: all of it, with its changes on the log, or nothing. */
export async function inUnit<Result>(
  { em, clock, ...setting }: UnitSetting,
  useCase: (unit: Unit) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await em.fork().transactional(async (transaction) => {
        const changes: ChangeNote[] = [];
        const unit: Unit = {
          ...setting,
          em: transaction,
          now: clock.now(),
          note: (change) => void changes.push(change),
        };
        const result = await useCase(unit);
        await transaction.flush();
        await log(
          transaction,
          changes.map((change) => changeRow(unit, change)),
        );
        return result;
      });
    } catch (error) {
      if (attempt >= mostAttempts || !isTransient(error)) throw error;
    }
  }
}

/** Puts changes on the log, and before those who follow it: with one statement. */
async function log(em: EntityManager, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    with logged as (${insertion('change', rows)} returning id, action, customer_id)
    insert into change_queue (id, action, customer_id)
    select id, action, customer_id from logged`.execute(em.getKysely());
}

function changeRow({ now, actor }: Unit, { action, subjectId, customerId = null, difference }: ChangeNote) {
  return { id: newId(), at: now, actor, action, subjectId, customerId, details: difference };
}

/** A lost race, or a foreign key of somebody who was there when we looked and has been recognised since. */
function isTransient(error: unknown): boolean {
  return isLostRace(error) || sqlStateOf(error) === '23503';
}
