import type { Unit } from '../api/unit.ts';
import { addUnidentified } from '../customers/customer.service.ts';
import { findCustomers } from '../customers/identity.ts';
import type { Uuid } from '../kernel/ids.ts';
import { findProducts } from '../products/product.service.ts';
import { type NewEvent, recordEvents } from '../visits/event.service.ts';
import type { DemoView, DemoVisit } from './visits.ts';

export async function addVisits(unit: Unit, visits: readonly DemoVisit[]): Promise<void> {
  const customerIds = await visitorsOf(unit, visits);
  const products = await productsIn(unit, visits);
  const events = visits.flatMap((visit, index) => {
    const customerId = customerIds[index];
    return customerId ? visit.views.flatMap((view) => eventsOf(view, visit, customerId, products)) : [];
  });
  await recordEvents(unit, events);
}

/** Those who are known by what the shop calls them, and somebody new for each of the others. */
async function visitorsOf(unit: Unit, visits: readonly DemoVisit[]): Promise<(Uuid | null)[]> {
  const named = visits.flatMap(({ customer }) => (customer ? [{ externalId: customer }] : []));
  const known = await findCustomers(unit.em, named);
  const strangers = visits.filter(({ customer }) => customer === null);
  const unknown = await addUnidentified(
    unit,
    strangers.flatMap(({ views: [first] }) => first?.at ?? []),
  );
  return visits.map(({ customer }) => (customer ? known : unknown).shift() ?? null);
}

async function productsIn({ em }: Unit, visits: readonly DemoVisit[]): Promise<Map<string, Uuid>> {
  const skus = [...new Set(visits.flatMap(({ views }) => views.flatMap(({ sku }) => sku ?? [])))];
  const found = await findProducts(
    em,
    skus.map((sku) => ({ sku })),
  );
  return new Map(
    skus.flatMap((sku, index): [string, Uuid][] => {
      const id = found[index];
      return id ? [[sku, id]] : [];
    }),
  );
}

/** A page, and the product on it. */
function eventsOf(
  { at, path, sku }: DemoView,
  { referrer, campaign, device }: DemoVisit,
  customerId: Uuid,
  products: ReadonlyMap<string, Uuid>,
): NewEvent[] {
  const view = {
    path,
    referrer,
    campaign: campaign?.name ?? null,
    campaignSource: campaign?.source ?? null,
    campaignMedium: campaign?.medium ?? null,
    device,
  };
  const page: NewEvent = { customerId, kind: 'PAGE', name: null, view, productId: null, properties: {}, at };
  if (sku === null) return [page];
  const productId = products.get(sku) ?? null;
  return [
    page,
    { ...page, kind: 'TRACK', name: 'Product Viewed', view: null, productId, properties: { sku } },
  ];
}
