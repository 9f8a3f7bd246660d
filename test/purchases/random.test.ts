import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import type { Unit } from '../../src/api/unit.ts';
import { createCustomers } from '../../src/customers/customer.service.ts';
import { rowsOf } from '../../src/database/read.ts';
import { Refusal } from '../../src/kernel/errors.ts';
import { globalId, newId, type Uuid } from '../../src/kernel/ids.ts';
import { upsertProducts } from '../../src/products/product.service.ts';
import { cancelPurchase } from '../../src/purchases/cancellation.service.ts';
import type { PurchaseDraft } from '../../src/purchases/purchase.rules.ts';
import { recordPurchase, recordPurchases } from '../../src/purchases/purchase.service.ts';
import { refundPurchase } from '../../src/purchases/refund.service.ts';
import { recordReturns } from '../../src/purchases/return.service.ts';
import { summaryDifferences } from '../../src/purchases/summary.service.ts';
import { onBothEngines } from '../support/engines.ts';
import { type TestShop, testNow } from '../support/shop.ts';

const runs = 8;

onBothEngines('after random operations', (shop) => {
  beforeAll(() =>
    shop.inUnit((unit) =>
      upsertProducts(
        unit,
        skus.map((sku) => ({ sku, name: sku })),
      ),
    ),
  );

  it('the summaries are what the facts say, and nobody got back more than they paid', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const world = await aWorld(shop);

        for (const operations of steps) {
          await Promise.all(operations.map((operation) => attempt(world, operation)));
        }

        expect(await rowsOf(shop.database, summaryDifferences())).toEqual([]);
        for (const [claim, breaches] of Object.entries(claims)) {
          expect([claim, await rowsOf(shop.database, breaches)]).toEqual([claim, []]);
        }
      }),
      { numRuns: runs },
    );
  });
});

const skus = ['mug', 'tea', 'pan'];

const line = fc.record({
  sku: fc.constantFrom(...skus),
  quantity: fc.integer({ min: 1, max: 4 }),
  price: fc.constantFrom('1', '2', '3', '7'),
  discount: fc.constantFrom('0', '1'),
});

const purchase = fc.record({
  /** 0 is nobody known. */
  customer: fc.integer({ min: 0, max: 3 }),
  day: fc.integer({ min: 0, max: 20 }),
  money: fc.constantFrom(
    { currency: 'EUR' },
    { currency: 'JPY', rate: '0.00613' },
    { currency: 'KWD', rate: '2.985' },
  ),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  /** Few, so that some are given twice. */
  receipt: fc.integer({ min: 1, max: 30 }),
});

/** Which of the purchases so far; none when there are none. */
const target = fc.nat({ max: 50 });

const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('record' as const), purchase }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('batch' as const),
      purchases: fc.uniqueArray(purchase, { selector: ({ receipt }) => receipt, maxLength: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refundLines' as const),
      target,
      position: fc.nat({ max: 2 }),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refundAmount' as const),
      target,
      amount: fc.constantFrom('1', '2', '5'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), target }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('returns' as const),
      customer: fc.integer({ min: 1, max: 3 }),
      receipt: fc.integer({ min: 1, max: 5 }),
      lines: fc.array(line, { minLength: 1, maxLength: 2 }),
    }),
  },
);

/** What happens at once. */
const step = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(operation) },
  { weight: 1, arbitrary: fc.array(operation, { minLength: 2, maxLength: 5 }) },
);

type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;
type Purchase = typeof purchase extends fc.Arbitrary<infer Value> ? Value : never;

/** What a run works on: customers of its own, and the purchases it has recorded so far. */
interface World {
  shop: TestShop;
  /** Tells the receipts of one run from those of another. */
  name: Uuid;
  customers: Uuid[];
  purchases: Uuid[];
}

async function aWorld(shop: TestShop): Promise<World> {
  const outcomes = await shop.inUnit((unit) =>
    createCustomers(
      unit,
      ['Aino', 'Eino', 'Onni'].map((name) => ({ name })),
    ),
  );
  const customers = outcomes.flatMap((outcome) => ('customerId' in outcome ? outcome.customerId : []));
  return { shop, name: newId(), customers, purchases: [] };
}

