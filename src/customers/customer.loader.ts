import { type Context, load, type Selection } from '../api/context.ts';
import { loader } from '../api/loader.ts';
import type { Page, PageArgs } from '../api/page.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import {
  type CustomerRow,
  type CustomerSummaryRow,
  customersById,
  externalIdsOf,
  memberPages,
  summariesOf,
} from './customer.queries.ts';
import type { ExternalId } from './customer.rules.ts';

export const customerById = loader<Uuid, CustomerRow | null>(async (context, ids, selected) => {
  return indexedBy(await customersById(context, ids, selected), ({ id }) => id);
}, null);

/** A customer who is known by name; null for somebody of whom it is not known who they are. */
export async function identifiedCustomer(context: Context, id: Uuid): Promise<CustomerRow | null> {
  const customer = await load(context, customerById, id);
  return customer?.identified ? customer : null;
}

export const summaryByCustomer = loader<Uuid, CustomerSummaryRow | null>(async (context, ids, selected) => {
  return indexedBy(await summariesOf(context, ids, selected), ({ customerId }) => customerId);
}, null);

export const externalIdsByCustomer = loader<Uuid, ExternalId[]>(async (context, ids) => {
  return Map.groupBy(await externalIdsOf(context, ids), ({ customerId }) => customerId);
}, []);

export const membersByOrganisation = loader<
  Uuid,
  Page<CustomerRow> | null,
  PageArgs & { selected: Selection | null }
>(memberPages, null);
