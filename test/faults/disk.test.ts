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

describe('the embedded database on a disk that fills up', () => {
  let disk: Awaited<ReturnType<typeof aFolder>>;
  let isMounted = false;

  beforeAll(async () => {
    disk = await aFolder();
    isMounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'tmpfs', disk.path]).then(
      () => true,
      () => false,
    );
    if (!isMounted) console.warn('Not tried: a small disk cannot be mounted here. It wants root and tmpfs.');
  });
  afterAll(async () => {
    if (isMounted) await run('umount', ['--lazy', disk.path]);
    await disk[Symbol.asyncDispose]();
  });

  it('refuses to write, reads on, writes again once there is room, and has lost nothing', async () => {
    if (!isMounted) return;
    const environment = { DATA_DIR: join(disk.path, 'data'), LOG_LEVEL: 'fatal', SHED_MILLISECONDS: '0' };
    const ballast = join(disk.path, 'ballast');
    await using served = await serve(environment, ['--no-demo']);
    await fill(ballast, 66);

    const { acknowledged, refused } = await writeUntilRefused(served);
    const read = await countOf(served);
    await writeFile(ballast, '');
    const after = await write(served);
    served.child.kill('SIGKILL');
    await served.ended;
    await using again = await serve(environment, ['--no-demo']);

    expect(refused).toMatchObject({
      status: 503,
      errors: [
        {
          message: 'The disk of the database is full. Nothing was changed.',
          extensions: { code: 'UNAVAILABLE' },
        },
      ],
    });
    expect(acknowledged).toBeGreaterThan(0);
    expect(read).toBe(acknowledged);
    expect(after).toMatchObject({ status: 200, data: { createCustomer: { userErrors: [] } } });
    expect(await countOf(again)).toBe(acknowledged + 1);
  }, 120_000);

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
