// The floor: node:http, and for each operation one SQL statement that builds the answer's JSON itself.

import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { statements } from './handwritten-statements.ts';
import { listen } from './listen.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

async function answer(request: IncomingMessage): Promise<string> {
  const name = request.url?.slice(1) ?? '';
  const statement = statements[name];
  if (!statement)
    throw new Error(`No operation is called ${name}; there are ${Object.keys(statements).join(', ')}.`);
  const values: unknown = JSON.parse(await text(request));
  // Named, so that PostgreSQL parses and plans it once for each connection.
  const { rows } = await pool.query<{ answer: string }>({
    name,
    text: statement,
    values: Array.isArray(values) ? values : [],
  });
  return rows[0]?.answer ?? 'null';
}

const server = createServer(async (request, response) => {
  try {
    const body = await answer(request);
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});

listen(server);
