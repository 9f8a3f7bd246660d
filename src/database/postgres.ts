import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { typeParsers } from './parsers.ts';

const mostPrepared = 500;
const names = new Map<string, string>();

export function postgresPool(connectionString: string, max: number): PostgresPool {
  const types = new pg.TypeOverrides();
  for (const [oid, parse] of Object.entries(typeParsers)) types.setTypeParser(Number(oid), parse);
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: 5_000,
    application_name: 'clientele',
    options: '-c timezone=UTC',
  });
  // A connection the server drops while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    options: pool.options,
    connect: async () => preparing(await pool.connect()),
    end: () => pool.end(),
  } as PostgresPool;
}

/**
 * A connection that has PostgreSQL keep what it made of a statement: parsing and planning are a third of the cost of a
 * small read. Only so many texts are kept, since each stays in every connection; the rest run as they come.
 */
function preparing(client: pg.PoolClient): PostgresPoolClient {
  // Kysely cancels a statement by the process that runs it; the types of pg leave the property out.
  const { processID = 0 } = client as pg.PoolClient & { processID?: number };
  function query(statement: string | object, values: readonly unknown[] = []) {
    if (typeof statement !== 'string') return client.query(statement as pg.QueryConfig);
    const name = nameOf(statement);
    return client.query({ text: statement, values: [...values], ...(name === undefined ? {} : { name }) });
  }
  return {
    processID,
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(),
  };
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostPrepared) return known;
  if (!/^\s*(select|insert|update|delete|with)\b/i.test(text)) return undefined;
  const name = `clientele_${names.size}`;
  names.set(text, name);
  return name;
}
