import { rm } from 'node:fs/promises';
import type { RunningPostgres } from './postgres.ts';

export default async function teardown(): Promise<void> {
  const { clienteleTestPostgres: server } = globalThis as { clienteleTestPostgres?: RunningPostgres | null };
  await server?.stop();
  await rm(process.env.CLIENTELE_TEST_FOLDER ?? '', { recursive: true, force: true });
}
