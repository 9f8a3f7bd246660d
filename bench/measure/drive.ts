import { Pool } from 'undici';
import type { NthRequest, Request } from '../operations/operation.ts';
import type { Server } from '../servers/launch.ts';

export interface Drive {
  server: Server;
  nth: NthRequest;
  /** Requests under way at any time. */
  connections: number;
  seconds: number;
}

/** Asks one after another on each connection until the time is over; gives the latencies in milliseconds. */
export async function drive({ server, nth, connections, seconds }: Drive): Promise<number[]> {
  const pool = new Pool(server.url, { connections, pipelining: 1 });
  const latencies: number[] = [];
  const end = performance.now() + seconds * 1000;
  const connection = async () => {
    while (performance.now() < end) {
      const request = nextRequest(nth);
      const started = performance.now();
      await send(pool, server, request);
      latencies.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  await pool.close();
  return latencies;
}

// Never begins again: the rounds of one run do not repeat each other.
let nextNumber = 0;

export function nextRequest(nth: NthRequest): Request {
  return nth(nextNumber++);
}

export async function ask(server: Server, request: Request): Promise<string> {
  const pool = new Pool(server.url);
  const body = await send(pool, server, request);
  await pool.close();
  return body.toString();
}

export async function send(pool: Pool, server: Server, { path, body }: Request): Promise<Buffer> {
  const headers = { 'content-type': 'application/json', ...server.headers };
  const response = await pool.request({ path, method: 'POST', headers, body });
  const answer = Buffer.from(await response.body.arrayBuffer());
  // A refusal is quick: counted as an answer it would win.
  if (response.statusCode !== 200 || refusals.some((refusal) => answer.includes(refusal))) {
    throw new Error(`${server.name} answered ${response.statusCode}: ${answer.toString().slice(0, 1000)}`);
  }
  return answer;
}

const refusals = ['"errors":[', '"userErrors":[{'];
