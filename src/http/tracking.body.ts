import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What Segment's API takes at once. */
export const largestTrackedBody = 500 * 1_024;

const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/**
 * JSON under any name: what a browser sends without asking first is called text. Packed bodies are unpacked, up to the
 * size that others may have.
 */
export function takeTrackedBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: largestTrackedBody },
    async (request: FastifyRequest, body: Buffer) => parsed(await unpacked(request, body)),
  );
}

async function unpacked({ headers }: FastifyRequest, body: Buffer): Promise<Buffer> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return body;
  const decode = decoders.get(encoding);
  if (!decode) throw unreadable('FST_ERR_CTP_INVALID_MEDIA_TYPE');
  try {
    return await decode(body, { maxOutputLength: largestTrackedBody });
  } catch (fault) {
    const isTooLarge = (fault as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw unreadable(isTooLarge ? 'FST_ERR_CTP_BODY_TOO_LARGE' : 'FST_ERR_CTP_INVALID_JSON_BODY');
  }
}

function parsed(body: Buffer): unknown {
  if (body.length === 0) throw unreadable('FST_ERR_CTP_EMPTY_JSON_BODY');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw unreadable('FST_ERR_CTP_INVALID_JSON_BODY');
  }
}

/** In the form of Fastify's own. */
function unreadable(code: string): Error {
  return Object.assign(new Error('The body cannot be read.'), { code, statusCode: 400 });
}
