import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { CannotListen } from '../cli/fault.ts';
import type { Config } from '../config.ts';

type Address = Pick<Config, 'port' | 'host'>;

/** Answers the port, which the system chose when the setting is 0. Throws `CannotListen`. */
export async function listen(app: FastifyInstance, { port, host }: Address): Promise<number> {
  await app.listen({ port, host }).catch((cause) => refuse({ port, host }, cause));
  return portOf(app.server.address()) ?? port;
}

/** The port that several processes can listen on, settled by one. Throws `CannotListen`, which each of them would. */
export async function portFor({ port, host }: Address): Promise<number> {
  const server = createServer().listen(port, host);
  await once(server, 'listening').catch((cause) => refuse({ port, host }, cause));
  const address = server.address();
  server.close();
  await once(server, 'close');
  return portOf(address) ?? port;
}

function portOf(address: ReturnType<Server['address']>): number | null {
  return typeof address === 'object' && address ? address.port : null;
}

function refuse({ port, host }: Address, cause: unknown): never {
  const reason = reasons.get(cause instanceof Error && 'code' in cause ? cause.code : '') ?? String(cause);
  throw new CannotListen(`Cannot listen at ${host}, port ${port}: ${reason}`, { cause });
}

const reasons = new Map<unknown, string>([
  ['EADDRINUSE', 'another program does. PORT takes another port; 0 takes a free one.'],
  ['EACCES', 'that is not allowed. PORT takes one from 1024 up.'],
  ['EADDRNOTAVAIL', 'that is no address of this machine. HOST takes one that is.'],
  ['ENOTFOUND', 'nothing has that name. HOST takes an address of this machine.'],
]);
