import { gzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import { rowsOf } from '../../src/database/read.ts';
import { contributions } from '../../src/schema.ts';
import { shopSettings, type TestShop } from '../support/shop.ts';

export interface Sending {
  /** null: none; undefined: one that may track. */
  key?: string | null;
  gzip?: boolean;
  headers?: Record<string, string>;
}

/** What SDKs and readers ask of a shop about visits. */
export function counter(shop: TestShop) {
  async function send(
    path: string,
    body: object | string,
    { key, gzip = false, headers = {} }: Sending = {},
  ) {
    const writeKey = key === undefined ? await shop.keyWith(['events:write']) : key;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await shop.app.inject({
      method: 'POST',
      url: `/v1/${path}`,
      headers: {
        'content-type': 'application/json',
        ...(writeKey === null ? {} : { authorization: basic(writeKey) }),
        ...(gzip ? { 'content-encoding': 'gzip' } : {}),
        ...headers,
      },
      payload: gzip ? gzipSync(text) : text,
    });
    const statements = shop.answered().at(-1)?.statements ?? 0;
    return { status: response.statusCode, answer: response.json(), statements };
  }

  return {
    send,
    /** Sends calls that must all be taken. Their times are believed. */
    async track(...batch: object[]): Promise<void> {
      const { answer } = await send('import', { batch });
      expect(answer).toEqual({ success: true });
    },
    /** A customer by the id that calls name them by. */
    async customer(userId: string, selection: string) {
      const { data, errors } = await shop.ask(
        `query ($id: ID!) { customer(by: { externalId: { source: "segment", id: $id } }) { ${selection} } }`,
        { id: userId },
      );
      expect(errors).toEqual([]);
      return data.customer;
    },
    /** What `clientele check` would find. */
    async differences(): Promise<unknown[]> {
      const checking = { reader: shop.database, now: shop.clock.now(), shop: shopSettings, contributions };
      const found = await Promise.all(
        contributions.checks.map(async ({ differences }) =>
          rowsOf(shop.database, await differences(checking)),
        ),
      );
      return found.flat();
    },
  };
}

export function basic(user: string): string {
  return `Basic ${Buffer.from(`${user}:`).toString('base64')}`;
}
