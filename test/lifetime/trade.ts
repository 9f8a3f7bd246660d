import { upsertCustomers } from '../../src/customers/customer.service.ts';
import { addDays } from '../../src/kernel/clock.ts';
import type { ModelFit } from '../../src/lifetime/model.fit.ts';
import { type Fitting, fitLifetimeModel, fitWhenDue } from '../../src/lifetime/model.service.ts';
import { publishedBuying, publishedSpending } from '../../src/lifetime/published.ts';
import type { PurchaseDays } from '../../src/lifetime/purchase.days.ts';
import { simulatedCustomers } from '../../src/lifetime/simulation.ts';
import { recordPurchases } from '../../src/purchases/purchase.service.ts';
import type { TestShop } from '../support/shop.ts';

/** Whole customers who buy as the models say, on days from 0 on. */
export function simulated(customers: number, days: number): PurchaseDays[] {
  return simulatedCustomers({
    seed: 1,
    customers,
    joiningDays: days / 2,
    days,
    buying: publishedBuying,
    spending: publishedSpending,
  });
}

/** What is fitted to in a shop, and by whom. */
export function trade(shop: TestShop) {
  return {
    /** Customers with their purchases, at noon of days after `from`. There is a product `mug`. */
    async sell(customers: readonly PurchaseDays[], from: Date): Promise<void> {
      const named = customers.map((days, index) => ({
        days,
        externalId: { source: 'crm', id: String(index) },
      }));
      const purchases = named.flatMap(({ days, externalId }) =>
        [...days].map(([day, spent]) => ({
          customer: { externalId },
          purchasedAt: addDays(from, day),
          channel: 'webshop',
          currency: 'EUR',
          lines: [{ product: { sku: 'mug' }, quantity: 1, unitPrice: spent.toFixed(2) }],
        })),
      );
      await shop.inUnit((unit) =>
        upsertCustomers(
          unit,
          named.map(({ externalId }) => ({ name: `Customer ${externalId.id}`, externalIds: [externalId] })),
        ),
      );
      const outcomes = await shop.inUnit((unit) => recordPurchases(unit, purchases));
      if (outcomes.some(({ status }) => status !== 'created')) throw new Error('A purchase was refused.');
    },
    fitNow: (fitting?: Fitting): Promise<ModelFit | null> => fitLifetimeModel(shop.setting, fitting),
    fitWhenDue: (hours: number, isWanted?: () => boolean) =>
      fitWhenDue({ ...shop.setting, shop: { ...shop.setting.shop, lifetimeFitHours: hours } }, isWanted),
  };
}
