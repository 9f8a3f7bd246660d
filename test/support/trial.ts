import type { Engine } from '../../src/database/connect.ts';
import { freshPostgresUrl } from './engines.ts';
import { aFolder, type Environment, type Served, serve } from './program.ts';

export interface TrialServer extends AsyncDisposable {
  served: Served;
  /** What it was started with, to start it again. */
  environment: Environment;
  /** The address of its PostgreSQL; empty on the embedded database. */
  address: string;
}

/** The real server in trial mode with an empty shop, so that it has a key, on a database that goes with it. */
export async function aTrialServer(engine: Engine, settings: Environment = {}): Promise<TrialServer> {
  const folder = await aFolder();
  const database = engine === 'postgres' ? await freshPostgresUrl() : null;
  const environment = {
    MODE: 'trial',
    DATA_DIR: folder.path,
    // Tests share their machine: that it is slow is no fault here.
    SHED_MILLISECONDS: '0',
    ...(database ? { DATABASE_URL: database.address } : {}),
    ...settings,
  };
  const served = await serve(environment, ['--no-demo']);
  return {
    served,
    environment,
    address: database?.address ?? '',
    async [Symbol.asyncDispose]() {
      await served[Symbol.asyncDispose]();
      await database?.drop();
      await folder[Symbol.asyncDispose]();
    },
  };
}
