import { isDeepStrictEqual } from 'node:util';
import { LockMode } from '@mikro-orm/core';
import type { Unit } from '../api/unit.ts';
import type { CustomerFilter } from '../customers/customer.filter.ts';
import { lockSegments } from '../database/advisory.ts';
import { Race, refuse, refuseIfAny, type UserError, userError } from '../kernel/errors.ts';
import { localId, newId, type Uuid } from '../kernel/ids.ts';
import { listed } from '../kernel/text.ts';
import { evaluateWithDependents } from './evaluation.service.ts';
import { type KnownSegments, knownSegments } from './known.segments.ts';
import { ruleErrors } from './rule.errors.ts';
import { isMoving } from './rule.ts';
import { Segment, type SegmentEntity } from './segment.entity.ts';
import { descriptionErrors, descriptionOf, nameErrors } from './segment.rules.ts';
import { segmentDifference, segmentView } from './segment.view.ts';

export interface SegmentDraft {
  name: string;
  description?: string | null;
  /** Without one it is a list. */
  rule?: CustomerFilter | null;
}

/** What changes: what is not given stays. */
export interface SegmentPatch {
  id: string;
  name?: string | null;
  description?: string | null;
  rule?: CustomerFilter | null;
}

/** Makes a segment and finds out who is in it. */
export async function createSegment(unit: Unit, draft: SegmentDraft): Promise<{ segmentId: Uuid }> {
  await lockSegments(unit.em);
  const known = await knownSegments(unit.em);
  const name = draft.name.trim();
  const description = descriptionOf(draft.description);
  const rule = draft.rule ?? null;
  refuseIfAny([
    ...nameErrors(name),
    ...takenErrors(name, null, known),
    ...descriptionErrors(description),
    ...(rule ? ruleErrors(rule, { id: null, known, asking: unit }) : []),
  ]);
  const segment = unit.em.create(Segment, {
    id: newId(),
    name,
    description,
    kind: rule ? 'RULE' : 'LIST',
    rule: rule && storedRule(rule),
    size: 0,
    computedAt: unit.now,
    isMoving: rule !== null && isMoving(rule, unit.contributions),
    createdAt: unit.now,
    updatedAt: unit.now,
  });
  await written(unit);
  if (rule) await evaluateWithDependents(unit, segment.id);
  const difference = segmentDifference(unit, null, segmentView(segment));
  unit.note({ action: 'segment.created', subjectId: segment.id, difference });
  return { segmentId: segment.id };
}

/** Changes a segment. With another rule it, and all that ask about it, are evaluated anew. */
export async function updateSegment(
  unit: Unit,
  { id, ...draft }: SegmentPatch,
): Promise<{ segmentId: Uuid }> {
  await lockSegments(unit.em);
  const known = await knownSegments(unit.em);
  const segment = await segmentNamed(unit, id);
  const before = segmentView(segment);
  const name = draft.name?.trim() ?? segment.name;
  const description =
    draft.description === undefined ? (segment.description ?? null) : descriptionOf(draft.description);
  refuseIfAny([
    ...nameErrors(name),
    ...takenErrors(name, segment.id, known),
    ...descriptionErrors(description),
    ...changedRuleErrors(unit, segment, draft.rule, known),
  ]);
  const rule = draft.rule ?? null;
  const isAnother = rule !== null && !isDeepStrictEqual(storedRule(rule), segment.rule);
  Object.assign(segment, { name, description });
  if (isAnother)
    Object.assign(segment, { rule: storedRule(rule), isMoving: isMoving(rule, unit.contributions) });
  const difference = segmentDifference(unit, before, segmentView(segment));
  if (difference.fields.length === 0) return { segmentId: segment.id };
  segment.updatedAt = unit.now;
  await written(unit);
  if (isAnother) await evaluateWithDependents(unit, segment.id);
  unit.note({ action: 'segment.updated', subjectId: segment.id, difference });
  return { segmentId: segment.id };
}

/** Deletes a segment with all that is known of who was in it, unless other segments ask about it. */
export async function deleteSegment(unit: Unit, { id }: { id: string }): Promise<{ deletedId: string }> {
  await lockSegments(unit.em);
  const known = await knownSegments(unit.em);
  const segment = await segmentNamed(unit, id);
  const users = [...known.graph].filter(([, mentioned]) => mentioned.includes(segment.id));
  if (users.length > 0) {
    const names = users.map(([user]) => `"${known.names.get(user)}"`).toSorted();
    refuse('CONFLICT', ['id'], `The rules of other segments ask about it: ${listed(names)}.`);
  }
  const { fields, after: told } = segmentDifference(unit, null, segmentView(segment));
  unit.note({
    action: 'segment.deleted',
    subjectId: segment.id,
    difference: { fields, before: told, after: null },
  });
  unit.em.remove(segment);
  return { deletedId: id };
}

/** A segment as it stands, locked so that it stays so. */
export async function segmentNamed({ em }: Unit, globalSegmentId: string): Promise<SegmentEntity> {
  const id = localId('segment', globalSegmentId);
  const found =
    id === null ? null : await em.findOne(Segment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return found ?? refuse('NOT_FOUND', ['id'], 'There is no segment with this id.');
}

function takenErrors(name: string, own: Uuid | null, { names }: KnownSegments): UserError[] {
  const isTaken = [...names].some(([id, other]) => other === name && id !== own);
  return isTaken ? [userError('TAKEN', ['name'], `Another segment is called "${name}".`)] : [];
}

function changedRuleErrors(
  unit: Unit,
  { id, kind }: SegmentEntity,
  rule: CustomerFilter | null | undefined,
  known: KnownSegments,
): UserError[] {
  if (rule === undefined) return [];
  if (kind === 'LIST') {
    return rule === null
      ? []
      : [userError('CONFLICT', ['rule'], 'The segment is a LIST, which has no rule.')];
  }
  if (rule === null) return [userError('REQUIRED', ['rule'], 'The segment is a RULE, which has one.')];
  return ruleErrors(rule, { id, known, asking: unit });
}

/** A filter as JSON has it: instants as text, and nothing that was not given. */
function storedRule(rule: CustomerFilter): Record<string, unknown> {
  return JSON.parse(JSON.stringify(rule));
}

async function written({ em }: Unit): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    throw Race.of(error);
  }
}
