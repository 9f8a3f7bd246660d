// PostGraphile 5 over the same tables: its recommended preset, production mode, nothing watched and no explorer.

import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { TYPES } from 'postgraphile/@dataplan/pg';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { addPgTableCondition, pgSmartTags } from 'postgraphile/utils';
import { listen } from './listen.ts';
import { missingRelations } from './postgraphile-relations.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

// Customers by what they spent are asked for through their summaries, which have the index. Ordering customers by a
// column of another table is possible too, but joins it outside, even to count: five times the work for PostgreSQL.
const ofCountry = addPgTableCondition(
  { schemaName: 'public', tableName: 'customer_summary' },
  'country',
  ({ graphql }) => ({ type: graphql.GraphQLString }),
  (country, { sql, sqlTableAlias, sqlValueWithCodec }) => sql`exists (
    select from customer
    where customer.id = ${sqlTableAlias}.customer_id and identified
      and country = ${sqlValueWithCodec(country, TYPES.text)}
  )`,
);

const server = createServer();
const api = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [ofCountry, pgSmartTags(await missingRelations(pool))],
  // Conditions and orders are wanted on columns without an index of their own too.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ pool, schemas: ['public'] })],
  // Plain lists beside connections, for lines: a purchase's are not paged.
  schema: { defaultBehavior: '+list' },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false },
  grafast: { explain: false },
});
await api.createServ(grafserv).addTo(server);
await api.getSchema();

listen(server);
