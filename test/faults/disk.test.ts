import { execFile } from 'node:child_process';
import { statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFolder, type Served, serve } from '../support/program.ts';

const run = promisify(execFile);
const create = `mutation ($notes: JSONObject) {
  createCustomer(input: { givenName: "Aino", country: "FI", attributes: $notes }) { customer { id } userErrors { message } }
}`;
const mebibyte = 1_048_576;

describe('the embedded database on a disk that is full', () => {
  let disk: Awaited<ReturnType<typeof aFolder>>;
  let isMounted = false;

  beforeAll(async () => {
    disk = await aFolder();
    isMounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk.path]).then(
      () => true,
      () => false,
    );
    if (!isMounted) console.warn('Not tried: a small disk cannot be mounted here. It wants root and tmpfs.');
  });
  afterAll(async () => {
    if (isMounted) await run('umount', ['--lazy', disk.path]);
    await disk[Symbol.asyncDispose]();
  });

  it.each([
    ['for a page of a table: refuses the write, and goes on once there is room', 1, 'goes on'],
    ['for its log: ends with 1, and the next start has everything', 15, 'ends'],
  ])(
    'that is full %s',
    async (_, mebibytesLeft, expected) => {
      if (!isMounted) return;
      const environment = { DATA_DIR: join(disk.path, expected), LOG_LEVEL: 'fatal', SHED_MILLISECONDS: '0' };
      const ballast = join(disk.path, 'ballast');
      await using served = await serve(environment, ['--no-demo']);
      await fill(ballast, mebibytesLeft);

      const { acknowledged, refused } = await writeUntilRefused(served);
      expect(refused).toMatchObject({
        status: 503,
        errors: [
          {
            message: 'The disk of the database is full. Nothing was changed.',
            extensions: { code: 'UNAVAILABLE' },
          },
        ],
      });

      await writeFile(ballast, '');
      if (expected === 'goes on') {
        expect(await countOf(served)).toBe(acknowledged);
        expect(await write(served)).toMatchObject({
          status: 200,
          data: { createCustomer: { userErrors: [] } },
        });
        return;
      }
      const { code, out } = await served.ended;
      expect([code, out]).toEqual([1, expect.stringContaining('The embedded database cannot go on: ')]);
      await using again = await serve(environment, ['--no-demo']);
      expect(await countOf(again)).toBe(acknowledged);
    },
    180_000,
  );

  async function fill(file: string, mebibytesLeft: number): Promise<void> {
    const { bavail, bsize } = await statfs(disk.path);
    await writeFile(file, Buffer.alloc(Math.max(0, bavail * bsize - mebibytesLeft * mebibyte)));
  }
});

async function writeUntilRefused(served: Served) {
  for (let acknowledged = 0; ; acknowledged += 1) {
    const answer = await write(served);
    if (!answer.data?.createCustomer?.customer) return { acknowledged, refused: answer };
  }
}

async function write(served: Served): Promise<Answer> {
  const notes = Object.fromEntries(Array.from({ length: 600 }, (_, name) => [name, `${Math.random()}`]));
  const response = await served.ask(create, { notes });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

async function countOf(served: Served): Promise<number | undefined> {
  const response = await served.ask('{ customers(first: 1) { totalCount } }');
  const { data } = (await response.json()) as { data?: { customers: { totalCount: number } } };
  return data?.customers.totalCount;
}

interface Answer {
  status: number;
  data?: { createCustomer?: { customer: object | null; userErrors: object[] } | null } | null;
  errors?: object[];
}
