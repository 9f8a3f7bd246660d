import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../api/errors.ts';
import { loggable } from './error.log.ts';
import { securityHeaders } from './origins.ts';
import { isOurs, ourFault } from './our.faults.ts';
import { isOutage, outageHead, tooBusy } from './outage.ts';

/** What never reached GraphQL is refused in its form all the same, and without what was sent. */
export function refuseInForm(app: FastifyInstance): void {
  app.setErrorHandler(refuseFault);
  app.setNotFoundHandler((request, reply) =>
    refuse(request, reply, {
      status: 404,
      code: 'BAD_REQUEST',
      message: 'There is nothing at this address. GraphQL is at /graphql.',
    }),
  );
}

export function refuseFault(fault: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = fault.statusCode ?? 500;
  if (status === 503) {
    return refuse(request, reply, { status, ...tooBusy });
  }
  if (status >= 500) {
    request.log.error({ err: loggable(fault) }, 'a request failed');
    const { code, message } = ourFault(fault);
    return refuse(request, reply, {
      status: code === 'INTERNAL' ? status : outageHead(code).status,
      code,
      message,
    });
  }
  const message = sayings.get(fault.code) ?? `${STATUS_CODES[status] ?? 'Bad Request'}.`;
  return refuse(request, reply, { status, code: 'BAD_REQUEST', message });
}

/** Fastify's own sentences name our framework, and one the address. */
const sayings = new Map([
  ['FST_ERR_BAD_URL', 'The address cannot be read.'],
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'The body is larger than 1 MiB.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'The body is empty.'],
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'The body is not JSON.'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'The body has to be application/json.'],
]);

export interface Refusal {
  status: number;
  code: ErrorCode;
  message: string;
}

/** Answers without GraphQL, in its form. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, message }: Refusal,
): FastifyReply {
  request.code = code;
  const extensions = { code, ...(isOurs(code) ? { requestId: request.id } : {}) };
  if (isOutage(code)) reply.headers(Object.fromEntries(outageHead(code).headers));
  // What cannot be routed has passed none of our hooks.
  return reply
    .code(status)
    .headers(securityHeaders)
    .send({ errors: [{ message, extensions }] });
}
