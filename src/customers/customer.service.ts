import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { refuse, refuseIfAny } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type CustomerOutcome, writeCustomers } from './customer.batch.ts';
import { keysOf } from './customer.conflicts.ts';
import { blankRow } from './customer.merge.ts';
import type { CustomerDraft } from './customer.rules.ts';
import { findCustomers } from './identity.ts';

export async function createCustomer(unit: Unit, draft: CustomerDraft): Promise<{ customerId: Uuid }> {
  const { customerId } = only(await writeCustomers(unit, [{ draft, mode: 'create' }]));
  return { customerId };
}

/** Changes what the draft gives: a field not given stays, null clears. */
export async function updateCustomer(
  unit: Unit,
  { id, ...draft }: CustomerDraft & { id: string },
): Promise<{ customerId: Uuid }> {
  const [customerId] = await findCustomers(unit.em, [{ id }]);
  if (!customerId) refuse('NOT_FOUND', ['id'], 'There is no customer with this id.');
  only(await writeCustomers(unit, [{ draft, mode: 'update', customerId }]));
  return { customerId };
}

/**
 * Finds by external id, then e-mail, and merges; makes a new customer when nobody has any of them. Somebody found by
 * e-mail is not named to a caller who may not ask by it.
 */
export async function upsertCustomer(unit: Unit, draft: CustomerDraft): Promise<{ customerId?: Uuid }> {
  if (keysOf(draft).length === 0)
    refuse(
      'REQUIRED',
      ['externalIds'],
      'An upsert finds its customer by an external id or an e-mail address; give one.',
    );
  const { customerId, byEmail } = only(await upsertCustomers(unit, [draft]));
  return byEmail && !unit.mayNameEmailHolders ? {} : { customerId };
}

/** Many upserts at once, in a constant number of statements; one that is refused leaves the others standing. */
export function upsertCustomers(unit: Unit, drafts: readonly CustomerDraft[]): Promise<CustomerOutcome[]> {
  return writeCustomers(
    unit,
    drafts.map((draft) => ({ draft, mode: 'upsert' })),
  );
}

/** Many new customers at once; one that is refused leaves the others standing. */
export function createCustomers(unit: Unit, drafts: readonly CustomerDraft[]): Promise<CustomerOutcome[]> {
  return writeCustomers(
    unit,
    drafts.map((draft) => ({ draft, mode: 'create' })),
  );
}

/** Customers known only by what they did. They have no profile until somebody recognises them. */
export async function addUnidentified(unit: Unit, since: readonly Date[]): Promise<Uuid[]> {
  const rows = since.map((createdAt) => blankRow(unit, createdAt));
  await insertRows(unit.em, 'customer', rows);
  await insertRows(
    unit.em,
    'customer_summary',
    rows.map(({ id }) => ({ customerId: id })),
  );
  return rows.map(({ id }) => id);
}

function only(outcomes: readonly CustomerOutcome[]): Exclude<CustomerOutcome, { status: 'refused' }> {
  const outcome = outcomes[0];
  if (!outcome || outcome.status === 'refused') {
    refuseIfAny(outcome?.errors ?? []);
    throw new Error('A single customer was written and has no outcome.');
  }
  return outcome;
}
