import type { FastifyInstance } from 'fastify';
import { type Database, isReachable } from '../database/database.ts';

/** Whether the process runs, and whether it can do anything; neither needs a key. */
export function registerHealth(app: FastifyInstance, database: Database): void {
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const isReady = await isReachable(database);
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'the database does not answer' });
  });
}
