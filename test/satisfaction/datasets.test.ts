import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { shopSink } from '../../src/import/shop.sink.ts';
import { describeShared, shared } from '../import/data.sets.ts';
import { type Workbench, workbench } from '../import/workbench.ts';
import { emptyDatabase } from '../support/engines.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';
import { figure, gauge, rounded } from './gauge.ts';

describeShared(`the satisfaction of the data sets (skipped without ${shared})`, () => {
  let shop: TestShop;
  let bench: Workbench;

  beforeAll(async () => {
    shop = await openTestShop(await emptyDatabase('postgres'));
    bench = await workbench();
  });
  afterAll(async () => {
    await shop.close();
    await bench[Symbol.asyncDispose]();
  });

  function load(noun: 'responses' | 'products' | 'reviews', file: string, map: string) {
    const open = async () => ({ sink: shopSink(shop.setting), baseCurrency: 'EUR', close: async () => {} });
    return bench.run({ noun, file: `${shared}/${file}`, map, open });
  }

  it('is an NPS of 39.84 at an airport in 2017, where 11 is no answer', async () => {
    await load('responses', 'sfo_nps/sfo_survey_2017.csv', 'sfo-2017');

    const { nps, overTime } = await gauge(shop).satisfaction(
      `nps { ${figure} promoters passives detractors } overTime(score: NPS, by: YEAR) { from n }`,
      { from: '2017-01-01', to: '2018-01-01' },
    );

    expect(rounded(nps)).toMatchObject({ value: 39.8398, n: 2746 });
    expect(nps).toMatchObject({ promoters: 1436, passives: 968, detractors: 342 });
    expect(overTime).toEqual([{ from: '2017-01-01', n: 2746 }]);
  });

  it('is the NPS of each of three channels', async () => {
    const files = { email: 'EMAIL', mobile: 'APP', web: 'WEB' };
    for (const [name, channel] of Object.entries(files)) {
      const mapping = {
        maps: 'responses',
        source: name,
        survey: {
          name: `NPS ${name}`,
          questions: [{ kind: 'NPS', texts: { en: 'Recommend?' }, answer: { column: 'nps_rating' } }],
        },
        response: {
          id: { column: 'user_id' },
          submittedAt: { column: 'response_date', date: 'YYYY-MM-DD', timeZone: 'Europe/Helsinki' },
          channel: { value: channel },
        },
      };
      const map = await bench.write(`${name}.json`, JSON.stringify(mapping));
      await load('responses', `nps_three_channels/nps_${name}.csv`, map);
    }

    const { byChannel, overTime } = await gauge(shop).satisfaction(
      `byChannel(score: NPS) { key value n } overTime(score: NPS, by: QUARTER) { from n }`,
      { from: '2020-10-01', to: '2021-01-01' },
    );

    const told = byChannel.map(({ key, value, n }: { key: string; value: number; n: number }) => [
      key,
      value.toFixed(4),
      n,
    ]);
    expect(told).toEqual([
      ['WEB', '22.0961', 2290],
      ['EMAIL', '18.5963', 1952],
      ['APP', '-14.7140', 1801],
    ]);
    expect(overTime).toEqual([{ from: '2020-10-01', n: 6043 }]);
  });

  it('is a rating of 4.1960 of clothes', async () => {
    await load('products', 'clothing_reviews/womens_clothing_reviews.csv.gz', 'clothing-products');
    await load('reviews', 'clothing_reviews/womens_clothing_reviews.csv.gz', 'clothing-reviews');

    const { rating, sentiment } = await gauge(shop).satisfaction(
      `rating { ${figure} } sentiment { positive neutral negative unknown n }`,
    );

    expect(rating.value.toFixed(4)).toBe('4.1960');
    expect(rating.n).toBe(23_486);
    // 844 have a rating and no text.
    expect(sentiment.n + sentiment.unknown).toBe(23_486 - 844);
  }, 120_000);
});
