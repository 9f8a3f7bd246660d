import { describe, expect, it } from '@jest/globals';
import { startPostgres } from '../support/postgres.ts';
import { aFolder, type Environment, serve } from '../support/program.ts';
import { untilTrue } from '../support/until.ts';

/** How many writes are acknowledged before the kill; FAULT_WRITES asks for more or fewer. */
const writes = Number(process.env.FAULT_WRITES ?? 1_000);
const clients = 20;
/** Tests share their machine: that it is slow is no fault here. */
const patient = { SHED_MILLISECONDS: '0', REQUEST_SECONDS: '120' };
const longestMilliseconds = 180_000;

describe('kill -9 under writes', () => {
  it(
    `loses none of ${writes} acknowledged customers on PostgreSQL that waits for its disk`,
    async () => {
      const postgres = await startPostgres({
        settings: { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
      });
      await using folder = await aFolder();
      const environment = { ...patient, MODE: 'trial', DATA_DIR: folder.path, DATABASE_URL: postgres.url };

      const { acknowledged, found } = await killUnderWrites(environment);

      expect(acknowledged).toBeGreaterThanOrEqual(writes);
      expect(found).toBe(acknowledged);
      await postgres.stop();
    },
    longestMilliseconds,
  );

  it(
    `loses none of ${writes} acknowledged customers on the embedded database`,
    async () => {
      await using folder = await aFolder();

      const { acknowledged, found } = await killUnderWrites({ ...patient, DATA_DIR: folder.path });

      expect(acknowledged).toBeGreaterThanOrEqual(writes);
      expect(found).toBe(acknowledged);
    },
    longestMilliseconds,
  );
});

/** How many writes were acknowledged before the kill, and how many of them the next start finds. */
async function killUnderWrites(environment: Environment): Promise<{ acknowledged: number; found: number }> {
  const acknowledged: string[] = [];
  {
    await using served = await serve(environment, ['--no-demo']);
    const traffic = Array.from({ length: clients }, async () => {
      for (;;) {
        const answer = await served.ask(create).then(
          (response) => response.json() as Promise<Answer>,
          () => null,
        );
        if (answer === null) return;
        acknowledged.push(answer.data.createCustomer.customer.id);
      }
    });
    await untilTrue(async () => acknowledged.length >= writes);
    served.child.kill('SIGKILL');
    await Promise.all(traffic);
  }
  await using again = await serve(environment, ['--no-demo']);
  let found = 0;
  for (let start = 0; start < acknowledged.length; start += 100) {
    const response = await again.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: acknowledged.slice(start, start + 100),
    });
    const { data } = (await response.json()) as { data: { nodes: unknown[] } };
    found += data.nodes.filter((node) => node !== null).length;
  }
  return { acknowledged: acknowledged.length, found };
}

const create = 'mutation { createCustomer(input: { givenName: "Aino", country: "FI" }) { customer { id } } }';

interface Answer {
  data: { createCustomer: { customer: { id: string } } };
}
