import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type UserError, userError } from '../kernel/errors.ts';
import { localId, typeOfId, type Uuid } from '../kernel/ids.ts';
import { listed } from '../kernel/text.ts';

/** What is feedback: a customer says something. */
export const feedbackKinds = ['interaction', 'response', 'review'] as const;

/** What can show something: a fact of a customer, by the first part of its id. */
export const evidenceKinds = ['purchase', ...feedbackKinds] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** A fact that is evidence, with its customer, by whom facts are spread over machines. */
export interface Evidence {
  kind: EvidenceKind;
  id: Uuid;
  customerId: Uuid;
}

export interface FoundEvidence {
  /** As the ids were given; null where there is none. */
  facts: (Evidence | null)[];
  errors: UserError[];
}

/** The facts that global ids name, in their order; `feedback_…` names whichever kind of it it is. One statement, whatever their number and kinds. */
export async function findEvidence(
  em: EntityManager,
  ids: readonly string[],
  { kinds, path }: { kinds: readonly EvidenceKind[]; path: (index: number) => (string | number)[] },
): Promise<FoundEvidence> {
  if (ids.length === 0) return { facts: [], errors: [] };
  const named = ids.map((id) => {
    const kind = [...kinds, 'feedback' as const].find((one) => one === typeOfId(id));
    const local = kind === undefined ? null : localId(kind, id);
    return kind === undefined || local === null ? null : { kind, id: local };
  });
  const of = (kind: EvidenceKind) =>
    named.flatMap((one) =>
      one?.kind === kind || (one?.kind === 'feedback' && kind !== 'purchase') ? one.id : [],
    );
  const { rows } = await sql<Evidence>`
    select 'purchase' as kind, id, customer_id as "customerId" from purchase
    where id = any(${of('purchase')}::uuid[])
    union all
    select 'interaction', id, customer_id from interaction where id = any(${of('interaction')}::uuid[])
    union all
    select 'response', id, customer_id from survey_response where id = any(${of('response')}::uuid[])
    union all
    select 'review', id, customer_id from review where id = any(${of('review')}::uuid[])
  `.execute(em.getKysely());
  const byId = new Map(rows.map((row) => [row.id, row]));
  const facts = named.map((one) => (one && byId.get(one.id)) ?? null);
  const errors = facts.flatMap((fact, index) => {
    const message = `There is no ${listed(kinds, 'or')} with this id.`;
    return fact ? [] : [userError('NOT_FOUND', path(index), message)];
  });
  return { facts, errors };
}

/** The columns that name a piece of evidence, of which one is filled. */
export function feedbackColumns({ kind, id }: Evidence) {
  return {
    interactionId: kind === 'interaction' ? id : null,
    responseId: kind === 'response' ? id : null,
    reviewId: kind === 'review' ? id : null,
  };
}
