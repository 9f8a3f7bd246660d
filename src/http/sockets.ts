import { maxHeaderSize, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { securityHeaders } from './origins.ts';
import { isOutage, outageHead } from './outage.ts';
import type { Refusal } from './refusals.ts';

/** Refuses what is no request of HTTP, or did not become a whole one, and which Fastify therefore never saw. */
export function refuseUnread(fault: { code: string }, socket: Socket): void {
  refuseOn(socket, { code: 'BAD_REQUEST', ...(unread.get(fault.code) ?? notHttp) });
}

/** Answers beside Node, in the form of GraphQL, and closes the connection. Nothing may have been answered on it yet. */
export function refuseOn(socket: Socket, { status, code, message }: Refusal): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const headers = Object.entries({
    ...securityHeaders,
    ...(isOutage(code) ? Object.fromEntries(outageHead(code).headers) : {}),
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers.map((header) => header.join(': '))];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

const notHttp = { status: 400, message: 'This is not a request of HTTP/1.1.' };

const unread = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    { status: 431, message: `The headers are larger than ${maxHeaderSize / 1_024} KiB. Send fewer.` },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: 408, message: 'The request did not arrive in time. Send all of it within REQUEST_SECONDS.' },
  ],
]);
