import { brotliDecompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Locator, Page } from 'playwright-core';
import { authenticator } from '../../src/access/authenticate.ts';
import { createKey } from '../../src/access/keys.ts';
import { upsertCustomers } from '../../src/customers/customer.service.ts';
import { examples } from '../../src/http/examples.ts';
import { buildServer } from '../../src/http/server.ts';
import { upsertProducts } from '../../src/products/product.service.ts';
import { recordPurchases } from '../../src/purchases/purchase.service.ts';
import { buildSchema, contributions } from '../../src/schema.ts';
import { withPage } from '../support/browser.ts';
import { emptyDatabase } from '../support/engines.ts';
import {
  allScopes,
  openTestShop,
  shopSettings,
  type TestShop,
  testNow,
  testServer,
} from '../support/shop.ts';

const html = { accept: 'text/html', host: 'localhost:4000' };
const tabs = [
  'BestCustomers',
  'PotentialCustomers',
  'DetractorsWhoBuy',
  'FindCustomer',
  'WhatHappened',
  'HowServed',
  'WhoComesBack',
  'Segments',
  'WhatToExpect',
  'RecordPurchase',
];

let shop: TestShop;
let app: FastifyInstance;
let key: string;

beforeAll(async () => {
  shop = await openTestShop(await emptyDatabase('pglite'));
  await shop.inUnit(async (unit) => {
    await upsertProducts(unit, [{ sku: 'TENT-2P', name: 'Tent for two', kind: 'GOODS' }]);
    await upsertCustomers(unit, [
      { name: 'Järvisen Retkikauppa', kind: 'BUSINESS', country: 'FI', email: 'myynti@example.fi' },
    ]);
    await recordPurchases(unit, [
      {
        customer: { email: 'myynti@example.fi' },
        channel: 'store',
        currency: 'EUR',
        purchasedAt: testNow,
        lines: [{ product: { sku: 'TENT-2P' }, quantity: 2, unitPrice: '249.00' }],
      },
    ]);
  });
});
afterEach(() => app.close());
afterAll(() => shop.close());

/** The server over the shop, with a new key that is the only one. */
async function anApp({ isTrial = true } = {}): Promise<FastifyInstance> {
  const { database, clock } = shop;
  await sql`update api_key set revoked_at = now()`.execute(database.kysely);
  const em = database.fork();
  ({ key } = createKey(em, { name: 'Trial key', scopes: allScopes, now: clock.now() }));
  await em.flush();
  return buildServer({
    schema: buildSchema(),
    config: { ...testServer, explorer: true, introspection: true, isTrial, logLevel: 'silent' },
    trialKey: isTrial ? key : null,
    database,
    shop: shopSettings,
    contributions,
    clock,
    authenticate: authenticator({ kysely: database.kysely }, clock),
    findDocument: async () => null,
  });
}

describe('the explorer in a browser', () => {
  it('runs the first example as it opens, asking nothing of another origin', async () => {
    app = await anApp();
    const address = await app.listen({ host: '127.0.0.1', port: 0 });

    await withPage(address, async (page, seen) => {
      await run(page);

      await answer(page, 'Järvisen Retkikauppa').waitFor();
      expect(await page.title()).toBe('Clientele explorer');
      expect(await textIn(page, 'Headers').textContent()).toContain(key);
      expect(await page.getByRole('tab').allInnerTexts()).toEqual(tabs);
      expect(seen).toEqual([]);
    });
  });

  it('runs each example in its tab without an error', async () => {
    app = await anApp();
    const address = await app.listen({ host: '127.0.0.1', port: 0 });

    await withPage(address, async (page, seen) => {
      const answers: unknown[] = [];
      for (const tab of tabs) {
        await open(page, tab);
        answers.push(await answerTo(page, tab, () => run(page)));
        await answer(page, '"data"').waitFor();
      }

      const cost = { cost: expect.any(Object) };
      expect(answers).toEqual(tabs.map(() => ({ data: expect.any(Object), extensions: cost })));
      expect(answers.at(-1)).toMatchObject({ data: { recordPurchase: { userErrors: [] } } });
      expect(examples).toHaveLength(tabs.length);
      expect(seen).toEqual([]);
    });
  });

  it('runs another example with its variables from the keyboard', async () => {
    app = await anApp();
    const address = await app.listen({ host: '127.0.0.1', port: 0 });

    await withPage(address, async (page, seen) => {
      await open(page, 'FindCustomer');
      const found = await answerTo(page, 'FindCustomer', async () => {
        await textIn(page, 'Operation Editor').click();
        await page.keyboard.press('Control+Enter');
      });

      expect(found).toMatchObject({
        data: { customers: { nodes: [{ name: 'Järvisen Retkikauppa' }] } },
      });
      await answer(page, 'Järvisen Retkikauppa').waitFor();
      expect(seen).toEqual([]);
    });
  });

  it('forgets the key of a shop that is gone, and keeps its tabs and history', async () => {
    app = await anApp();
    const firstKey = key;
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    await withPage(address, async (page, seen) => {
      await textIn(page, 'Headers').click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' ');
      await run(page);
      await answer(page, 'Järvisen Retkikauppa').waitFor();
      await page.waitForFunction(() => localStorage.getItem('clientele:graphiql:tabState') !== null);

      // Left first: a page whose server goes while its editor is still loading has errors of its own.
      await page.goto('about:blank');
      await app.close();
      app = await anApp();
      await app.listen({ host: '127.0.0.1', port: Number(new URL(address).port) });
      await page.goto(address);
      await page.getByRole('button', { name: 'Show History' }).click();
      await page.locator('.graphiql-history-item-label').first().click();
      await run(page);

      await answer(page, 'Järvisen Retkikauppa').waitFor();
      expect(await textIn(page, 'Headers').textContent()).toContain(key);
      expect(await page.getByRole('tab').allInnerTexts()).toEqual(tabs);
      expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/ck_[\da-f]/);
      expect(key).not.toBe(firstKey);
      expect(seen).toEqual([]);
    });
  });
});

