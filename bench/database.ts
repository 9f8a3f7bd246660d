import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../test/support/postgres.ts';
import { parentOf } from './measure/cpu.ts';
import { repository } from './servers/launch.ts';

export interface Database {
  url: string;
  version: string;
  /** The database's first process, when it runs on this machine. */
  postmaster: number | null;
  stop(): Promise<void>;
}

// As a shop would run it: what was answered is on disk. Checkpoints and memory as on a small server of its own.
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  effective_cache_size: '3GB',
  work_mem: '16MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '30min',
  random_page_cost: '1.1',
};

/** The database of BENCH_DATABASE_URL, or an embedded one that is gone after the run. */
export async function openDatabase(): Promise<Database> {
  const given = process.env.BENCH_DATABASE_URL;
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startPostgres({ settings });
  return { url, stop, ...(await about(url)) };
}

export async function makeTables(url: string, schemaFile: string | null): Promise<void> {
  if (schemaFile === null) {
    const env = { ...process.env, DATABASE_URL: url, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, ['dist/cli.js', 'migrate'], { cwd: repository, env });
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(await readFile(schemaFile, 'utf8'));
  await client.end();
}

async function about(url: string): Promise<Pick<Database, 'version' | 'postmaster'>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ backend: number; version: string }>(
      `select pg_backend_pid() backend, current_setting('server_version') as version`,
    );
    const [row] = rows;
    if (!row) throw new Error('The database did not say its version.');
    // While the connection is open: its backend is the child we find the first process by.
    return { version: row.version, postmaster: await parentOf(row.backend, 'postgres') };
  } finally {
    await client.end();
  }
}
