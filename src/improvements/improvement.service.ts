import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuse, refuseIfAny, type UserError } from '../kernel/errors.ts';
import { globalId, localId, newId, type Uuid } from '../kernel/ids.ts';
import { noProduct } from '../products/product.reference.ts';
import type { ProductReference } from '../products/product.rules.ts';
import { findProducts } from '../products/product.service.ts';
import { type Evidence, feedbackColumns, feedbackKinds, findEvidence } from './evidence.finding.ts';
import { Improvement, type ImprovementEntity } from './improvement.entity.ts';
import {
  linkCountErrors,
  moveErrors,
  noteErrors,
  noteOf,
  type StatusDraft,
  titleErrors,
} from './improvement.rules.ts';
import { improvementView } from './improvement.view.ts';

export interface ImprovementDraft {
  title: string;
  description?: string | null;
  product?: ProductReference | null;
  /** Global ids of the interactions, responses and reviews that lead to it. */
  feedback?: readonly string[] | null;
}

export async function proposeImprovement(
  unit: Unit,
  draft: ImprovementDraft,
): Promise<{ improvementId: Uuid }> {
  const title = draft.title.trim();
  const description = noteOf(draft.description);
  const [productId = null] = await findProducts(unit.em, [draft.product]);
  const facts = await feedbackNamed(unit, draft.feedback ?? [], [
    ...titleErrors(title),
    ...noteErrors('A description', description, ['description']),
    ...(draft.product && productId === null ? [noProduct(draft.product)] : []),
  ]);
  const improvement = unit.em.create(Improvement, {
    id: newId(),
    title,
    description,
    status: 'PROPOSED',
    productId,
    createdAt: unit.now,
    updatedAt: unit.now,
  });
  await unit.em.flush();
  const linked = await link(unit, improvement, facts);
  const after = { ...improvementView(improvement), feedback: linked.length > 0 ? linked : null };
  unit.note({
    action: 'improvement.proposed',
    subjectId: improvement.id,
    difference: differenceOf(null, after),
  });
  return { improvementId: improvement.id };
}

/** Ties feedback to an improvement; what is tied to it already stays so. */
export async function linkFeedback(
  unit: Unit,
  { id, feedback }: { id: string; feedback: readonly string[] },
): Promise<{ improvementId: Uuid }> {
  const improvement = await improvementNamed(unit, id);
  const facts = await feedbackNamed(unit, feedback);
  const linked = await link(unit, improvement, facts);
  if (linked.length > 0) {
    const difference = { fields: ['feedback'], before: null, after: { feedback: linked } };
    unit.note({ action: 'improvement.linked', subjectId: improvement.id, difference });
  }
  return { improvementId: improvement.id };
}

const actions = {
  PLANNED: 'improvement.planned',
  DONE: 'improvement.done',
  REJECTED: 'improvement.rejected',
  PROPOSED: 'improvement.proposed',
} as const;

export async function setImprovementStatus(
  unit: Unit,
  { id, ...draft }: StatusDraft & { id: string },
): Promise<{ improvementId: Uuid }> {
  const improvement = await improvementNamed(unit, id);
  refuseIfAny(moveErrors(improvement, draft, unit.now));
  const before = improvementView(improvement);
  improvement.status = draft.status;
  improvement.reason = noteOf(draft.reason);
  improvement.doneAt = draft.status === 'DONE' ? (draft.doneAt ?? unit.now) : null;
  improvement.updatedAt = unit.now;
  const difference = differenceOf(before, improvementView(improvement));
  unit.note({ action: actions[draft.status], subjectId: improvement.id, difference });
  return { improvementId: improvement.id };
}

/** An improvement as it stands, locked so that it stays so. */
async function improvementNamed({ em }: Unit, globalImprovementId: string): Promise<ImprovementEntity> {
  const id = localId('improvement', globalImprovementId);
  const found =
    id === null ? null : await em.findOne(Improvement, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return found ?? refuse('NOT_FOUND', ['id'], 'There is no improvement with this id.');
}

/** The feedback that ids name. Refuses with the errors so far, and those of the ids. */
async function feedbackNamed(
  { em }: Unit,
  ids: readonly string[],
  errors: readonly UserError[] = [],
): Promise<Evidence[]> {
  const tooMany = linkCountErrors(ids, ['feedback']);
  if (tooMany.length > 0) refuseIfAny([...errors, ...tooMany]);
  const found = await findEvidence(em, ids, { kinds: feedbackKinds, path: (index) => ['feedback', index] });
  refuseIfAny([...errors, ...found.errors]);
  return found.facts.flatMap((fact) => fact ?? []);
}

/** The global ids of what was not linked before. */
async function link(
  { em, now }: Unit,
  improvement: ImprovementEntity,
  facts: readonly Evidence[],
): Promise<string[]> {
  if (facts.length === 0) return [];
  const { rows } = await sql<{ id: Uuid }>`
    select coalesce(interaction_id, response_id, review_id) as id
    from improvement_feedback
    where improvement_id = ${improvement.id}`.execute(em.getKysely());
  const known = new Set(rows.map(({ id }) => id));
  const fresh = [...new Map(facts.map((fact) => [fact.id, fact])).values()].filter(
    ({ id }) => !known.has(id),
  );
  await insertRows(
    em,
    'improvement_feedback',
    fresh.map((fact) => ({
      id: newId(),
      customerId: fact.customerId,
      improvementId: improvement.id,
      ...feedbackColumns(fact),
      linkedAt: now,
    })),
  );
  return fresh.map(({ kind, id }) => globalId(kind, id));
}
