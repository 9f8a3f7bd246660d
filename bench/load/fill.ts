import type pg from 'pg';

/** Writes into empty tables what is consistent by construction: to check each reference takes longer than to write it. */
export async function fill(
  client: pg.Client,
  write: () => Promise<void>,
  afterwards: () => Promise<void> = async () => {},
): Promise<void> {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  await write();
  await client.query('commit');
  await afterwards();
  await client.query('vacuum (freeze, analyze)');
  await client.query('checkpoint');
}

/** Indexes are made anew afterwards, which takes a fraction of the time of keeping them up to date. */
export async function insertWithoutIndexes(client: pg.Client, table: string, rows: string): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
    where tablename = $1 and indexname <> $1 || '_pkey'`,
    [table],
  );
  for (const { name } of indexes) await client.query(`drop index ${client.escapeIdentifier(name)}`);
  await client.query(rows);
  for (const { definition } of indexes) await client.query(definition);
}

/** The same id wherever the same thing is meant. */
export function uuid(name: string, n: string): string {
  return `md5('${name}' || (${n}))::uuid`;
}
