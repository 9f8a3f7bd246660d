import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Headers that force a browser to ask first, of which Apollo wants one on a GET. */
export const preflightHeaders = ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'];

const requestHeaders = [
  'Authorization',
  'Content-Type',
  'If-None-Match',
  'Apollo-Require-Preflight',
  'X-Apollo-Operation-Name',
  'ApolloGraphQL-Client-Name',
  'ApolloGraphQL-Client-Version',
  'Traceparent',
  'Tracestate',
];
const answerHeaders = ['ETag', 'Retry-After', 'X-Request-Id'];

/** How long a browser may believe a preflight; Chromium believes none for longer. */
const preflightSeconds = 7_200;

/** Lets the pages of these origins call the API from a browser, and no others. */
export async function admitOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await app.register(cors, {
    // One at a time, so that an origin which is not on the list gets no header of CORS at all.
    origin: (origin, admit) => admit(null, origin !== undefined && origins.includes(origin) && origin),
    methods: ['GET', 'POST'],
    allowedHeaders: requestHeaders,
    exposedHeaders: answerHeaders,
    maxAge: preflightSeconds,
  });
}

/** On every answer; a page of ours that shows something, such as the explorer, has a policy of its own. */
export const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function sendSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(securityHeaders);
  });
}
