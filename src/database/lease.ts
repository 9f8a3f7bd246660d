import { connect } from 'node:net';
import type { PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { isBegin } from './pool.ts';
import { type Result, runStatement } from './rows.ts';
import { Turns } from './turns.ts';
import { type Work, workAtHand } from './work.ts';

/** What the types of pg leave out: where a connection leads, and what another one names it by to stop it. */
type Client = pg.PoolClient & { host: string; port: number; processID?: number; secretKey?: number };

const nothing: Result = { command: 'ROLLBACK', rowCount: 0, rows: [] };
const longestCancelMilliseconds = 1_000;

/** What one piece of work may have of the pool at once: who asks much in one request must leave some to the others. */
const share = 2 / 5;

/** A connection for the work at hand, which need not wait for one longer than it is wanted. */
export async function lease(pool: pg.Pool): Promise<PostgresPoolClient> {
  const work = workAtHand();
  if (!work) return leased((await pool.connect()) as Client);
  if (work.calledOff) throw work.calledOff;
  work.turns ??= new Turns(Math.ceil(pool.options.max * share));
  const connecting = inTurn(pool, work, work.turns);
  const putBack = () => {
    connecting.then(
      (client) => client.release(),
      () => {},
    );
  };
  return work.whileWanted(connecting, putBack);
}

async function inTurn(pool: pg.Pool, work: Work, turns: Turns): Promise<PostgresPoolClient> {
  await turns.take();
  try {
    if (work.calledOff) throw work.calledOff;
    return leased((await pool.connect()) as Client, () => turns.giveBack());
  } catch (error) {
    turns.giveBack();
    throw error;
  }
}

/** One for each connection. Its values lead back to their keys, which is why it must not have one for each lease. */
const lendables = new WeakMap<Client, Lendable>();

/** A connection as Kysely takes it, to be lent again and again. */
type Lendable = (onRelease: () => void) => PostgresPoolClient;

function leased(client: Client, onRelease: () => void = () => {}): PostgresPoolClient {
  const known = lendables.get(client) ?? lendable(client);
  lendables.set(client, known);
  return known(onRelease);
}

/**
 * A connection lent for a statement or a transaction at a time. Work that is called off leaves it at once: PostgreSQL is
 * asked to stop the statement, and the connection is closed instead of put back, which rolls its transaction back and
 * keeps a late cancel from meeting somebody else's statement.
 *
 * It is the same object each time: Kysely remembers those it has met in a weak map, and what such a map has leads to
 * outlives small collections. A new one for each lease kept its whole request until the next large one.
 */
function lendable(client: Client): Lendable {
  let broken: Error | undefined;
  let returned: (() => void) | null = null;

  function release(): void {
    const told = returned;
    if (told === null) return;
    returned = null;
    client.release(broken);
    told();
  }

  function run(statement: string | object, values: readonly unknown[], isCommit: boolean): Promise<Result> {
    const work = workAtHand();
    if (!work) return sent(client, statement, values);
    if (work.calledOff) throw work.calledOff;
    return work.whileWanted(sent(client, statement, values), (reason) => {
      broken = reason;
      // A commit under way is let finish: whether it did is then for the caller to ask.
      if (!isCommit) cancel(client);
    });
  }

  async function query(statement: string | object, values: readonly unknown[] = []): Promise<Result> {
    if (statement === 'rollback') return rollback();
    if (broken) throw broken;
    try {
      return await run(statement, values, statement === 'commit');
    } catch (error) {
      if (isBegin(statement)) {
        // Closed, so that whoever puts it back a second time does not put back what others have by then.
        broken ??= faultOf(error);
        release();
      }
      throw error;
    }
  }

  /** Never fails: a connection that cannot roll back is closed, which does. Kysely would keep it for good. */
  async function rollback(): Promise<Result> {
    if (broken) return nothing;
    try {
      return await sent(client, 'rollback', []);
    } catch (error) {
      broken = faultOf(error);
      return nothing;
    }
  }

  const lent = { query: query as unknown as PostgresPoolClient['query'], release };
  return (onRelease) => {
    returned = onRelease;
    return lent;
  };
}

function faultOf(error: unknown): Error {
  return error instanceof Error ? error : new Error('A connection failed.', { cause: error });
}

const mostPrepared = 500;
/** A plan takes many times its text; what filters make can be large, and is seldom asked twice. */
const longestPrepared = 2_000;
const names = new Map<string, string>();

/**
 * Has PostgreSQL keep what it made of a statement: parsing and planning are a third of the cost of a small read. Only
 * so many texts are kept, since each stays in every connection; the rest run as they come.
 */
function sent(client: Client, statement: string | object, values: readonly unknown[]): Promise<Result> {
  if (typeof statement !== 'string') return client.query(statement as pg.QueryConfig);
  return runStatement(client, { name: nameOf(statement), text: statement, values });
}

function nameOf(text: string): string | undefined {
  if (text.length > longestPrepared) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= mostPrepared) return known;
  if (!/^\s*(select|insert|update|delete|with)\b/i.test(text)) return undefined;
  const name = `clientele_${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * The protocol's own message to stop what a connection runs, on a connection of its own: it needs no login, so that it
 * gets through when all connections are taken.
 */
function cancel({ host, port, processID = 0, secretKey = 0 }: Client): void {
  const request = Buffer.alloc(16);
  request.writeInt32BE(16, 0);
  request.writeInt32BE(80_877_102, 4);
  request.writeInt32BE(processID, 8);
  request.writeInt32BE(secretKey, 12);
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  socket.on('error', () => {});
  socket.setTimeout(longestCancelMilliseconds, () => socket.destroy());
  socket.end(request);
}
