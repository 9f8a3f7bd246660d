import { HeaderMap } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../api/errors.ts';
import { loggable } from './error.log.ts';
import { isOutage, outageHead, outageOf } from './outage.ts';

/** What a caller is told of a fault of ours. The request id finds the rest in the log. */
export interface OurFault {
  code: Extract<ErrorCode, 'INTERNAL' | 'UNAVAILABLE' | 'TIMEOUT'>;
  message: string;
}

/** Whether an error of this code is ours, so that its request id should be told with it. */
export function isOurs(code: unknown): code is OurFault['code'] {
  return code === 'INTERNAL' || isOutage(code);
}

export function ourFault(fault: unknown): OurFault {
  return (
    outageOf(fault) ?? {
      code: 'INTERNAL',
      message: 'Something went wrong on our side. The request id finds it in the log.',
    }
  );
}

/** Work before GraphQL begins, which has nobody else to log its faults and name the request in them. */
export async function reported<Result>(
  request: FastifyRequest,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof GraphQLError) {
      request.code = String(fault.extensions.code);
      throw fault;
    }
    const { code, message, http } = faultReported(request, fault);
    throw new GraphQLError(message, { extensions: { code, requestId: request.id, http } });
  }
}

/** Logs a fault of ours, and says how the request it ended is answered. */
export function faultReported(
  request: FastifyRequest,
  fault: unknown,
): OurFault & { http: ReturnType<typeof outageHead> } {
  request.log.error({ err: loggable(fault) }, 'a request failed');
  const { code, message } = ourFault(fault);
  request.code = code;
  const http = code === 'INTERNAL' ? { status: 500, headers: new HeaderMap() } : outageHead(code);
  return { code, message, http };
}
