import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import type { Sql } from '../database/read.ts';
import { groupedBy } from '../kernel/batch.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import type { PageView } from './page.rules.ts';
import { gapMilliseconds, type Settled, type Span, settledVisits, spanOf } from './visit.rules.ts';
import { refreshVisitSummaries } from './visit.summary.ts';

export interface CustomerView {
  customerId: Uuid;
  at: Date;
  view: PageView;
}

/** Makes visits of page views, or adds them to those they belong to. The customers are locked. */
export async function recordViews({ em }: Unit, views: readonly CustomerView[]): Promise<void> {
  if (views.length === 0) return;
  const times = views.map(({ at }) => at.getTime());
  const [first, last] = [Math.min(...times) - gapMilliseconds, Math.max(...times) + gapMilliseconds];
  const byCustomer = groupedBy(views, ({ customerId }) => customerId);
  const ids = [...byCustomer.keys()];
  const stored = await storedSpans(
    em,
    ids,
    sql`ended_at > ${new Date(first)} and started_at < ${new Date(last)}`,
  );
  const spans = new Map(
    ids.map((id) => [
      id,
      [...(stored.get(id) ?? []), ...(byCustomer.get(id) ?? []).map(({ at, view }) => spanOf(at, view))],
    ]),
  );
  await settle(em, spans);
  await refreshVisitSummaries(em, ids);
}

/** Makes one visit of those that page views of somebody else have brought together. */
export async function joinVisits(em: EntityManager, customerIds: readonly Uuid[]): Promise<void> {
  await settle(em, await storedSpans(em, customerIds, sql`true`));
  await refreshVisitSummaries(em, customerIds);
}

async function settle(em: EntityManager, spans: ReadonlyMap<Uuid, Span[]>): Promise<void> {
  const settled = [...spans].flatMap(([customerId, ofCustomer]) =>
    settledVisits(ofCustomer).map((visit) => ({ ...visit, customerId })),
  );
  await write(
    em,
    settled.filter(({ changed }) => changed),
  );
  const absorbed = settled.flatMap((visit) => visit.absorbed);
  if (absorbed.length === 0) return;
  await sql`
    delete from visit
    where id = any(${absorbed}::uuid[]) and customer_id = any(${[...spans.keys()]}::uuid[])`.execute(
    em.getKysely(),
  );
}

/** New visits and changed ones in one statement. */
async function write(em: EntityManager, visits: readonly (Settled & { customerId: Uuid })[]): Promise<void> {
  if (visits.length === 0) return;
  const rows = visits.map((visit) => ({
    id: visit.id ?? newId(),
    customer_id: visit.customerId,
    started_at: visit.startedAt,
    ended_at: visit.endedAt,
    page_views: visit.pageViews,
    landing_path: visit.landingPath,
    referrer: visit.referrer,
    campaign: visit.campaign,
    campaign_source: visit.campaignSource,
    campaign_medium: visit.campaignMedium,
    device: visit.device,
  }));
  await sql`
    insert into visit
    select * from json_populate_recordset(null::visit, ${JSON.stringify(rows)}::json)
    on conflict (id, customer_id) do update set
      started_at = excluded.started_at,
      ended_at = excluded.ended_at,
      page_views = excluded.page_views,
      landing_path = excluded.landing_path,
      referrer = excluded.referrer,
      campaign = excluded.campaign,
      campaign_source = excluded.campaign_source,
      campaign_medium = excluded.campaign_medium,
      device = excluded.device`.execute(em.getKysely());
}

type StoredVisit = Omit<Span, 'startedAt' | 'endedAt'> & {
  customerId: Uuid;
  startedAt: string;
  endedAt: string;
};

async function storedSpans(
  em: EntityManager,
  customerIds: readonly Uuid[],
  within: Sql,
): Promise<Map<Uuid, Span[]>> {
  const { rows } = await sql<StoredVisit>`
    select customer_id as "customerId", id, started_at as "startedAt", ended_at as "endedAt",
      page_views as "pageViews", landing_path as "landingPath", referrer, campaign,
      campaign_source as "campaignSource", campaign_medium as "campaignMedium", device
    from visit
    where customer_id = any(${customerIds}::uuid[]) and ${within}`.execute(em.getKysely());
  const spans = rows.map(({ startedAt, endedAt, ...visit }) => ({
    ...visit,
    startedAt: new Date(startedAt),
    endedAt: new Date(endedAt),
  }));
  return groupedBy(spans, ({ customerId }) => customerId);
}
