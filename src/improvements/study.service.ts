import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import type { CustomerReference } from '../customers/customer.rules.ts';
import { findCustomers, noCustomer } from '../customers/identity.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuse, refuseIfAny, type UserError, userError } from '../kernel/errors.ts';
import { globalId, localId, newId, type Uuid } from '../kernel/ids.ts';
import { evidenceKinds, feedbackColumns, findEvidence } from './evidence.finding.ts';
import { noteErrors, noteOf, titleErrors } from './improvement.rules.ts';
import { studyView } from './improvement.view.ts';
import { CaseStudy, type CaseStudyEntity } from './study.entity.ts';

export interface StudyDraft {
  title: string;
  question: string;
  customers: readonly CustomerReference[];
  /** Days; the last one is not included. */
  period?: { from?: string | null; to?: string | null } | null;
}

export interface FindingDraft {
  /** The case study. */
  id: string;
  statement: string;
  quote?: string | null;
  /** The global id of what shows it. */
  evidence: string;
}

/** A few customers: more are a survey. */
const mostCustomers = 20;

export async function createCaseStudy(unit: Unit, draft: StudyDraft): Promise<{ caseStudyId: Uuid }> {
  const title = draft.title.trim();
  const question = draft.question.trim();
  const { from = null, to = null } = draft.period ?? {};
  const errors = [
    ...titleErrors(title),
    ...(question === ''
      ? [userError('REQUIRED', ['question'], 'A question says what it is to find out.')]
      : []),
    ...noteErrors('A question', question, ['question']),
    ...customerCountErrors(draft.customers.length),
    ...(from && to && from >= to
      ? [userError('INVALID', ['period', 'to'], 'A period ends after the day it begins.')]
      : []),
  ];
  const isCountable = customerCountErrors(draft.customers.length).length === 0;
  const customerIds = isCountable ? await findCustomers(unit.em, draft.customers) : [];
  refuseIfAny([...errors, ...missingCustomers(draft.customers, customerIds)]);

  const study = unit.em.create(CaseStudy, {
    id: newId(),
    title,
    question,
    periodFrom: from,
    periodTo: to,
    createdAt: unit.now,
    updatedAt: unit.now,
  });
  await unit.em.flush();
  const followed = [...new Set(customerIds.flatMap((id) => id ?? []))];
  await insertRows(
    unit.em,
    'case_study_customer',
    followed.map((customerId) => ({ id: newId(), customerId, caseStudyId: study.id })),
  );
  const customers = followed.map((id) => globalId('customer', id));
  const difference = differenceOf(null, { ...studyView(study), customers });
  unit.note({ action: 'study.created', subjectId: study.id, difference });
  return { caseStudyId: study.id };
}

/** Adds a finding, shown by something that a customer of the study did or said. */
export async function addFinding(unit: Unit, draft: FindingDraft): Promise<{ caseStudyId: Uuid }> {
  const study = await studyNamed(unit, draft.id);
  const statement = draft.statement.trim();
  const quote = noteOf(draft.quote);
  const errors: UserError[] = [
    ...(study.concludedAt ? [userError('CONFLICT', ['id'], 'The case study is concluded.')] : []),
    ...(statement === '' ? [userError('REQUIRED', ['statement'], 'A finding states something.')] : []),
    ...noteErrors('A statement', statement, ['statement']),
    ...noteErrors('A quote', quote, ['quote']),
  ];
  const { facts, errors: missing } = await findEvidence(unit.em, [draft.evidence], {
    kinds: evidenceKinds,
    path: () => ['evidence'],
  });
  const [fact] = facts;
  if (fact && !(await isFollowed(unit, study, fact.customerId)))
    errors.push(userError('CONFLICT', ['evidence'], 'It is not of a customer whom the case study follows.'));
  refuseIfAny([...errors, ...missing]);
  if (!fact) throw new Error('A finding was judged and has no evidence.');

  await insertRows(unit.em, 'finding', [
    {
      id: newId(),
      customerId: fact.customerId,
      caseStudyId: study.id,
      statement,
      quote,
      purchaseId: fact.kind === 'purchase' ? fact.id : null,
      ...feedbackColumns(fact),
      createdAt: unit.now,
    },
  ]);
  study.updatedAt = unit.now;
  unit.note({
    action: 'study.found',
    subjectId: study.id,
    customerId: fact.customerId,
    difference: differenceOf(null, { statement, quote, evidence: globalId(fact.kind, fact.id) }, ['quote']),
  });
  return { caseStudyId: study.id };
}

/** Says what comes of a case study; it takes no findings from then on. */
export async function concludeCaseStudy(
  unit: Unit,
  { id, conclusion: given }: { id: string; conclusion: string },
): Promise<{ caseStudyId: Uuid }> {
  const study = await studyNamed(unit, id);
  const conclusion = noteOf(given);
  refuseIfAny([
    ...(study.concludedAt ? [userError('CONFLICT', ['id'], 'The case study is concluded already.')] : []),
    ...(conclusion === null
      ? [userError('REQUIRED', ['conclusion'], 'A conclusion says what comes of it.')]
      : []),
    ...noteErrors('A conclusion', conclusion, ['conclusion']),
  ]);
  const before = studyView(study);
  Object.assign(study, { conclusion, concludedAt: unit.now, updatedAt: unit.now });
  const difference = differenceOf(before, studyView(study));
  unit.note({ action: 'study.concluded', subjectId: study.id, difference });
  return { caseStudyId: study.id };
}

function customerCountErrors(count: number): UserError[] {
  if (count >= 1 && count <= mostCustomers) return [];
  return [
    userError(
      'INVALID',
      ['customers'],
      `A case study follows 1 to ${mostCustomers} customers; got ${count}.`,
    ),
  ];
}

function missingCustomers(
  references: readonly CustomerReference[],
  found: readonly (Uuid | null)[],
): UserError[] {
  return references.flatMap((reference, index) => {
    if (found.length === 0 || found[index]) return [];
    return [noCustomer(reference, ['customers', index])];
  });
}

/** A case study as it stands, locked so that it stays so. */
async function studyNamed({ em }: Unit, globalStudyId: string): Promise<CaseStudyEntity> {
  const id = localId('study', globalStudyId);
  const found =
    id === null ? null : await em.findOne(CaseStudy, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return found ?? refuse('NOT_FOUND', ['id'], 'There is no case study with this id.');
}

async function isFollowed({ em }: Unit, study: CaseStudyEntity, customerId: Uuid): Promise<boolean> {
  const { rows } = await sql`
    select from case_study_customer where case_study_id = ${study.id} and customer_id = ${customerId}
    limit 1`.execute(em.getKysely());
  return rows.length > 0;
}
