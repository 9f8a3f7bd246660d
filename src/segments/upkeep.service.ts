// Who belongs to segments follows what happens. Every evaluation, of a few customers or of all, runs under one lock, as
// does the use case that writes a rule. So a change is either seen by an evaluation of all, which reads after it has the
// lock, or is still queued when that has ended; and it leaves the queue together with what follows from it.

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { UnitSetting } from '../api/unit.ts';
import type { Asking } from '../customers/customer.reading.ts';
import { lockSegments, segmentsAreLocked } from '../database/advisory.ts';
import { rowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { storedRules } from './stored.rules.ts';
import { evaluateAmong, evaluateWhole, markDue, markFailed } from './upkeep.evaluation.ts';
import { levelsOf, rulesFollowing } from './upkeep.plan.ts';

/** How many changes are followed in one transaction. */
const mostChanges = 1_000;
/** Without any, how often it is said that there were none. */
const quietMilliseconds = 10_000;
/** With more of them waiting, evaluating everybody once is cheaper than everybody one by one. */
const mostWaiting = 20_000;

interface Followed {
  changes: number;
  /** Whether more are waiting. */
  isMore: boolean;
}

/** Follows what has been committed since the last time, until nothing waits or it is not wanted any more. */
export async function followChanges(
  setting: UnitSetting,
  isWanted: () => boolean = () => true,
): Promise<number> {
  let changes = 0;
  while (isWanted() && (await isAnythingToDo(setting))) {
    const followed = await followSome(setting);
    changes += followed.changes;
    if (!followed.isMore) break;
  }
  return changes;
}

/** Evaluates for everybody the rules that are due: windows have moved, it failed, or something all over has changed. */
export async function evaluateDue(
  setting: UnitSetting,
  isWanted: () => boolean = () => true,
): Promise<number> {
  let evaluated = 0;
  while (isWanted() && (await evaluateNext(setting))) evaluated += 1;
  return evaluated;
}

/** Evaluates all rules for everybody, whether they are due or not. */
export async function evaluateAll(setting: UnitSetting): Promise<number> {
  await setting.em.fork().transactional(async (em) => {
    await lockSegments(em);
    await sql`update segment set is_due = true, failed_at = null, failure = null where kind = 'RULE'`.execute(
      em.getKysely(),
    );
  });
  return evaluateDue(setting);
}

/** One rule in a transaction, those first on which others depend: who writes a rule need not wait for all of them. */
function evaluateNext(setting: UnitSetting): Promise<boolean> {
  return setting.em.fork().transactional(async (em) => {
    if (!(await segmentsAreLocked(em))) return false;
    const asking = askingNow(setting);
    const due = await dueSegments(em, asking.now, setting.shop.segmentMinutes);
    if (due.length === 0) return false;
    const { rules, faults } = await storedRules(em, setting.contributions);
    for (const id of due.filter((one) => faults.has(one)))
      await markFailed(em, id, faults.get(id), asking.now);
    const [next] = levelsOf(rules.filter(({ segmentId }) => due.includes(segmentId))).flat();
    if (next) await evaluateWhole(em, next, asking, rules);
    return next !== undefined;
  });
}

/** Asked without a transaction: twice a second, and mostly there is nothing. */
async function isAnythingToDo({ em, clock }: UnitSetting): Promise<boolean> {
  const quietSince = new Date(clock.now().getTime() - quietMilliseconds);
  const row = await rowOf(
    { kysely: em.fork().getKysely() },
    sql`
      select from segment_upkeep
      where exists (select from change_queue) or followed_at is null or followed_at < ${quietSince}`,
  );
  return row !== null;
}

function followSome(setting: UnitSetting): Promise<Followed> {
  return setting.em.fork().transactional(async (em) => {
    // Another server is at it, or a rule is being written: next time.
    if (!(await segmentsAreLocked(em))) return { changes: 0, isMore: false };
    const asking = askingNow(setting);
    const changes = await takeChanges(em);
    const isMore = changes.length === mostChanges;
    if (changes.length > 0) await follow(em, asking, changes, setting);
    if (isMore && (await isOverrun(em))) await evaluateAllLater(em);
    if (!isMore) {
      await sql`update segment_upkeep set followed_at = ${asking.now}`.execute(em.getKysely());
    }
    return { changes: changes.length, isMore };
  });
}

interface Taken {
  action: string;
  customerId: Uuid | null;
}

function takeChanges(em: EntityManager): Promise<Taken[]> {
  return rowsOf<Taken>(
    { kysely: em.getKysely() },
    sql`
      delete from change_queue
      where id in (select id from change_queue order by id limit ${mostChanges})
      returning action, customer_id as "customerId"`,
  );
}

async function follow(
  em: EntityManager,
  asking: Asking,
  changes: readonly Taken[],
  { contributions }: UnitSetting,
): Promise<void> {
  const { rules, faults } = await storedRules(em, contributions);
  const [ofCustomers, ofAll] = [changes.filter(isOfCustomer), changes.filter((one) => !isOfCustomer(one))];
  const among = [...new Set(ofCustomers.map(({ customerId }) => customerId))];
  await evaluateAmong(em, rulesFollowing(rules, actionsOf(ofCustomers)), asking, among);
  await markDue(em, rulesFollowing(rules, actionsOf(ofAll)));
  for (const [segmentId, fault] of faults) await markFailed(em, segmentId, fault, asking.now);
}

function isOfCustomer(change: Taken): change is Taken & { customerId: Uuid } {
  return change.customerId !== null;
}

function actionsOf(changes: readonly Taken[]): ReadonlySet<string> {
  return new Set(changes.map(({ action }) => action));
}

async function isOverrun(em: EntityManager): Promise<boolean> {
  const waiting = await rowOf(
    { kysely: em.getKysely() },
    sql`select id from change_queue offset ${mostWaiting} limit 1`,
  );
  return waiting !== null;
}

async function evaluateAllLater(em: EntityManager): Promise<void> {
  // In this order: what is committed in between stays queued, or is seen by the evaluations.
  await sql`delete from change_queue`.execute(em.getKysely());
  await sql`update segment set is_due = true where kind = 'RULE'`.execute(em.getKysely());
}

/** Moving windows every so many minutes; failures again after one. */
async function dueSegments(em: EntityManager, now: Date, segmentMinutes: number): Promise<Uuid[]> {
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const rows = await rowsOf<{ id: Uuid }>(
    { kysely: em.getKysely() },
    sql`
      select id
      from segment
      where kind = 'RULE' and case
        when failed_at is not null then failed_at <= ${minutesAgo(1)}
        else is_due or (is_moving and computed_at <= ${minutesAgo(segmentMinutes)})
      end`,
  );
  return rows.map(({ id }) => id);
}

function askingNow({ clock, shop, contributions }: UnitSetting): Asking {
  return { now: clock.now(), shop, contributions };
}
