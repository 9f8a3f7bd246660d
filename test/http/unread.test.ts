import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyDatabase } from '../support/engines.ts';
import { halfSent, rawConnection } from '../support/raw.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';
import { untilTrue } from '../support/until.ts';

describe('what does not become a request', () => {
  let shop: TestShop;
  let address: string;
  beforeAll(async () => {
    shop = await openTestShop(await emptyDatabase('pglite'), {}, { requestSeconds: 1, explorer: true });
    address = await shop.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => shop.close());

  it.each([
    ['is no HTTP', 'GARBAGE\r\n\r\n', 400, 'This is not a request of HTTP/1.1.'],
    [
      'has headers that are too large',
      `GET / HTTP/1.1\r\nhost: localhost\r\npad: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'The headers are larger than 16 KiB. Send fewer.',
    ],
  ])('is refused in the form of GraphQL when it %s', async (_, text, status, message) => {
    const { answered } = await rawConnection(address, text);

    expectRefusal(await answered, status, message);
  });

  it('is refused when it has not arrived within REQUEST_SECONDS, however much of it has', async () => {
    const half = [halfSent, halfSent.slice(0, 40), ''];
    const connections = await Promise.all(half.map((text) => rawConnection(address, text)));

    const answers = await Promise.all(connections.map(({ answered }) => answered));

    for (const answer of answers) {
      expectRefusal(
        answer,
        408,
        'The request did not arrive in time. Send all of it within REQUEST_SECONDS.',
      );
    }
  });

  it('holds a connection no longer than twice as long when its answer is not read', async () => {
    const page = await (await fetch(address, { headers: { connection: 'close' } })).text();
    const [, file] = /href="(\/explorer\/[^"]+\/ruru\.js)"/.exec(page) ?? [];
    const { socket } = await rawConnection(address);
    socket.pause();
    socket.write(`GET ${file} HTTP/1.1\r\nhost: localhost\r\n\r\n`.repeat(10));

    await untilTrue(async () => (await connectionsOf(shop)) === 1);
    await untilTrue(async () => (await connectionsOf(shop)) === 0);

    socket.destroy();
  });
});

describe('a server that is closing', () => {
  it('refuses what comes in the form of GraphQL', async () => {
    const shop = await openTestShop(await emptyDatabase('pglite'));
    const { socket, answered } = await rawConnection(
      await shop.app.listen({ host: '127.0.0.1', port: 0 }),
      'GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n',
    );
    await new Promise((resolve) => socket.once('data', resolve));

    const closed = shop.close();
    socket.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n');
    const text = await answered;
    await closed;

    const second = text.slice(text.lastIndexOf('HTTP/1.1'));
    const [head = '', body = ''] = second.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 503 .*retry-after: 1\r\n/s);
    expect(JSON.parse(body).errors).toEqual([
      {
        message: 'The server is going down. Try again shortly.',
        extensions: { code: 'UNAVAILABLE', requestId: expect.any(String) },
      },
    ]);
  });
});

function expectRefusal(answer: string, status: number, message: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain('content-type: application/json; charset=utf-8\r\n');
  expect(head).toContain('x-content-type-options: nosniff\r\n');
  expect(JSON.parse(body)).toEqual({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}

function connectionsOf({ app }: TestShop): Promise<number> {
  return new Promise((resolve, reject) =>
    app.server.getConnections((fault, count) => (fault ? reject(fault) : resolve(count))),
  );
}
