import { afterEach, expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { added, lastBought, namesOf } from './asking.ts';

onBothEngines('the lifecycle of a customer', (shop) => {
  afterEach(() => shop.clock.set(testNow));

  it('is potential before the first purchase, active to the last instant of the window, then lapsed', async () => {
    const id = await added(shop, { name: 'Buyer' });
    const lifecycleAt = async (now: string) => {
      shop.clock.set(new Date(now));
      const { data } = await shop.ask(
        'query ($id: ID!) { customer(by: { id: $id }) { lifecycle summary { daysSinceLastPurchase } } }',
        { id },
      );
      const listed = await Promise.all(
        ['POTENTIAL', 'ACTIVE', 'LAPSED'].map((eq) => namesOf(shop, { filter: { lifecycle: { eq } } })),
      );
      return [
        data.customer.lifecycle,
        data.customer.summary.daysSinceLastPurchase,
        ...listed.map(({ length }) => length),
      ];
    };

    const never = await lifecycleAt('2026-11-22T12:00:00Z');
    await lastBought(shop, id, '2026-01-01T00:00:00Z');
    const first = await lifecycleAt('2026-01-01T00:00:00Z');
    const atTheEdge = await lifecycleAt('2027-01-01T00:00:00Z');
    const past = await lifecycleAt('2027-01-01T00:00:00.001Z');

    expect(never).toEqual(['POTENTIAL', null, 1, 0, 0]);
    expect(first).toEqual(['ACTIVE', 0, 0, 1, 0]);
    expect(atTheEdge).toEqual(['ACTIVE', 365, 0, 1, 0]);
    expect(past).toEqual(['LAPSED', 365, 0, 0, 1]);
  });
});
