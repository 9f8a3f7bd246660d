import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { badRequest, documentNotAllowed, documentNotFound } from '../api/errors.ts';
import { hashOf } from '../documents/document.rules.ts';
import type { KnownDocument } from '../documents/known.documents.ts';
import type { HttpContext } from './request.ts';

/** Which documents there are, and whether nothing else is run. */
export interface DocumentPolicy {
  findDocument(name: string): Promise<KnownDocument | null>;
  documentsOnly: boolean;
}

/**
 * The registered document a request asks for by its hash or id; null when it brings a query of its own, or a hash that
 * Apollo may know. Throws what a request is told whose document there is not, or must not be run.
 */
export async function trustedDocument(
  { findDocument, documentsOnly }: DocumentPolicy,
  request: FastifyRequest,
): Promise<KnownDocument | null> {
  const { query, persisted, name } = asked(request);
  if (query !== null) {
    if (documentsOnly) throw documentNotAllowed();
    if (persisted !== null && persisted !== hashOf(query)) {
      throw badRequest('The sha256Hash is not the SHA-256 of the query.');
    }
    return null;
  }
  const document = name === null || name.length > longestName ? null : await findDocument(name);
  if (document) return document;
  if (documentsOnly) throw documentNotAllowed();
  if (name !== null && persisted === null) throw documentNotFound();
  return null;
}

/** Puts the text of the document into the request before anybody has looked at it. */
export const runTrusted: ApolloServerPlugin<HttpContext> = {
  async requestDidStart({ request, contextValue: { document } }) {
    if (!document) return;
    request.query = document.text;
    // Apollo would compare the hash, which may be another one than its own, and keep the text a second time.
    const { persistedQuery: _, ...extensions } = request.extensions ?? {};
    request.extensions = extensions;
  },
};

const longestName = 200;

interface Asked {
  query: string | null;
  /** The hash of Apollo's extension. */
  persisted: string | null;
  name: string | null;
}

function asked(request: FastifyRequest): Asked {
  const isGet = request.method === 'GET';
  const given = recordOf(isGet ? request.query : request.body);
  const extensions = isGet ? parsedRecord(given.extensions) : recordOf(given.extensions);
  const persisted = hashIn(extensions.persistedQuery);
  // `documentId` is GraphQL over HTTP, the others are Relay's.
  const name = [persisted, given.documentId, given.doc_id, given.id].find(isText) ?? null;
  return {
    query: isText(given.query) ? given.query : null,
    persisted,
    name: name?.replace(/^sha256:/, '') ?? null,
  };
}

function hashIn(extension: unknown): string | null {
  if (!extension) return null;
  const { version, sha256Hash } = recordOf(extension);
  if (version === 1 && isText(sha256Hash)) return sha256Hash;
  throw badRequest('The extension persistedQuery takes version 1 and a sha256Hash.');
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Nothing for what is no JSON: Apollo says so. */
function parsedRecord(text: unknown): Record<string, unknown> {
  try {
    return typeof text === 'string' ? recordOf(JSON.parse(text)) : {};
  } catch {
    return {};
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
