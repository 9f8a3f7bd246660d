import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { Context } from '../api/context.ts';
import type { ErrorCode } from '../api/errors.ts';
import { isCalledOff, isFull, isLostRace, isUnreachable } from '../database/faults.ts';

/** What a request is told that met a bad moment: nothing is wrong with it, and it may be tried again. */
export interface Outage {
  code: Extract<ErrorCode, 'UNAVAILABLE' | 'TIMEOUT'>;
  message: string;
}

export const tooBusy: Outage = {
  code: 'UNAVAILABLE',
  message: 'The server is too busy. Try again shortly.',
};

const statuses = { UNAVAILABLE: 503, TIMEOUT: 504 } as const;
const retryAfterSeconds = '1';

/** How HTTP says it, in Apollo's form. */
export function outageHead(code: Outage['code']): { status: number; headers: HeaderMap } {
  return { status: statuses[code], headers: new HeaderMap([['retry-after', retryAfterSeconds]]) };
}

/** What an error from the database says about the moment; null for one that says something of the request. */
export function outageOf(error: unknown): Outage | null {
  if (isFull(error)) {
    return {
      code: 'UNAVAILABLE',
      message: 'The disk of the database is full. Nothing was changed.',
    };
  }
  if (isUnreachable(error)) {
    return { code: 'UNAVAILABLE', message: 'The database does not answer. Try again shortly.' };
  }
  if (isLostRace(error)) {
    return {
      code: 'UNAVAILABLE',
      message: 'Others kept changing the same. Nothing was changed. Try again shortly.',
    };
  }
  return isCalledOff(error)
    ? {
        code: 'TIMEOUT',
        message:
          'This took longer than a request may and was called off. To be sure of a change, repeat it with the same idempotencyKey.',
      }
    : null;
}

/** An answer without data because of an outage says so in its status, so that proxies and clients know to try again. */
export const outageStatus: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== 'single') return;
        const { errors, data } = response.body.singleResult;
        if (!errors) return;
        const code = errors[0]?.extensions?.code;
        if (typeof code === 'string') contextValue.settle(code);
        const outage = errors.map(({ extensions }) => extensions?.code).find(isOutage);
        if (!outage || hasData(data)) return;
        const { status, headers } = outageHead(outage);
        response.http.status = status;
        for (const [name, value] of headers) response.http.headers.set(name, value);
      },
    };
  },
};

export function isOutage(code: unknown): code is Outage['code'] {
  return code === 'UNAVAILABLE' || code === 'TIMEOUT';
}

function hasData(data: Record<string, unknown> | null | undefined): boolean {
  return Object.values(data ?? {}).some((value) => value !== null);
}
