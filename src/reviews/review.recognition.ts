import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { uniteCustomers } from '../customers/union.service.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { ReviewEntity } from './review.entity.ts';

/**
 * Whose reviews turn out to be: a review of somebody unknown becomes that of the customer who is named later, with
 * everything else that the unknown one did; a review of a known customer stays theirs.
 */
export async function recognitions(unit: Unit, reviews: readonly ReviewEntity[]) {
  const unknown = await unidentifiedAmong(unit, reviews);
  const into = new Map<Uuid, Uuid>();
  return {
    /** What is wrong with saying that a review is of a customer. */
    judge({ customerId }: ReviewEntity, named: Uuid | null): UserError[] {
      const known = unknown.has(customerId) ? into.get(customerId) : customerId;
      if (named === null || known === undefined || known === named) return [];
      return [userError('CONFLICT', ['customer'], 'The review is of another customer already.')];
    },
    /** Takes what was judged; whether the customer was not known before. */
    add({ customerId }: ReviewEntity, named: Uuid | null): boolean {
      if (named === null || named === customerId) return false;
      into.set(customerId, named);
      return true;
    },
    unite: () =>
      uniteCustomers(
        unit,
        [...into].map(([from, whom]) => ({ from, into: whom })),
      ),
  };
}

async function unidentifiedAmong({ em }: Unit, reviews: readonly ReviewEntity[]): Promise<Set<Uuid>> {
  if (reviews.length === 0) return new Set();
  const ids = reviews.map(({ customerId }) => customerId);
  const { rows } = await sql<{ id: Uuid }>`
    select id from customer where id = any(${ids}::uuid[]) and not identified`.execute(em.getKysely());
  return new Set(rows.map(({ id }) => id));
}
