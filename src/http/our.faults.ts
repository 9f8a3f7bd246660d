import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../api/errors.ts';
import { isUnreachable } from '../database/database.ts';
import { loggable } from './error.log.ts';

/** What a caller is told of a fault of ours. The request id finds the rest in the log. */
export interface OurFault {
  status: 500 | 503;
  code: Extract<ErrorCode, 'INTERNAL' | 'UNAVAILABLE'>;
  message: string;
}

export function ourFault(fault: unknown): OurFault {
  return isUnreachable(fault)
    ? { status: 503, code: 'UNAVAILABLE', message: 'The database does not answer. Try again shortly.' }
    : {
        status: 500,
        code: 'INTERNAL',
        message: 'Something went wrong on our side. The request id finds it in the log.',
      };
}

/** Work before GraphQL begins, which has nobody else to log its faults and name the request in them. */
export async function reported<Result>(
  request: FastifyRequest,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof GraphQLError) throw fault;
    request.log.error({ err: loggable(fault) }, 'a request failed');
    const { status, code, message } = ourFault(fault);
    throw new GraphQLError(message, { extensions: { code, requestId: request.id, http: { status } } });
  }
}
