import { inUnit, type Unit, type UnitSetting } from '../api/unit.ts';
import { upsertCustomers } from '../customers/customer.service.ts';
import type { CaseHistory } from '../interactions/case.history.ts';
import { recordCases } from '../interactions/case.opening.ts';
import { recordInteractions } from '../interactions/interaction.service.ts';
import { chunked } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { keepCutOffs } from '../loyalty/rfm.cuts.ts';
import { upsertProducts } from '../products/product.service.ts';
import { callOff } from '../purchases/cancellation.service.ts';
import { Purchase, PurchaseLine } from '../purchases/purchase.entity.ts';
import { recordPurchases } from '../purchases/purchase.service.ts';
import { addRefunds, takeUnits } from '../purchases/refund.service.ts';
import { refreshSummaries } from '../purchases/summary.service.ts';
import { recordReviews } from '../reviews/review.service.ts';
import { importSegments } from '../segments/file.service.ts';
import { addImprovement } from './improvement.load.ts';
import type { DemoPurchase } from './purchases.ts';
import { demoSegments } from './segments.ts';
import type { DemoShop } from './shop.ts';
import { addResponses, addSurveys } from './survey.load.ts';
import { addVisits } from './visit.load.ts';

const customersAtOnce = 500;
const purchasesAtOnce = 500;
const serviceAtOnce = 500;
const responsesAtOnce = 500;
const reviewsAtOnce = 500;
const visitsAtOnce = 2_000;

/** Fills an empty shop. `progress` is told after each batch how much of the whole stands, 0 to 1. */
export async function loadDemo(
  shop: DemoShop,
  setting: UnitSetting,
  progress: (share: number) => void = () => {},
): Promise<void> {
  const { interactions, cases } = shop.service;
  const { customers, purchases, responses, reviews, visits } = shop;
  const parts = [customers, purchases, interactions, cases, responses, reviews, visits];
  const whole = parts.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  async function add<Item>(
    items: readonly Item[],
    atOnce: number,
    write: (unit: Unit, some: readonly Item[]) => Promise<void>,
  ): Promise<void> {
    for (const some of chunked(items, atOnce)) {
      await inUnit(setting, (unit) => write(unit, some));
      done += some.length;
      progress(done / whole);
    }
  }

  await inUnit(setting, (unit) => upsertProducts(unit, shop.products));
  const drafts = customers.map(({ draft, organisation, createdAt }) => ({
    ...draft,
    createdAt,
    ...(organisation ? { organisation: { externalId: organisation } } : {}),
  }));
  // Organisations before the people who act for them.
  const [people, others] = [
    drafts.filter(({ organisation }) => organisation),
    drafts.filter(({ organisation }) => !organisation),
  ];
  for (const some of [others, people])
    await add(some, customersAtOnce, async (unit, few) => allTaken(await upsertCustomers(unit, few)));
  await add(purchases, purchasesAtOnce, addPurchases);
  await add(interactions, serviceAtOnce, async (unit, some) =>
    allTaken(await recordInteractions(unit, some)),
  );
  const caseIds = new Map<CaseHistory, Uuid>();
  await add(cases, serviceAtOnce, async (unit, some) => {
    const outcomes = await recordCases(unit, some);
    allTaken(outcomes);
    outcomes.forEach((outcome, index) => {
      const history = some[index];
      if (history && 'caseId' in outcome) caseIds.set(history, outcome.caseId);
    });
  });
  const surveys = await inUnit(setting, addSurveys);
  await add(responses, responsesAtOnce, async (unit, some) =>
    allTaken(await addResponses(unit, some, { surveys, cases: caseIds })),
  );
  await add(reviews, reviewsAtOnce, async (unit, some) => allTaken(await recordReviews(unit, some)));
  await inUnit(setting, addImprovement);
  await add(visits, visitsAtOnce, addVisits);
  await keepCutOffs(setting.em.getKysely(), setting.clock.now());
  await inUnit(setting, (unit) => importSegments(unit, demoSegments));
}

async function addPurchases(unit: Unit, purchases: readonly DemoPurchase[]): Promise<void> {
  const outcomes = await recordPurchases(
    unit,
    purchases.map(({ draft }) => draft),
  );
  allTaken(outcomes);
  const ids = outcomes.flatMap((outcome) => ('purchaseId' in outcome ? outcome.purchaseId : []));
  const afterwards = purchases.flatMap((purchase, index) => {
    const id = ids[index];
    return id && (purchase.cancelledAt || purchase.refunds.length > 0) ? [{ ...purchase, id }] : [];
  });
  await changeAfterwards(unit, afterwards);
}

async function changeAfterwards(
  unit: Unit,
  purchases: readonly (DemoPurchase & { id: Uuid })[],
): Promise<void> {
  const ids = purchases.map(({ id }) => id);
  const stored = new Map(
    (await unit.em.find(Purchase, { id: { $in: ids } })).map((purchase) => [purchase.id, purchase]),
  );
  const lines = await unit.em.find(PurchaseLine, { purchaseId: { $in: ids } });
  const cancelled = purchases.flatMap(({ id, cancelledAt }) => {
    const purchase = stored.get(id);
    return purchase && cancelledAt ? [{ purchase, cancelledAt }] : [];
  });
  await callOff(unit, cancelled, lines);
  const planned = purchases.flatMap(({ id, refunds }) => {
    const purchase = stored.get(id);
    if (!purchase) return [];
    return refunds.map((refund) => {
      const parts = refund.lines.flatMap(({ position, quantity }) => {
        const line = lines.find((one) => one.purchaseId === id && one.position === position - 1);
        return line ? [takeUnits(line, quantity)] : [];
      });
      const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0);
      return { purchase, refundedAt: refund.refundedAt, reason: refund.reason, amountMinor, lines: parts };
    });
  });
  await addRefunds(unit, planned);
  await refreshSummaries(
    unit.em,
    [...stored.values()].map(({ customerId }) => customerId),
  );
}

/** The generator makes only what the rules take; anything else is a mistake of ours. */
function allTaken(outcomes: readonly { status: string; errors?: unknown }[]): void {
  const refused = outcomes.find(({ status }) => status === 'refused');
  if (refused) throw new Error(`The demo shop was refused: ${JSON.stringify(refused.errors)}`);
}
