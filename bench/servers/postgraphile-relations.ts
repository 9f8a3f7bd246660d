import type pg from 'pg';

interface Relation {
  table: string;
  columns: string;
  to: string;
  toColumns: string;
}

// PostGraphile makes its links from foreign keys.
const relations: Relation[] = [
  { table: 'customer', columns: 'organisation_id', to: 'customer', toColumns: 'id' },
  { table: 'customer_key', columns: 'customer_id', to: 'customer', toColumns: 'id' },
  { table: 'customer_summary', columns: 'customer_id', to: 'customer', toColumns: 'id' },
  { table: 'purchase', columns: 'customer_id', to: 'customer', toColumns: 'id' },
  {
    table: 'purchase_line',
    columns: 'purchase_id, customer_id',
    to: 'purchase',
    toColumns: 'id, customer_id',
  },
  { table: 'purchase_line', columns: 'product_id', to: 'product', toColumns: 'id' },
];

/** The links the tables have no foreign key for, as PostGraphile's smart tags; a second time they would collide. */
export async function missingRelations(pool: pg.Pool) {
  const { rows } = await pool.query<{ known: string }>(
    `select conrelid::regclass || ' ' || confrelid::regclass known from pg_constraint where contype = 'f'`,
  );
  const known = new Set(rows.map((row) => row.known));
  const missing = relations.filter(({ table, to }) => !known.has(`${table} ${to}`));
  const tables = [...Map.groupBy(missing, ({ table }) => table)];
  return tables.map(([match, links]) => ({
    kind: 'class' as const,
    match,
    tags: { foreignKey: links.map((link) => `(${link.columns}) references ${link.to} (${link.toColumns})`) },
  }));
}
