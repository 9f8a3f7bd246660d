import { once } from 'node:events';
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { connect } from '../../src/database/connect.ts';
import { databaseOver } from '../../src/database/database.ts';
import { entities } from '../../src/schema.ts';
import { emptyDatabase, freshPostgresUrl } from '../support/engines.ts';
import { openTestShop } from '../support/shop.ts';

/** A port that leads to the database until it is cut. */
class Line {
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();
  readonly target: URL;
  port = 0;
  #isSilent = false;

  constructor(target: URL) {
    this.target = target;
  }

  async open(): Promise<void> {
    this.#server = createServer((near) => {
      const far = connectTo(Number(this.target.port), this.target.hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
      }
      near.pipe(far).pipe(near);
      if (this.#isSilent) near.unpipe(far);
    }).listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (typeof address === 'object' && address) this.port = address.port;
  }

  /** Takes everything and passes nothing on, as a firewall does that drops packets. */
  silence(): void {
    this.#isSilent = true;
    for (const socket of this.#sockets) socket.unpipe();
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    this.#isSilent = false;
    await closed;
  }
}

describe('health', () => {
  it('is alive and ready over the embedded database, without a key', async () => {
    const shop = await openTestShop(await emptyDatabase('pglite'));

    const live = await shop.app.inject('/livez');
    const ready = await shop.app.inject('/readyz');

    expect([live.statusCode, live.json()]).toEqual([200, { status: 'alive' }]);
    expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'ready' }]);
    await shop.close();
  });

  it('is not ready while PostgreSQL is gone, stays alive, and recovers by itself', async () => {
    const { address, drop } = await freshPostgresUrl();
    const line = new Line(new URL(address));
    await line.open();
    const url = new URL(address);
    url.port = String(line.port);
    const shop = await openTestShop(await databaseOver(await connect({ url: url.href }), entities));
    const statuses = async () => {
      const answers = [await shop.app.inject('/livez'), await shop.app.inject('/readyz')];
      return answers.map(({ statusCode }) => statusCode);
    };
    const before = await statuses();
    await shop.keyWith(['customers:read']);

    await line.cut();
    const gone = await statuses();
    const failed = await shop.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${await shop.keyWith(['customers:read'])}` },
      payload: { query: '{ customers(first: 1) { totalCount } }' },
    });
    await line.open();

    expect(before).toEqual([200, 200]);
    expect(gone).toEqual([200, 503]);
    expect(failed.statusCode).toBeGreaterThanOrEqual(500);
    expect(failed.body).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
    expect(await statuses()).toEqual([200, 200]);
    const answer = await shop.ask('{ customers(first: 1) { totalCount } }');
    expect([answer.errors, answer.data]).toEqual([[], { customers: { totalCount: 0 } }]);
    await shop.close();
    await line.cut();
    await drop();
  });

  it('says within seconds that it is not ready when PostgreSQL says nothing, and recovers by itself', async () => {
    const { address, drop } = await freshPostgresUrl();
    const line = new Line(new URL(address));
    await line.open();
    const url = new URL(address);
    url.port = String(line.port);
    const shop = await openTestShop(await databaseOver(await connect({ url: url.href }), entities));

    line.silence();
    const hanging = await shop.app.inject('/readyz');
    await line.cut();
    await line.open();

    expect([hanging.statusCode, hanging.json()]).toEqual([503, { status: 'the database does not answer' }]);
    expect((await shop.app.inject('/readyz')).statusCode).toBe(200);
    await shop.close();
    await line.cut();
    await drop();
  });
});
