import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '../../src/database/connect.ts';
import { databaseOver } from '../../src/database/database.ts';
import { entities } from '../../src/schema.ts';
import { desk } from '../interactions/desk.ts';
import { till } from '../purchases/till.ts';
import { ledger } from '../sales/ledger.ts';
import { gauge } from '../satisfaction/gauge.ts';
import { withPage } from '../support/browser.ts';
import { freshPostgresUrl } from '../support/engines.ts';
import { mutating } from '../support/mutating.ts';
import { ran } from '../support/program.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';

const names = ['sales', 'loyalty', 'service', 'satisfaction'];

describe('clientele report', () => {
  let url: Awaited<ReturnType<typeof freshPostgresUrl>>;
  let shop: TestShop;

  beforeAll(async () => {
    url = await freshPostgresUrl();
    shop = await openTestShop(await databaseOver(await connect({ url: url.address, poolSize: 3 }), entities));
    const { addProduct, addCustomer, refund } = till(shop);
    await addProduct('mug', 'Enamel mug');
    const aino = await addCustomer({ name: 'Aino', country: 'FI' });
    const jaak = await addCustomer({ name: 'Jaak', country: 'EE' });
    const { buy } = ledger(shop);
    const { id } = await buy('2026-07-10', { mug: [3, '10.00'] }, { customer: { id: aino.id } });
    await buy('2026-09-10', { mug: [2, '10.00'] }, { customer: { id: jaak.id } });
    await refund({ purchaseId: id, amount: '5.00', refundedAt: '2026-08-01T10:00:00Z' });
    await desk(shop).open(aino.id);
    const { openSurvey, giveMany } = gauge(shop);
    await giveMany(await openSurvey(), [{ nps: 9 }, { nps: 3 }]);
    await mutating(shop)('createSegment', 'segment { size }', {
      name: 'Finns',
      rule: { country: { eq: 'FI' } },
    });
  });
  afterAll(async () => {
    await shop.close();
    await url.drop();
  });

  const report = async (...args: string[]) => ran(['report', ...args], { DATABASE_URL: url.address });

  it('is a table unless something else is asked for', async () => {
    const { code, out, err } = await report('sales', '--period', '2026-Q3');

    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n').slice(0, 17)).toEqual([
      'sales: 2026-07-01 up to 2026-10-01, all customers',
      '',
      'purchases           2',
      'units               5',
      'revenue             50.00 EUR',
      'refunded            5.00 EUR',
      'net                 45.00 EUR',
      'average basket      25.00 EUR',
      'units per purchase  2.5',
      'customers           2',
      'purchase frequency  1',
      '',
      'over time   purchases    revenue  refunded        net',
      '2026-07-01          1  30.00 EUR  0.00 EUR  30.00 EUR',
      '2026-08-01          0   0.00 EUR  5.00 EUR  -5.00 EUR',
      '2026-09-01          1  20.00 EUR  0.00 EUR  20.00 EUR',
      '',
    ]);
  });

  it('is of a segment', async () => {
    const { out } = await report('sales', '--segment', 'Finns', '--format', 'csv');
    const unknown = await report('sales', '--segment', 'Swedes');

    expect(out).toContain(',,net,25,EUR,,,,false\n');
    expect(unknown).toEqual({
      code: 1,
      out: '',
      err: 'There is no segment called "Swedes". `clientele segments list` tells those there are.\n',
    });
  });

  it('tells as JSON what the API does', async () => {
    const { out } = await report('sales', '--by', 'quarter', '--format', 'json');

    const asked = await ledger(shop).sales(
      'overTime(by: QUARTER) { from isComplete net { amount currency } }',
    );
    const { overTime } = JSON.parse(out).sales;
    expect(
      overTime.map(({ from, isComplete, net }: Record<string, unknown>) => ({ from, isComplete, net })),
    ).toEqual(asked.overTime);
  });

  it.each(names)('tells of %s in every form', async (name) => {
    const forms = await Promise.all(
      ['table', 'csv', 'json', 'svg'].map((format) => report(name, '--period', '2026', '--format', format)),
    );

    const [table, csv, json, svg] = forms.map(({ out }) => out);
    expect(forms.map(({ code, err }) => [code, err])).toEqual(forms.map(() => [0, '']));
    expect(table).toMatch(new RegExp(`^${name}: 2026-01-01 up to 2027-01-01, all customers\n`));
    expect(csv).toMatch(/^section,key,figure,value,unit,n,low,high,is_part\n/);
    expect(Object.keys(JSON.parse(json ?? ''))).toEqual([name]);
    expect(svg).toMatch(/^<svg role="img" [^>]*><title>[^<]+<\/title>/);
  });

  it.each(names)('draws %s with words that do not lie over each other', async (name) => {
    const { out } = await report(name, '--period', '2025-01-01..2026-12-01', '--format', 'svg');
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'image/svg+xml').end(out);
    }).listen(0);
    const { port } = server.address() as AddressInfo;

    await withPage(`http://127.0.0.1:${port}/`, async (page, seen) => {
      const words = await page.$$eval('svg text', (texts) =>
        texts
          .filter((text) => text.getAttribute('opacity') !== '0')
          .map((text) => ({ text: text.textContent, ...text.getBoundingClientRect().toJSON() })),
      );
      const width = await page.$eval('svg', (svg) => svg.getBoundingClientRect().width);

      expect(words.length).toBeGreaterThan(4);
      expect(words.filter(({ left, right }) => left < 0 || right > width)).toEqual([]);
      expect(overlaps(words)).toEqual([]);
      expect(seen).toEqual([]);
    });
    server.close();
  });

  it('says on a chart that there is nothing to draw', async () => {
    const { code, out } = await report('satisfaction', '--period', '2020', '--format', 'svg');

    expect(code).toBe(0);
    expect(out).toContain('There is nothing to tell of these days');
  });

  it('says which question cannot be told', async () => {
    const many = await report('sales', '--period', '1900-01-01..', '--by', 'day');
    const wrong = await report('sales', '--period', '2026-13');

    expect(many).toEqual({
      code: 1,
      out: '',
      err: 'There are more than 1000 points. Ask for a shorter period or longer parts of it.\n',
    });
    expect([wrong.code, wrong.err]).toEqual([
      2,
      "error: option '--period <period>' argument '2026-13' is invalid. A period is 2026, 2026-Q3, 2026-09 or 2026-09-01..2026-10-01, whose last day is out.\n",
    ]);
  });
});

interface Word {
  text: string | null;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function overlaps(words: readonly Word[]): [string | null, string | null][] {
  return words.flatMap((one, index) =>
    words
      .slice(index + 1)
      .filter(
        (other) =>
          one.left < other.right - 1 &&
          other.left < one.right - 1 &&
          one.top < other.bottom - 1 &&
          other.top < one.bottom - 1,
      )
      .map((other): [string | null, string | null] => [one.text, other.text]),
  );
}
