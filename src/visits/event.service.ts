import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { groupedBy } from '../kernel/batch.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import type { PageView } from './page.rules.ts';
import type { EventKind } from './visit.entity.ts';
import { recordViews } from './visit.service.ts';

/** Something a customer did, who is known and locked. */
export interface NewEvent {
  customerId: Uuid;
  kind: EventKind;
  name: string | null;
  /** Of a page or a screen. */
  view: PageView | null;
  productId: Uuid | null;
  properties: Record<string, unknown>;
  at: Date;
}

/** Keeps events, and makes visits of those that are page views. A constant number of statements. */
export async function recordEvents(unit: Unit, events: readonly NewEvent[]): Promise<void> {
  const { em, now, note } = unit;
  const rows = events.map(({ view, at, ...event }) => ({
    id: newId(),
    ...event,
    path: view?.path ?? null,
    occurredAt: at,
    receivedAt: now,
  }));
  await insertRows(em, 'event', rows);
  for (const [customerId, ofCustomer] of groupedBy(rows, (row) => row.customerId)) {
    const difference = { fields: ['events'], before: null, after: { events: ofCustomer.length } };
    note({ action: 'customer.tracked', subjectId: customerId, customerId, difference });
  }
  await recordViews(
    unit,
    events.flatMap(({ customerId, at, view }) => (view ? [{ customerId, at, view }] : [])),
  );
}
