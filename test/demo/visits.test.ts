import { expect, it } from '@jest/globals';
import { demoShop } from '../../src/demo/shop.ts';
import { expectBetween, until } from './reading.ts';

const { visits, purchases } = demoShop({ seed: 7, until });
const timesOf = ({ views }: (typeof visits)[number]) => views.map(({ at }) => at.getTime());

it('the visits of the demo shop lie in its two years, each with its pages in order', () => {
  const times = visits.map(timesOf);

  expectBetween(visits.length, 9_000, 12_000);
  expect(times.every((ofOne) => ofOne.every((time, index) => time >= (ofOne[index - 1] ?? 0)))).toBe(true);
  expect(Math.max(...times.flat())).toBeLessThanOrEqual(until.getTime());
});

it('most who buy in its web shop have been to the checkout a minute before', () => {
  const key = (customer: unknown, time: number) => JSON.stringify([customer, time]);
  const checkouts = new Set(
    visits.flatMap(({ customer, views }) =>
      views.flatMap(({ path, at }) => (path === '/checkout' ? [key(customer, at.getTime() + 60_000)] : [])),
    ),
  );
  const bought = purchases.flatMap(({ draft: { customer, channel, purchasedAt } }) =>
    channel === 'webshop' && customer && 'externalId' in customer
      ? [key(customer.externalId, purchasedAt.getTime())]
      : [],
  );

  const seen = bought.filter((one) => checkouts.has(one));

  expect(seen).toHaveLength(checkouts.size);
  expectBetween(seen.length / bought.length, 0.57, 0.63);
});
