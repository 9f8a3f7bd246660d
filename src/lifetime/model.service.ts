import { sql } from 'kysely';
import { inUnit, type Unit, type UnitSetting } from '../api/unit.ts';
import { rowOf } from '../database/read.ts';
import { dayIn } from '../kernel/clock.ts';
import { differenceOf } from '../kernel/difference.ts';
import { newId } from '../kernel/ids.ts';
import { storedDataOf } from './data.queries.ts';
import { LifetimeModel } from './model.entity.ts';
import type { FitStage, ModelFit } from './model.fit.ts';
import { fitBeside } from './model.fitting.ts';

export interface Fitting {
  /** Told of each stage as it begins. */
  begin?(stage: 'READING' | FitStage): void;
  /** Asked now and again; a fit that is not wanted any more leaves nothing. */
  isWanted?(): boolean;
}

/** Fits a model to what customers did until now and keeps it; null where nobody bought, and when it was not wanted. */
export async function fitLifetimeModel(
  setting: UnitSetting,
  { begin = () => {}, isWanted = () => true }: Fitting = {},
): Promise<ModelFit | null> {
  const { timeZone, baseCurrency: currency } = setting.shop;
  const now = setting.clock.now();
  begin('READING');
  const stored = await storedDataOf({ kysely: setting.em.fork().getKysely() }, { now, asOf: null, timeZone });
  if (stored === null) return null;
  const order = { stored, setting: { today: dayIn(timeZone, now), currency } };
  const fit = await fitBeside(order, { begin, isWanted });
  if (fit !== null) await inUnit(setting, async (unit) => keep(unit, fit));
  return fit;
}

/** How long a server that died while it fitted keeps others from it. */
const longestTurnMilliseconds = 3_600_000;
const millisecondsPerHour = 3_600_000;

/**
 * Fits a model when the last one is older than the hours of the shop; of several servers one does. 0 hours: never. What one
 * says of an hour is meant roughly: it is asked every hour.
 */
export async function fitWhenDue(
  setting: UnitSetting,
  isWanted: () => boolean = () => true,
): Promise<ModelFit | null> {
  const hours = setting.shop.lifetimeFitHours;
  if (hours === 0 || !(await takeTurn(setting, hours))) return null;
  try {
    return await fitLifetimeModel(setting, { isWanted });
  } finally {
    await sql`delete from lifetime_turn`.execute(setting.em.fork().getKysely());
  }
}

async function takeTurn({ em, clock }: UnitSetting, hours: number): Promise<boolean> {
  const now = clock.now();
  const due = new Date(now.getTime() - hours * millisecondsPerHour);
  const dead = new Date(now.getTime() - longestTurnMilliseconds);
  const taken = await rowOf(
    { kysely: em.fork().getKysely() },
    sql`
      insert into lifetime_turn as turn (id, begun_at)
      select 1, ${now}::timestamptz
      where not exists (select from lifetime_model where fitted_at > ${due}::timestamptz)
      on conflict (id) do update set begun_at = excluded.begun_at where turn.begun_at < ${dead}::timestamptz
      returning id`,
  );
  return taken !== null;
}

function keep(unit: Unit, fit: ModelFit): void {
  const { em, now, shop } = unit;
  const model = em.create(LifetimeModel, {
    id: newId(),
    fittedAt: now,
    currency: shop.baseCurrency,
    dataFrom: fit.from,
    dataTo: fit.to,
    customerCount: fit.customers,
    repeaterCount: fit.repeaters,
    spenderCount: fit.spenders,
    purchaseDayCount: fit.purchaseDays,
    buying: fit.buying,
    spending: fit.spending,
    holdout: fit.holdout,
    correlation: fit.correlation,
    warnings: fit.warnings,
    reason: fit.reason,
    valueReason: fit.valueReason,
  });
  const { customerCount, dataFrom, dataTo, warnings, reason, valueReason } = model;
  unit.note({
    action: 'model.fitted',
    subjectId: model.id,
    difference: differenceOf(null, { dataFrom, dataTo, customerCount, warnings, reason, valueReason }),
  });
}