describe('the page of the explorer', () => {
  it('holds the trial key in trial mode only', async () => {
    app = await anApp({ isTrial: false });

    const response = await app.inject({ url: '/', headers: html });

    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('query BestCustomers');
    expect(response.body).not.toContain(key);
    expect(response.body).not.toContain('Bearer');
  });

  it.each(['localhost:4000', '127.0.0.1:4000', '[::1]:4000'])(
    'holds the trial key when asked as %s',
    async (host) => {
      app = await anApp();

      const response = await app.inject({ url: '/', headers: { ...html, host } });

      expect(response.body).toContain(`Bearer ${key}`);
    },
  );

  it('keeps the trial key from a foreign name that leads to this machine', async () => {
    app = await anApp();

    const response = await app.inject({ url: '/', headers: { ...html, host: 'localhost.example.com:4000' } });

    expect(response.statusCode).toBe(200);
    expect(response.body).not.toContain(key);
  });

  it.each([
    ['x-forwarded-for', '203.0.113.8'],
    ['x-forwarded-host', 'shop.example'],
    ['x-real-ip', '203.0.113.8'],
    ['forwarded', 'for=203.0.113.8'],
    ['via', '1.1 proxy.example'],
  ])('keeps the trial key from whom a proxy with %s asks for', async (name, value) => {
    app = await anApp();

    const response = await app.inject({ url: '/', headers: { ...html, [name]: value } });

    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('query BestCustomers');
    expect(response.body).not.toContain(key);
  });

  it('allows scripts of our own origin alone, and none inside the page', async () => {
    app = await anApp();

    const { headers } = await app.inject({ url: '/', headers: html });

    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; " +
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is not what a program asking for JSON gets', async () => {
    app = await anApp();

    const response = await app.inject({ url: '/', headers: { ...html, accept: 'application/json' } });

    expect(response.statusCode).toBe(404);
  });

  it('loads files that are compressed and may be kept for ever', async () => {
    app = await anApp();
    const page = await app.inject({ url: '/', headers: html });
    const url = /href="(\/explorer\/[^"]+\/ruru\.js)"/.exec(page.body)?.[1] ?? '';

    const small = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
    const whole = await app.inject({ url });

    expect(small.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'accept-encoding',
    });
    expect(whole.headers['content-encoding']).toBeUndefined();
    expect(brotliDecompressSync(small.rawPayload).equals(whole.rawPayload)).toBe(true);
  });

  it('answers 404 for a file that ruru does not have', async () => {
    app = await anApp();

    const response = await app.inject({ url: '/explorer/ruru-2.0.2/../../package.json' });

    expect(response.statusCode).toBe(404);
  });
});

/** Opens a tab; GraphiQL fills the editors some time after. */
async function open(page: Page, tab: string): Promise<void> {
  await ready(page);
  await page.getByRole('tab', { name: tab }).click();
  await textIn(page, 'Operation Editor').getByText(tab, { exact: true }).first().waitFor();
}

/** The button is there before the editors, and does nothing or sends no headers until all of them are. */
async function ready(page: Page): Promise<void> {
  for (const editor of ['Operation Editor', 'Headers', 'Result Window']) await textIn(page, editor).waitFor();
}

async function run(page: Page): Promise<void> {
  await ready(page);
  await page.getByRole('button', { name: 'Execute query' }).click();
}

/** What the server answers to the operation. GraphiQL asks nothing before it has read it, so we ask again, as people do. */
async function answerTo(page: Page, operation: string, ask: () => Promise<void>): Promise<unknown> {
  for (;;) {
    const answered = page
      .waitForResponse(
        (one) => one.request().postData()?.includes(`"operationName":"${operation}"`) ?? false,
        { timeout: 5_000 },
      )
      .catch(() => null);
    await ask();
    const response = await answered;
    if (response) return response.json();
  }
}

function answer(page: Page, text: string): Locator {
  return page.getByLabel('Result Window').getByText(text);
}

function textIn(page: Page, editor: string): Locator {
  return page.getByLabel(editor).locator('.view-lines').filter({ visible: true });
}
