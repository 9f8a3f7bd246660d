import { loader } from '../api/loader.ts';
import type { Page } from '../api/page.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { groupedBy, indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { FactKey } from '../purchases/purchase.queries.ts';
import {
  casePagesByCustomer,
  casesById,
  casesByKey,
  type SelectedCases,
  type ServiceCaseRow,
} from './case.queries.ts';
import {
  externalIdsOf,
  type InteractionRow,
  interactionPagesByCase,
  interactionPagesByCustomer,
  interactionsById,
  type SelectedInteractions,
} from './interaction.queries.ts';

export const interactionById = loader<Uuid, InteractionRow | null>(async (context, ids, selected) => {
  return indexedBy(await interactionsById(context, ids, selected), ({ id }) => id);
}, null);

export const caseById = loader<Uuid, ServiceCaseRow | null>(async (context, ids, selected) => {
  return indexedBy(await casesById(context, ids, selected), ({ id }) => id);
}, null);

/** The case of an interaction, by the interaction, which names the customer too. */
export const caseByInteraction = loader<InteractionRow, ServiceCaseRow | null>(
  async (context, interactions, selected) => {
    const keys = interactions.flatMap(({ caseId, customerId }) =>
      caseId ? [{ id: caseId, customerId }] : [],
    );
    const byId = indexedBy(await casesByKey(context, keys, selected), ({ id }) => id);
    return new Map(interactions.map((one) => [one, byId.get(one.caseId ?? '') ?? null]));
  },
  null,
);

export const externalIdsByInteraction = loader<InteractionRow, ExternalId[]>(
  async (context, interactions) => {
    const byId = groupedBy(await externalIdsOf(context, interactions), ({ interactionId }) => interactionId);
    return new Map(interactions.map((one) => [one, byId.get(one.id) ?? []]));
  },
  [],
);

export const interactionsByCustomer = loader<Uuid, Page<InteractionRow> | null, SelectedInteractions>(
  interactionPagesByCustomer,
  null,
);

export const casesByCustomer = loader<Uuid, Page<ServiceCaseRow> | null, SelectedCases>(
  casePagesByCustomer,
  null,
);

export const interactionsByCase = loader<FactKey, Page<InteractionRow> | null, SelectedInteractions>(
  async (context, cases, args) => {
    const pages = await interactionPagesByCase(context, cases, args);
    return new Map(cases.map((one) => [one, pages.get(one.id) ?? null]));
  },
  null,
);
