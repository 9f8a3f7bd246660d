import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { getStaticFile } from 'ruru/static';
import { z } from 'zod';
import { type ExampleOperation, explorerPage } from './explorer-page.ts';
import { explorerScript } from './explorer-script.ts';

export interface ExplorerOptions {
  graphqlPath: string;
  /** Filled into the headers editor; null outside trial mode. */
  trialKey: string | null;
  /** One tab each; the first is open. */
  examples: readonly ExampleOperation[];
}

/** Everything comes from our own origin, and the page may ask nothing of another. */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    // Monaco, the editor, writes style elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** For ever: the version, or the content's hash, is in the path. */
const immutable = 'public, max-age=31536000, immutable';

/** The explorer at `/` for a browser; everything it loads is below `/explorer/`. */
export function registerExplorer(app: FastifyInstance, options: ExplorerOptions): void {
  const ruruPath = `/explorer/ruru-${ruruVersion()}/`;
  const script = explorerScript(ruruPath);
  const scriptPath = `/explorer/start-${digest(script)}.js`;
  const page = (trialKey: string | null) => explorerPage({ ...options, trialKey, ruruPath, scriptPath });
  const openPage = page(null);
  const trialPage = page(options.trialKey);

  app.get('/', (request, reply) => {
    reply.header('vary', 'accept');
    if (!acceptsHtml(request)) return reply.callNotFound();
    return reply
      .headers({ ...headers, 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' })
      .send(isAskedFromHere(request) ? trialPage : openPage);
  });

  app.get(scriptPath, (_request, reply) =>
    reply
      .headers({ ...headers, 'cache-control': immutable, 'content-type': 'text/javascript; charset=utf-8' })
      .send(script),
  );

  app.get(`${ruruPath}*`, async (request, reply) => {
    const file = await getStaticFile({
      staticPath: ruruPath,
      urlPath: request.url,
      acceptEncoding: request.headers['accept-encoding'],
      disallowDevAssets: true,
    });
    if (file === null) return reply.callNotFound();
    return reply
      .headers({ ...headers, ...file.headers, 'cache-control': immutable, vary: 'accept-encoding' })
      .send(file.content);
  });
}

function acceptsHtml(request: FastifyRequest): boolean {
  return /text\/(html|\*)|\*\/\*/.test(request.headers.accept ?? '*/*');
}

/**
 * A foreign name that resolves to this machine (DNS rebinding) would let its page read ours, and the key in it. A proxy on
 * this machine asks by a name of ours on behalf of anybody.
 */
function isAskedFromHere({ headers }: FastifyRequest): boolean {
  const isByProxy = Object.keys(headers).some((name) =>
    /^(via|forwarded|x-forwarded-.*|x-real-ip)$/.test(name),
  );
  return !isByProxy && /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? '');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Ruru's files keep their names from version to version, so its version goes into their path. */
function ruruVersion(): string {
  const entry = createRequire(import.meta.url).resolve('ruru/static');
  const manifest = readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}
