import type { Unit } from '../api/unit.ts';
import { latest } from '../kernel/clock.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuse, refuseIfAny, userError } from '../kernel/errors.ts';
import { globalId, localId, newId, type Uuid } from '../kernel/ids.ts';
import { lockCustomerOf } from '../purchases/summary.service.ts';
import { aboutOf } from './about.service.ts';
import { caseMessageErrors } from './case.history.ts';
import { afterMessage, afterStep, type CaseStep, isUnresolved, stepErrors } from './case.rules.ts';
import { firstResponseOf, timesOf } from './case.times.ts';
import { Interaction, ServiceCase, type ServiceCaseEntity } from './interaction.entity.ts';
import { agentErrors, type MessageDraft, messageOf, momentErrors } from './interaction.rules.ts';
import { insertMessages } from './interaction.service.ts';
import { caseView } from './interaction.view.ts';
import { noteDays } from './service.day.service.ts';
import { refreshCounts } from './summary.figures.ts';

/** A message to add to a case; what it does not say is as in the case. */
export interface ReplyDraft extends Partial<MessageDraft> {
  id: string;
}

export async function replyToCase(
  unit: Unit,
  { id, ...draft }: ReplyDraft,
): Promise<{ caseId: Uuid; interactionId: Uuid }> {
  const found = await lockedCase(unit, id);
  const reply: MessageDraft = {
    ...draft,
    kind: draft.kind ?? found.kind,
    channel: draft.channel ?? found.channel,
    author: draft.author ?? 'AGENT',
    occurredAt: draft.occurredAt ?? latest(unit.now, found.changedAt),
  };
  const message = messageOf(reply);
  const [about] = await aboutOf(unit, [{ draft: reply, customerId: found.customerId }]);
  refuseIfAny([...caseMessageErrors(message, found, unit.now), ...(about?.errors ?? [])]);

  const before = { ...found };
  const interactionId = newId();
  await insertMessages(unit, [
    {
      ...message,
      id: interactionId,
      customerId: found.customerId,
      caseId: found.id,
      productId: about?.productId ?? null,
      purchaseId: about?.purchaseId ?? null,
    },
  ]);
  // Of all messages, because they need not come in the order in which they were written.
  const messages = await unit.em.find(
    Interaction,
    { caseId: found.id, customerId: found.customerId },
    { fields: ['author', 'occurredAt'] },
  );
  Object.assign(found, afterMessage(found, message), firstResponseOf(found.openedBy, messages));
  await keep(unit, found, {
    action: 'case.replied',
    before,
    added: { interaction: globalId('interaction', interactionId) },
  });
  return { caseId: found.id, interactionId };
}

const actions = {
  WAIT: 'case.waiting',
  RESOLVE: 'case.resolved',
  REOPEN: 'case.reopened',
  CLOSE: 'case.closed',
} as const satisfies Record<CaseStep, string>;

/** Takes a case a step further; one that makes no sense is refused. */
export async function stepCase(
  unit: Unit,
  step: CaseStep,
  { id, at }: { id: string; at?: Date | null },
): Promise<{ caseId: Uuid }> {
  const found = await lockedCase(unit, id);
  const when = at ?? latest(unit.now, found.changedAt);
  refuseIfAny([...momentErrors(when, unit.now, ['at']), ...stepErrors(found, step, when)]);
  const before = { ...found };
  Object.assign(found, afterStep(found, step, when));
  await keep(unit, found, { action: actions[step], before });
  return { caseId: found.id };
}

/** Gives a case to somebody, or with null to nobody. */
export async function assignCase(
  unit: Unit,
  { id, assignee }: { id: string; assignee?: string | null },
): Promise<{ caseId: Uuid }> {
  const found = await lockedCase(unit, id);
  const name = assignee?.trim() || null;
  refuseIfAny([
    ...agentErrors(name, ['assignee']),
    ...(isUnresolved(found.status)
      ? []
      : [
          userError(
            'CONFLICT',
            ['id'],
            `The case is ${found.status}; only one that is OPEN or WAITING can be assigned.`,
          ),
        ]),
    ...(found.assignee === name
      ? [userError('CONFLICT', ['assignee'], `The case is ${name === null ? "nobody's" : 'theirs'} already.`)]
      : []),
  ]);
  const before = { ...found };
  found.assignee = name;
  await keep(unit, found, { action: 'case.assigned', before });
  return { caseId: found.id };
}

/** A case as it stands, with its customer locked so that it stays so. */
async function lockedCase(unit: Unit, globalCaseId: string): Promise<ServiceCaseEntity> {
  const id = localId('case', globalCaseId);
  const found = id === null ? null : await unit.em.findOne(ServiceCase, { id });
  if (!found) return refuse('NOT_FOUND', ['id'], 'There is no case with this id.');
  await lockCustomerOf(unit.em, found);
  return found;
}

interface CaseChange {
  action: `case.${string}`;
  before: ServiceCaseEntity;
  /** What is told of it beside the case as it is now. */
  added?: Record<string, unknown>;
}

/** Writes a changed case with the figures that follow, what its customer's summary has of it, and the change. */
async function keep(
  unit: Unit,
  found: ServiceCaseEntity,
  { action, before, added = {} }: CaseChange,
): Promise<void> {
  Object.assign(found, timesOf(found, unit.shop.openingHours));
  found.updatedAt = unit.now;
  await unit.em.flush();
  await noteDays(unit, [{ before, after: found }]);
  await refreshCounts(unit.em, [found.customerId]);
  unit.note({
    action,
    subjectId: found.id,
    customerId: found.customerId,
    difference: differenceOf(caseView(before), { ...caseView(found), ...added }),
  });
}
