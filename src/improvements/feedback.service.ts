import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { findCases } from '../interactions/case.finding.ts';
import { refuse, refuseIfAny, userError } from '../kernel/errors.ts';
import { globalId, newId, type Uuid } from '../kernel/ids.ts';
import { lockCustomers } from '../purchases/summary.service.ts';
import { feedbackColumns, feedbackKinds, findEvidence } from './evidence.finding.ts';

/** Says in which service case of the customer something they said is dealt with; it is not open any longer then. */
export async function takeUpFeedback(
  unit: Unit,
  { feedback, serviceCase }: { feedback: string; serviceCase: string },
): Promise<{ caseId: Uuid }> {
  const { em } = unit;
  const { facts, errors } = await findEvidence(em, [feedback], {
    kinds: feedbackKinds,
    path: () => ['feedback'],
  });
  const [fact] = facts;
  const [found] = await findCases(em, [serviceCase]);
  refuseIfAny([
    ...errors,
    ...(found ? [] : [userError('NOT_FOUND', ['serviceCase'], 'There is no case with this id.')]),
  ]);
  if (!fact || !found) throw new Error('Feedback was judged and is not there.');
  if (fact.customerId !== found.customerId)
    refuse('CONFLICT', ['serviceCase'], 'The case is of another customer.');

  await lockCustomers(em, [fact.customerId]);
  const columns = feedbackColumns(fact);
  const { rows } = await sql`
    select from feedback_case
    where case_id = ${found.id} and customer_id = ${found.customerId}
      and coalesce(interaction_id, response_id, review_id) = ${fact.id}`.execute(em.getKysely());
  if (rows.length > 0) return { caseId: found.id };
  await insertRows(em, 'feedback_case', [
    { id: newId(), customerId: fact.customerId, caseId: found.id, ...columns, takenUpAt: unit.now },
  ]);
  unit.note({
    action: 'case.taken-up',
    subjectId: found.id,
    customerId: found.customerId,
    difference: { fields: ['feedback'], before: null, after: { feedback: globalId(fact.kind, fact.id) } },
  });
  return { caseId: found.id };
}
