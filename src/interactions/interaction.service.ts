import type { Unit } from '../api/unit.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { knownByExternalId } from '../customers/external.keys.ts';
import { findCustomers, noCustomer } from '../customers/identity.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { Race, refuse, refuseIfAny, type UserError } from '../kernel/errors.ts';
import { globalId, newId, type Uuid } from '../kernel/ids.ts';
import { lockCustomers } from '../purchases/summary.service.ts';
import { aboutOf } from './about.service.ts';
import { type InteractionDraft, interactionErrors, type Message, messageOf } from './interaction.rules.ts';
import { interactionView, personalFields } from './interaction.view.ts';
import { refreshCounts } from './summary.figures.ts';

export type InteractionOutcome =
  | { status: 'created' | 'unchanged'; interactionId: Uuid }
  | { status: 'refused'; errors: UserError[] };

export async function recordInteraction(
  unit: Unit,
  draft: InteractionDraft,
): Promise<{ interactionId: Uuid }> {
  const [outcome] = await recordInteractions(unit, [draft]);
  if (outcome?.status === 'created') return { interactionId: outcome.interactionId };
  if (outcome?.status === 'unchanged') {
    const known = globalId('interaction', outcome.interactionId);
    refuse('TAKEN', ['externalIds'], `This external id is recorded already, as ${known}.`);
  }
  if (outcome?.status === 'refused') refuseIfAny(outcome.errors);
  throw new Error('A single interaction was recorded and has no outcome.');
}

/**
 * Records many interactions that are in no case, in a constant number of statements. One that is refused leaves the
 * others standing; one whose external id is known is left as it is.
 */
export async function recordInteractions(
  unit: Unit,
  drafts: readonly InteractionDraft[],
): Promise<InteractionOutcome[]> {
  const errors = drafts.map((draft) => interactionErrors(draft, unit.now));
  const known = await knownByExternalId(
    unit.em,
    'interaction',
    drafts.map(({ externalIds }, index) => {
      const wrong = errors[index] ?? [];
      return { externalIds: wrong.length === 0 ? (externalIds ?? []) : [], errors: wrong };
    }),
  );
  const customerIds = await findCustomers(
    unit.em,
    drafts.map(({ customer }) => customer),
  );
  const about = await aboutOf(
    unit,
    drafts.map((draft, index) => ({ draft, customerId: customerIds[index] ?? null })),
  );

  const recorded: (StoredMessage & { externalIds: readonly ExternalId[] })[] = [];
  const outcomes = drafts.map((draft, index): InteractionOutcome => {
    const knownId = known[index];
    if (knownId) return { status: 'unchanged', interactionId: knownId };
    const customerId = customerIds[index] ?? null;
    const { errors: missing = [], productId = null, purchaseId = null } = about[index] ?? {};
    const all = [
      ...(errors[index] ?? []),
      ...(customerId === null ? [noCustomer(draft.customer)] : []),
      ...missing,
    ];
    if (customerId === null || all.length > 0) return { status: 'refused', errors: all };
    const id = newId();
    const externalIds = draft.externalIds ?? [];
    recorded.push({ id, customerId, caseId: null, ...messageOf(draft), productId, purchaseId, externalIds });
    return { status: 'created', interactionId: id };
  });

  const touched = recorded.map(({ customerId }) => customerId);
  await lockCustomers(unit.em, touched);
  await insertMessages(unit, recorded);
  await insertKeys(unit, recorded);
  await refreshCounts(unit.em, touched);
  for (const message of recorded) {
    unit.note({
      action: 'interaction.recorded',
      subjectId: message.id,
      customerId: message.customerId,
      difference: differenceOf(null, interactionView(message), personalFields),
    });
  }
  return outcomes;
}

/** A message that has been judged. */
export interface StoredMessage extends Message {
  id: Uuid;
  customerId: Uuid;
  caseId: Uuid | null;
  productId: Uuid | null;
  purchaseId: Uuid | null;
}

export async function insertMessages(unit: Unit, messages: readonly StoredMessage[]): Promise<void> {
  await insertRows(
    unit.em,
    'interaction',
    messages.map((message) => ({
      id: message.id,
      customerId: message.customerId,
      caseId: message.caseId,
      kind: message.kind,
      channel: message.channel,
      author: message.author,
      agent: message.agent,
      occurredAt: message.occurredAt,
      subject: message.subject,
      body: message.body,
      productId: message.productId,
      purchaseId: message.purchaseId,
      createdAt: unit.now,
    })),
  );
}

async function insertKeys(
  { em }: Unit,
  recorded: readonly (StoredMessage & { externalIds: readonly ExternalId[] })[],
): Promise<void> {
  const keys = recorded.flatMap(({ id: interactionId, customerId, externalIds }) =>
    externalIds.map(({ source, id }) => ({ source, value: id.trim(), interactionId, customerId })),
  );
  try {
    await insertRows(em, 'interaction_key', keys);
  } catch (error) {
    throw Race.of(error);
  }
}