/** Does it, or is refused; anything else is a failure. */
async function attempt(world: World, wanted: Operation): Promise<void> {
  try {
    await world.shop.inUnit((unit) => done(unit, world, wanted));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

async function done(unit: Unit, world: World, wanted: Operation): Promise<void> {
  const { purchases } = world;
  switch (wanted.kind) {
    case 'record': {
      const { purchaseId } = await recordPurchase(unit, draftOf(world, wanted.purchase));
      purchases.push(purchaseId);
      return;
    }
    case 'batch': {
      const drafts = wanted.purchases.map((one) => draftOf(world, one));
      const outcomes = await recordPurchases(unit, drafts);
      purchases.push(...outcomes.flatMap((one) => (one.status === 'created' ? one.purchaseId : [])));
      return;
    }
    case 'refundLines': {
      const purchaseId = purchases[wanted.target % purchases.length] ?? newId();
      const lineId = await lineOf(unit, purchaseId, wanted.position);
      const lines = [{ lineId: globalId('line', lineId), quantity: wanted.quantity }];
      await refundPurchase(unit, { purchaseId: globalId('purchase', purchaseId), lines });
      return;
    }
    case 'refundAmount': {
      const purchaseId = purchases[wanted.target % purchases.length] ?? newId();
      const { amount } = wanted;
      await refundPurchase(unit, { purchaseId: globalId('purchase', purchaseId), amount });
      return;
    }
    case 'cancel': {
      const purchaseId = purchases[wanted.target % purchases.length] ?? newId();
      await cancelPurchase(unit, { id: globalId('purchase', purchaseId) });
      return;
    }
    case 'returns': {
      const customer = world.customers[wanted.customer - 1] ?? newId();
      await recordReturns(unit, [
        {
          externalId: { source: 'returns', id: `${world.name}-${wanted.receipt}` },
          customer: { id: globalId('customer', customer) },
          returnedAt: unit.now,
          lines: wanted.lines.map(({ sku, quantity, price }) => ({ sku, quantity, unitPrice: price })),
        },
      ]);
      return;
    }
  }
}

function draftOf(
  { name, customers }: World,
  { customer, day, money, lines, receipt }: Purchase,
): PurchaseDraft {
  const known = customers[customer - 1];
  return {
    ...money,
    customer: known === undefined ? null : { id: globalId('customer', known) },
    externalIds: [{ source: 'till', id: `${name}-${receipt}` }],
    purchasedAt: new Date(testNow.getTime() - day * 86_400_000),
    channel: 'webshop',
    lines: lines.map(({ sku, quantity, price, discount }) => ({
      product: { sku },
      quantity,
      unitPrice: price,
      discount,
    })),
  };
}

async function lineOf(unit: Unit, purchaseId: Uuid, position: number): Promise<Uuid> {
  const { rows } = await sql<{ id: Uuid }>`
    select id from purchase_line where purchase_id = ${purchaseId} and position = ${position}
  `.execute(unit.em.getKysely());
  return rows[0]?.id ?? newId();
}

/** What must never be found, by what must always hold. */
const claims: Record<string, RawBuilder<unknown>> = {
  'A purchase is the sum of its lines.': sql`
    select purchase.id, total_minor, unit_count
    from purchase
    join (
      select purchase_id, sum(total_minor) as total, sum(quantity) as units from purchase_line group by purchase_id
    ) as lines on lines.purchase_id = purchase.id
    where total_minor <> total or unit_count <> units`,
  'The refunds of a purchase are what it says was refunded, and no more than was paid.': sql`
    select purchase.id, total_minor, refunded_minor, paid_back, base_total_minor, base_refunded_minor, base_paid_back
    from purchase
    left join (
      select purchase_id, sum(amount_minor) as paid_back, sum(base_amount_minor) as base_paid_back
      from refund group by purchase_id
    ) as refunds on refunds.purchase_id = purchase.id
    where refunded_minor <> coalesce(paid_back, 0)
      or base_refunded_minor <> coalesce(base_paid_back, 0)
      or refunded_minor > total_minor
      or base_refunded_minor > base_total_minor
      or (refunded_minor = total_minor and base_refunded_minor <> base_total_minor and refunds.purchase_id is not null)`,
  'What a line says was given back is what refunds gave back of it.': sql`
    select line.id, quantity, refunded_quantity, units, total_minor, refunded_minor, paid_back
    from purchase_line as line
    left join (
      select line_id, sum(quantity) as units, sum(amount_minor) as paid_back from refund_line group by line_id
    ) as parts on parts.line_id = line.id
    where refunded_quantity <> coalesce(units, 0)
      or refunded_minor <> coalesce(paid_back, 0)
      or refunded_quantity > quantity
      or refunded_minor > total_minor`,
  'A refund of lines is the sum of them.': sql`
    select refund.id, amount_minor, total
    from refund
    join (select refund_id, sum(amount_minor) as total from refund_line group by refund_id) as parts
      on parts.refund_id = refund.id
    where amount_minor <> total`,
  'The status of a purchase is what its refunds make it.': sql`
    select id, status, refunded_minor, total_minor
    from purchase
    where status <> case
      when status = 'CANCELLED' and refunded_minor = 0 then 'CANCELLED'
      when not exists (select from refund where refund.purchase_id = purchase.id) then 'COMPLETED'
      when refunded_minor = total_minor then 'REFUNDED'
      else 'PARTIALLY_REFUNDED'
    end`,
  'Every purchase, refund and cancellation is on the log once.': sql`
    select purchase.id, status, logged, refunds
    from purchase
    left join lateral (
      select
        count(*) filter (where action = 'purchase.recorded') as recorded,
        count(*) filter (where action = 'purchase.refunded') as refunded,
        count(*) filter (where action = 'purchase.cancelled') as cancelled,
        array_agg(action) as logged
      from change where subject_id = purchase.id
    ) as changes on true
    left join lateral (
      select count(*) as refunds from refund where refund.purchase_id = purchase.id
    ) as made on true
    where recorded <> 1 or refunded <> refunds or cancelled <> (status = 'CANCELLED')::int`,
  'Each return of another system is taken in by one transaction.': sql`
    select source, value
    from refund_key
    join refund on refund.id = refund_key.refund_id and refund.customer_id = refund_key.customer_id
    group by source, value
    having count(distinct refund.customer_id) > 1`,
};
