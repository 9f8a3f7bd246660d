import type { PostgresPool } from 'kysely';
import pg from 'pg';
import { typeParsers } from './parsers.ts';

const mostPrepared = 500;
const names = new Map<string, string>();

/**
 * A connection that has PostgreSQL keep what it made of a statement: parsing and planning are a third of the cost of a
 * small read. Only so many texts are kept, since each stays in every connection; the rest run as they come.
 */
class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the signature is pg's own, of six overloads.
  override query(statement: any, values?: any, callback?: any): any {
    if (typeof statement !== 'string' || !Array.isArray(values))
      return super.query(statement, values, callback);
    const name = nameOf(statement);
    return super.query(
      name === undefined ? { text: statement, values } : { name, text: statement, values },
      callback,
    );
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (
    known !== undefined ||
    names.size >= mostPrepared ||
    !/^\s*(select|insert|update|delete|with)\b/i.test(text)
  )
    return known;
  const name = `clientele_${names.size}`;
  names.set(text, name);
  return name;
}

export function postgresPool(connectionString: string, max: number): PostgresPool {
  const types = new pg.TypeOverrides();
  for (const [oid, parse] of Object.entries(typeParsers)) types.setTypeParser(Number(oid), parse);
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    Client: PreparingClient,
    connectionTimeoutMillis: 5_000,
    application_name: 'clientele',
    options: '-c timezone=UTC',
  });
  // A connection the server drops while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool as unknown as PostgresPool;
}
