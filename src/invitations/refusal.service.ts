import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import type { CustomerReference } from '../customers/customer.rules.ts';
import { findCustomers, noCustomer } from '../customers/identity.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { lockCustomers } from '../purchases/summary.service.ts';

/** Keeps that a customer never wants to be asked again, or takes that back. Nothing happens when it is so already. */
export async function setSurveyRefusal(
  unit: Unit,
  { customer, refused }: { customer: CustomerReference; refused: boolean },
): Promise<{ customerId: Uuid }> {
  const [customerId] = await findCustomers(unit.em, [customer]);
  if (!customerId) throw new Refusal([noCustomer(customer)]);
  await lockCustomers(unit.em, [customerId]);
  if (refused) await keepRefusal(unit, customerId, null);
  else await forgetRefusal(unit, customerId);
  return { customerId };
}

/** Of a customer who is locked. `surveyId` is the survey at which they said it. */
export async function keepRefusal(unit: Unit, customerId: Uuid, surveyId: Uuid | null): Promise<void> {
  const { em, now } = unit;
  if (await hasRefused(unit, customerId)) return;
  await insertRows(em, 'survey_refusal', [{ id: newId(), customerId, surveyId, refusedAt: now }]);
  note(unit, customerId, { before: null, after: now });
}

async function forgetRefusal(unit: Unit, customerId: Uuid): Promise<void> {
  const { rows } = await sql<{ refusedAt: string }>`
    delete from survey_refusal where customer_id = ${customerId}::uuid
    returning refused_at as "refusedAt"`.execute(unit.em.getKysely());
  if (rows[0]) note(unit, customerId, { before: rows[0].refusedAt, after: null });
}

async function hasRefused({ em }: Unit, customerId: Uuid): Promise<boolean> {
  const { rows } = await sql`
    select from survey_refusal where customer_id = ${customerId}::uuid limit 1`.execute(em.getKysely());
  return rows.length > 0;
}

function note(unit: Unit, customerId: Uuid, { before, after }: { before: unknown; after: unknown }): void {
  unit.note({
    action: after === null ? 'customer.surveys-allowed' : 'customer.surveys-refused',
    subjectId: customerId,
    customerId,
    difference: differenceOf({ surveysRefusedAt: before }, { surveysRefusedAt: after }),
  });
}
