import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import type { CustomerReference } from '../customers/customer.rules.ts';
import { findCustomers, noCustomer } from '../customers/identity.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuseIfAny, userError } from '../kernel/errors.ts';
import { globalId, newId, type Uuid } from '../kernel/ids.ts';
import type { SegmentEntity } from './segment.entity.ts';
import { countErrors } from './segment.rules.ts';
import { segmentNamed } from './segment.service.ts';

export interface ListDraft {
  id: string;
  customers: readonly CustomerReference[];
}

/** Puts customers on a list; those who are on it stay. */
export async function addToSegment(unit: Unit, draft: ListDraft): Promise<{ segmentId: Uuid }> {
  const { segment, customerIds } = await listNamed(unit, draft);
  const members = new Set(await membersAmong(unit, segment, customerIds));
  const joining = customerIds.filter((id) => !members.has(id));
  const joined = { segmentId: segment.id, joinedAt: unit.now };
  await insertRows(
    unit.em,
    'segment_membership',
    joining.map((customerId) => ({ id: newId(), customerId, ...joined })),
  );
  settle(unit, segment, {
    action: 'segment.joined',
    customerIds: joining,
    size: segment.size + joining.length,
  });
  return { segmentId: segment.id };
}

/** Takes customers off a list; those who are not on it are let be. */
export async function removeFromSegment(unit: Unit, draft: ListDraft): Promise<{ segmentId: Uuid }> {
  const { segment, customerIds } = await listNamed(unit, draft);
  const leaving = await membersAmong(unit, segment, customerIds);
  await sql`
    update segment_membership set left_at = ${unit.now}::timestamptz
    where segment_id = ${segment.id} and left_at is null and customer_id = any(${leaving}::uuid[])
  `.execute(unit.em.getKysely());
  settle(unit, segment, {
    action: 'segment.left',
    customerIds: leaving,
    size: segment.size - leaving.length,
  });
  return { segmentId: segment.id };
}

/** The list, locked, and the customers that are named, each once. */
async function listNamed(
  unit: Unit,
  { id, customers }: ListDraft,
): Promise<{ segment: SegmentEntity; customerIds: Uuid[] }> {
  const segment = await segmentNamed(unit, id);
  refuseIfAny([
    ...(segment.kind === 'RULE'
      ? [userError('CONFLICT', ['id'], 'The segment is a RULE: who is in it is what the rule says.')]
      : []),
    ...countErrors(customers.length),
  ]);
  const found = await findCustomers(unit.em, customers);
  refuseIfAny(
    customers.flatMap((customer, index) =>
      found[index] ? [] : [noCustomer(customer, ['customers', index])],
    ),
  );
  return { segment, customerIds: [...new Set(found.flatMap((one) => one ?? []))] };
}

async function membersAmong(
  { em }: Unit,
  { id }: SegmentEntity,
  customerIds: readonly Uuid[],
): Promise<Uuid[]> {
  const { rows } = await sql<{ customerId: Uuid }>`
    select customer_id as "customerId" from segment_membership
    where segment_id = ${id} and left_at is null and customer_id = any(${customerIds}::uuid[])
    order by customer_id`.execute(em.getKysely());
  return rows.map(({ customerId }) => customerId);
}

interface Settling {
  action: 'segment.joined' | 'segment.left';
  customerIds: readonly Uuid[];
  size: number;
}

/** What is kept of the list, and a note for each customer: whatever follows them follows this too. */
function settle(unit: Unit, segment: SegmentEntity, { action, customerIds, size }: Settling): void {
  Object.assign(segment, { size, computedAt: unit.now });
  for (const customerId of customerIds) {
    const customer = globalId('customer', customerId);
    const difference = differenceOf(null, { customer });
    unit.note({ action, subjectId: segment.id, customerId, difference });
  }
}
