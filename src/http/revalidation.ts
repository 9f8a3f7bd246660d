import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpContext } from './request.ts';

/**
 * Gives the answer to a registered document asked for by GET a tag of its data. The tag is weak: notes beside the data,
 * such as what is left of a budget, change from answer to answer.
 */
export const tagged: ApolloServerPlugin<HttpContext> = {
  async requestDidStart({ request, contextValue }) {
    if (request.http?.method !== 'GET' || !contextValue.document) return;
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single' || response.body.singleResult.errors) return;
        response.http.headers.set('etag', tagOf(response.body.singleResult.data));
      },
    };
  },
};

/** What may be kept by whom: a tagged answer by the client alone, who asks whether it still holds; others by nobody. */
export async function keepPrivate(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const tag = reply.getHeader('etag');
  reply.header('cache-control', tag === undefined ? 'no-store' : 'private, no-cache');
  addVary(reply, 'Authorization');
  if (tag === undefined || !isHeld(request.headers['if-none-match'], String(tag))) return payload;
  reply.code(304).removeHeader('content-type');
  return null;
}

function tagOf(data: unknown): string {
  return `W/"${createHash('sha256').update(JSON.stringify(data)).digest('base64url')}"`;
}

function isHeld(held: string | undefined, tag: string): boolean {
  return (held ?? '').split(',').some((one) => one.trim() === tag);
}

/** Beside what others said the answer depends on: the origin, where other origins may ask. */
function addVary(reply: FastifyReply, name: string): void {
  const others = [reply.getHeader('vary') ?? []].flat().map(String);
  reply.header('vary', [...others, name].join(', '));
}
