import type { Unit } from '../api/unit.ts';
import { findCustomers, noCustomer } from '../customers/identity.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuseIfAny, type UserError } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { lockCustomers } from '../purchases/summary.service.ts';
import { type About, aboutOf } from './about.service.ts';
import { type CaseDraft, type CaseHistory, type CasePlan, planCase } from './case.history.ts';
import type { MessageDraft } from './interaction.rules.ts';
import { insertMessages } from './interaction.service.ts';
import { caseView } from './interaction.view.ts';
import { noteDays } from './service.day.service.ts';
import { refreshCounts } from './summary.figures.ts';

export type CaseOutcome =
  | { status: 'created'; caseId: Uuid; interactionId: Uuid }
  | { status: 'refused'; errors: UserError[] };

export async function openCase(unit: Unit, draft: CaseDraft): Promise<{ caseId: Uuid; interactionId: Uuid }> {
  const [outcome] = await recordCases(unit, [{ ...draft, events: [] }]);
  if (outcome?.status === 'created') return { caseId: outcome.caseId, interactionId: outcome.interactionId };
  refuseIfAny(outcome?.errors ?? []);
  throw new Error('A single case was opened and has no outcome.');
}

/**
 * Records many cases with all that happened in them, in a constant number of statements. One that is refused leaves the
 * others standing.
 */
export async function recordCases(unit: Unit, histories: readonly CaseHistory[]): Promise<CaseOutcome[]> {
  const judged = histories.map((history) => planCase(history, { now: unit.now, ...unit.shop }));
  const customerIds = await findCustomers(
    unit.em,
    histories.map(({ customer }) => customer),
  );
  const about = await aboutOfMessages(
    unit,
    histories.map((history, index) => judged[index]?.plan?.drafts ?? [history]),
    customerIds,
  );

  const recorded: Recorded[] = [];
  const outcomes = histories.map((history, index): CaseOutcome => {
    const { plan = null, errors = [] } = judged[index] ?? {};
    const customerId = customerIds[index] ?? null;
    const ofMessages = about[index] ?? [];
    const missing = ofMessages.flatMap((found) => found.errors);
    const all = [...errors, ...(customerId === null ? [noCustomer(history.customer)] : []), ...missing];
    if (!plan || customerId === null || all.length > 0) return { status: 'refused', errors: all };
    const one = { id: newId(), customerId, plan, about: ofMessages, messageIds: plan.messages.map(newId) };
    recorded.push(one);
    return { status: 'created', caseId: one.id, interactionId: one.messageIds[0] ?? '' };
  });

  const touched = recorded.map(({ customerId }) => customerId);
  await lockCustomers(unit.em, touched);
  await insert(unit, recorded);
  await refreshCounts(unit.em, touched);
  return outcomes;
}

interface Recorded {
  id: Uuid;
  customerId: Uuid;
  plan: CasePlan;
  about: readonly About[];
  messageIds: readonly Uuid[];
}

/** What each message of each case is about, in the order of the messages. */
async function aboutOfMessages(
  unit: Unit,
  drafts: readonly (readonly MessageDraft[])[],
  customerIds: readonly (Uuid | null)[],
) {
  const found = await aboutOf(
    unit,
    drafts.flatMap((ofCase, index) =>
      ofCase.map((draft) => ({ draft, customerId: customerIds[index] ?? null })),
    ),
  );
  let next = 0;
  return drafts.map((ofCase) => ofCase.flatMap(() => found[next++] ?? []));
}

async function insert(unit: Unit, recorded: readonly Recorded[]): Promise<void> {
  const rows = recorded.map(({ id, customerId, plan }) => ({ id, customerId, ...plan.row }));
  await insertRows(
    unit.em,
    'service_case',
    rows.map((row) => ({ ...row, createdAt: unit.now, updatedAt: unit.now })),
  );
  await insertMessages(
    unit,
    recorded.flatMap(({ id: caseId, customerId, plan, about, messageIds }) =>
      plan.messages.map((message, index) => ({
        ...message,
        id: messageIds[index] ?? '',
        customerId,
        caseId,
        productId: about[index]?.productId ?? null,
        purchaseId: about[index]?.purchaseId ?? null,
      })),
    ),
  );
  await noteDays(
    unit,
    rows.map((row) => ({ before: null, after: row })),
  );
  for (const row of rows) {
    unit.note({
      action: 'case.opened',
      subjectId: row.id,
      customerId: row.customerId,
      difference: differenceOf(null, caseView(row)),
    });
  }
}
