import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chunked } from '../../src/kernel/batch.ts';
import { emptyDatabase } from '../support/engines.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';
import { counter } from './counter.ts';

const shared = '../shared/data/online_shoppers';
const describeShared = existsSync(shared) ? describe : describe.skip;

const months = ['Feb', 'Mar', 'May', 'June', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const numberOf: Readonly<Record<(typeof months)[number], string>> = {
  Feb: '02',
  Mar: '03',
  May: '05',
  June: '06',
  Jul: '07',
  Aug: '08',
  Sep: '09',
  Oct: '10',
  Nov: '11',
  Dec: '12',
};

/** A session of the file as the calls of a visitor of its own: a page, from a campaign by its kind, and its order. */
function callsOf(line: string, index: number): object[] {
  const values = line.split(',');
  const [month = 'Feb', visitor = '', isSale] = [
    values[10] as (typeof months)[number],
    values[15],
    values[17],
  ];
  const own = {
    anonymousId: `visitor-${index}`,
    timestamp: `2025-${numberOf[month]}-10T10:00:00Z`,
    context: { campaign: { name: visitor } },
  };
  const page = { ...own, type: 'page', properties: { path: '/' } };
  if (isSale?.trim() !== 'TRUE') return [page];
  const properties = { order_id: `order-${index}`, products: [{ sku: 'THING', price: 10 }] };
  return [page, { ...own, type: 'track', event: 'Order Completed', properties }];
}

describeShared(`the sessions of Online Shoppers (skipped without ${shared})`, () => {
  let shop: TestShop;
  afterAll(() => shop.close());

  beforeAll(async () => {
    shop = await openTestShop(await emptyDatabase('postgres'));
    const [, ...lines] = readFileSync(`${shared}/online_shoppers_intention.csv`, 'ascii')
      .trim()
      .split('\r\n');
    for (const batch of chunked(lines.flatMap(callsOf), 1_000)) await counter(shop).track(...batch);
  });

  it('come to the visits and conversions of its truth.json', async () => {
    const { data } = await shop.ask(`{
      visits {
        visitCount visitorCount conversion { value n }
        overTime(by: MONTH) { from visitCount }
        byCampaign { key visitCount conversion { value } }
      }
    }`);

    const truth = JSON.parse(readFileSync(`${shared}/truth.json`, 'utf8'));
    const { visitCount, visitorCount, conversion, overTime, byCampaign } = data.visits;
    expect([visitCount, visitorCount, conversion.n]).toEqual([12_330, 12_330, 12_330]);
    expect(conversion.value).toBeCloseTo(1_908 / 12_330, 10);
    expect(overTime).toEqual(
      months.map((month) => ({
        from: `2025-${numberOf[month]}-01`,
        visitCount: truth.by_month[month].sessions,
      })),
    );
    expect(byCampaign.map(({ key }: { key: string }) => key)).toEqual([
      'Returning_Visitor',
      'New_Visitor',
      'Other',
    ]);
    for (const { key, visitCount: count, conversion: share } of byCampaign) {
      const { sessions, revenue } = truth.by_visitor_type[key];
      expect(count).toBe(sessions);
      expect(share.value).toBeCloseTo(revenue / sessions, 10);
    }
  });
});
