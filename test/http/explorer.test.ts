import { brotliDecompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/fastify';
import type { Locator, Page } from 'playwright-core';
import { registerExplorer } from '../../src/http/explorer.ts';
import { withPage } from '../support/browser.ts';

/** A shop that says one thing, and only to the key; the one place that knows which server is explored. */
function anApp({ key = 'trial_first', isTrial = true } = {}): FastifyInstance {
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: {
      greeting: { type: new GraphQLNonNull(GraphQLString), resolve: () => 'Good morning, customer' },
    },
  });
  const isAllowed = (authorization: string | undefined) => authorization === `Bearer ${key}`;
  const app = fastify();
  app.post(
    '/graphql',
    createHandler({
      schema: new GraphQLSchema({ query }),
      context: ({ raw }) =>
        isAllowed(raw.headers.authorization)
          ? undefined
          : [null, { status: 401, statusText: 'Unauthorized' }],
    }),
  );
  registerExplorer(app, {
    graphqlPath: '/graphql',
    trialKey: isTrial ? key : null,
    examples: [
      { name: 'What a customer hears first', query: 'query Greeting {\n  greeting\n}\n' },
      {
        name: 'What kind of thing answers',
        query: 'query Kind($asked: Boolean!) {\n  __typename @include(if: $asked)\n}\n',
        variables: '{ "asked": true }',
      },
    ],
  });
  return app;
}

const html = { accept: 'text/html', host: 'localhost:4000' };

let app: FastifyInstance;
afterEach(() => app.close());

describe('the explorer in a browser', () => {
  it('runs the first example as it opens, asking nothing of another origin', async () => {
    app = anApp();
    const address = await app.listen({ host: '127.0.0.1', port: 0 });

    await withPage(address, async (page, seen) => {
      await run(page);

      await answer(page, 'Good morning, customer').waitFor();
      expect(await page.title()).toBe('Clientele explorer');
      expect(await textIn(page, 'Headers').textContent()).toContain('trial_first');
      expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Greeting', 'Kind']);
      expect(seen).toEqual([]);
    });
  });

  it('runs another example with its variables from the keyboard', async () => {
    app = anApp();
    const address = await app.listen({ host: '127.0.0.1', port: 0 });

    await withPage(address, async (page, seen) => {
      await textIn(page, 'Headers').waitFor();
      await page.getByRole('tab', { name: 'Kind' }).click();
      await textIn(page, 'Operation Editor').click();
      await page.keyboard.press('Control+Enter');

      await answer(page, '"Query"').waitFor();
      expect(seen).toEqual([]);
    });
  });

  it('forgets the key of a shop that is gone, and keeps its tabs and history', async () => {
    app = anApp({ key: 'trial_first' });
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    await withPage(address, async (page, seen) => {
      await textIn(page, 'Headers').click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' ');
      await run(page);
      await answer(page, 'Good morning, customer').waitFor();
      await page.waitForFunction(() => localStorage.getItem('clientele:graphiql:tabState') !== null);

      await app.close();
      app = anApp({ key: 'trial_second' });
      await app.listen({ host: '127.0.0.1', port: Number(new URL(address).port) });
      await page.reload();
      await page.getByRole('button', { name: 'Show History' }).click();
      await page.locator('.graphiql-history-item-label').click();
      await run(page);

      await answer(page, 'Good morning, customer').waitFor();
      expect(await textIn(page, 'Headers').textContent()).toContain('trial_second');
      expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Greeting', 'Kind']);
      expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('trial_');
      expect(seen).toEqual([]);
    });
  });
});

describe('the page of the explorer', () => {
  it('holds the trial key in trial mode only', async () => {
    app = anApp({ isTrial: false });

    const response = await app.inject({ url: '/', headers: html });

    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('query Greeting');
    expect(response.body).not.toContain('trial_first');
    expect(response.body).not.toContain('Bearer');
  });

  it.each(['localhost:4000', '127.0.0.1:4000', '[::1]:4000'])(
    'holds the trial key when asked as %s',
    async (host) => {
      app = anApp();

      const response = await app.inject({ url: '/', headers: { ...html, host } });

      expect(response.body).toContain('Bearer trial_first');
    },
  );

  it('keeps the trial key from a foreign name that leads to this machine', async () => {
    app = anApp();

    const response = await app.inject({ url: '/', headers: { ...html, host: 'localhost.example.com:4000' } });

    expect(response.statusCode).toBe(200);
    expect(response.body).not.toContain('trial_first');
  });

  it('allows scripts of our own origin alone, and none inside the page', async () => {
    app = anApp();

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
    app = anApp();

    const response = await app.inject({ url: '/', headers: { ...html, accept: 'application/json' } });

    expect(response.statusCode).toBe(404);
  });

  it('loads files that are compressed and may be kept for ever', async () => {
    app = anApp();
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
    app = anApp();

    const response = await app.inject({ url: '/explorer/ruru-2.0.2/../../package.json' });

    expect(response.statusCode).toBe(404);
  });
});

/** The button is there before the editors, and does nothing or sends no headers until all of them are. */
async function run(page: Page): Promise<void> {
  for (const editor of ['Operation Editor', 'Headers', 'Result Window']) await textIn(page, editor).waitFor();
  await page.getByRole('button', { name: 'Execute query' }).click();
}

function answer(page: Page, text: string): Locator {
  return page.getByLabel('Result Window').getByText(text);
}

function textIn(page: Page, editor: string): Locator {
  return page.getByLabel(editor).locator('.view-lines').filter({ visible: true });
}
