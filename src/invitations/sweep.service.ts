import { sql } from 'kysely';
import type { Occasion } from '../api/contributions.ts';
import { inUnit, type Unit, type UnitSetting } from '../api/unit.ts';
import { rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { noSubject } from '../surveys/response.rules.ts';
import type { SurveyEvent } from '../surveys/survey.words.ts';
import { type LeftOutReason, usualExpiryDays } from './invitation.rules.ts';
import { type Asked, invite } from './invitation.service.ts';

/** What a sweep came to. */
export interface Swept {
  /** Surveys with a trigger that are open. */
  surveys: number;
  invited: number;
  leftOut: LeftOutReason[];
}

/** How many events are looked at in one transaction. */
const mostEvents = 500;
const millisecondsPerHour = 3_600_000;
/** What is being recorded right now may be older than what has been: nothing is passed over for that. */
const settlingMilliseconds = 60_000;
const latestMilliseconds = 24 * millisecondsPerHour;

/**
 * Invites whoever something happened to so many hours ago, as the triggers of open surveys have it, and remembers up to
 * where it has come. What should have been asked about more than a day ago is let be: a file of old purchases, and a
 * server that stood still, ask nobody about what is long over. It ends between two transactions once it is not wanted.
 */
export async function sweep(setting: UnitSetting, isWanted: () => boolean = () => true): Promise<Swept> {
  const swept: Swept = { surveys: 0, invited: 0, leftOut: [] };
  for (const survey of await triggeredSurveys(setting)) {
    swept.surveys += 1;
    while (isWanted()) {
      const { invited, leftOut, isMore } = await inUnit(setting, (unit) => sweepSurvey(unit, survey));
      swept.invited += invited;
      swept.leftOut.push(...leftOut);
      if (!isMore) break;
    }
  }
  return swept;
}

interface TriggeredSurvey {
  id: Uuid;
  languages: string[];
  fatigueDays: number;
  trigger: { event: SurveyEvent; hours: number };
  openedAt: string;
}

function triggeredSurveys({ em }: UnitSetting): Promise<TriggeredSurvey[]> {
  return rowsOf<TriggeredSurvey>(
    { kysely: em.fork().getKysely() },
    sql`
      select id, languages, fatigue_days as "fatigueDays", trigger, opened_at as "openedAt"
      from survey
      where status = 'OPEN' and trigger is not null
      order by id`,
  );
}

const nothing = { invited: 0, leftOut: [], isMore: false };

/** The next events of one survey. Whoever finds another at it leaves it to them. */
async function sweepSurvey(
  unit: Unit,
  survey: TriggeredSurvey,
): Promise<{ invited: number; leftOut: LeftOutReason[]; isMore: boolean }> {
  const { event, hours } = survey.trigger;
  const occasion = unit.contributions.occasions.find((one) => one.event === event);
  const reached = await lease(unit, survey);
  if (!occasion || !reached) return nothing;
  const passed = Math.max(settlingMilliseconds, hours * millisecondsPerHour);
  const until = new Date(unit.now.getTime() - passed);
  const since = new Date(until.getTime() - latestMilliseconds);
  const events = await eventsAfter(unit, occasion, { reached, since, until });
  const last = events.at(-1);
  if (!last) return nothing;
  const { invitations, leftOut } = await invite(
    unit,
    { survey, channel: 'EMAIL', expiresInDays: usualExpiryDays, trigger: event, isHandedOut: false },
    events.map((one) => askedAbout(one, occasion)),
  );
  await sql`
    update survey_sweep set reached_at = ${last.at}, reached_id = ${last.id}
    where survey_id = ${survey.id}::uuid`.execute(unit.em.getKysely());
  return { invited: invitations.length, leftOut, isMore: events.length === mostEvents };
}

interface Reached {
  at: string;
  id: Uuid;
}

/** Where the last sweep ended; null when another has just begun one. A survey begins at what happens once it is open. */
async function lease({ em }: Unit, { id, openedAt }: TriggeredSurvey): Promise<Reached | null> {
  await sql`
    insert into survey_sweep (survey_id, reached_at, reached_id)
    values (${id}, ${openedAt}, '00000000-0000-0000-0000-000000000000')
    on conflict (survey_id) do nothing`.execute(em.getKysely());
  const { rows } = await sql<Reached>`
    select reached_at as at, reached_id as id
    from survey_sweep
    where survey_id = ${id}::uuid
    for update skip locked`.execute(em.getKysely());
  return rows[0] ?? null;
}

async function eventsAfter(
  { em }: Unit,
  { table, at, where }: Occasion,
  { reached, since, until }: { reached: Reached; since: Date; until: Date },
): Promise<(Reached & { customerId: Uuid })[]> {
  const { rows } = await sql<Reached & { customerId: Uuid }>`
    select id, customer_id as "customerId", ${at} as at
    from ${sql.table(table)}
    where (${at}, id) > (${reached.at}::timestamptz, ${reached.id}::uuid)
      and ${at} > ${since} and ${at} <= ${until} and ${where}
    order by ${at}, id
    limit ${mostEvents}`.execute(em.getKysely());
  return rows;
}

function askedAbout({ id, customerId }: { id: Uuid; customerId: Uuid }, { subject }: Occasion): Asked {
  return { ...noSubject, customerId, ...(subject === null ? {} : { [subject]: id }) };
}
