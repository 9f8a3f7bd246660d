import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pace } from '../access/pace.ts';
import { faultReported } from './our.faults.ts';

/** The pages on which customers answer surveys: what is in them is a slice's business. */
export interface SurveyPages {
  /** Of the one style that the pages have. */
  styleHash: string;
  answer(request: SurveyPageRequest): Promise<SurveyPageAnswer>;
  gone(wish: LanguageWish): ShownPage;
  stopped(wish: LanguageWish): ShownPage;
  failed(wish: LanguageWish): string;
  wait(wish: LanguageWish, seconds: number): string;
}

export interface LanguageWish {
  query: URLSearchParams;
  acceptLanguage: string | undefined;
}

export interface SurveyPageRequest extends LanguageWish {
  token: string;
  screen: (typeof screens)[number];
  /** null for those who only look. */
  form: URLSearchParams | null;
}

export interface ShownPage {
  status: number;
  html: string;
}

export type SurveyPageAnswer = ShownPage | { location: string };

const screens = ['question', 'never', 'thanks'] as const;
const largestForm = 65_536;

export interface SurveyPagesOptions {
  pages: SurveyPages;
  pace: Pace;
  /** Where this server is reached from outside; null where nobody said. */
  publicUrl: string | null;
}

/** `/survey/<token>` and what belongs to it. No key is asked for: the token is one. */
export async function registerSurveyPages(
  app: FastifyInstance,
  { pages, pace, publicUrl }: SurveyPagesOptions,
): Promise<void> {
  const headers = headersFor(pages.styleHash);
  await app.register(async (scope) => {
    takeForms(scope);
    scope.addHook('onRequest', async (_request, reply) => {
      reply.headers(headers);
    });
    scope.setErrorHandler((fault: FastifyError, request, reply) => refuseFault(pages, fault, request, reply));
    scope.get('/survey/stopped', async (request, reply) => send(reply, pages.stopped(wishOf(request))));
    for (const screen of screens) {
      const url = screen === 'question' ? '/survey/:token' : `/survey/:token/${screen}`;
      scope.get(url, (request, reply) => answer(request, reply, screen, null));
      if (screen === 'thanks') continue;
      scope.post(url, (request, reply) => {
        const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
        return answer(request, reply, screen, form);
      });
    }
    // What a mail program adds to an address has to be met here as well, so that no log has the token.
    scope.all('/survey/*', async (request, reply) => send(reply, pages.gone(wishOf(request))));
  });

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    screen: SurveyPageRequest['screen'],
    form: URLSearchParams | null,
  ): Promise<FastifyReply> {
    const wish = wishOf(request);
    const { token } = request.params as { token: string };
    const seconds = await pace.turn(request.ip, token);
    if (seconds > 0) {
      request.code = 'RATE_LIMITED';
      reply.header('retry-after', seconds);
      return send(reply, { status: 429, html: pages.wait(wish, seconds) });
    }
    if (form !== null && !isFromHere(request, publicUrl)) {
      request.code = 'BAD_REQUEST';
      return send(reply, { ...pages.gone(wish), status: 403 });
    }
    return send(reply, await pages.answer({ ...wish, token, screen, form }));
  }
}

/** Nothing but the page itself and its style; it is kept nowhere and found by no search. */
function headersFor(styleHash: string) {
  return {
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `style-src '${styleHash}'`,
      'img-src data:',
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // With no-referrer a browser would call the origin of a form null.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
  };
}

function takeForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: largestForm },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  );
}

/** Whether a form was sent from a page of ours. A browser says so; what is none has only the token to show. */
function isFromHere({ headers, host }: FastifyRequest, publicUrl: string | null): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin === undefined) return true;
  const hosts = [host, ...(publicUrl === null ? [] : [new URL(publicUrl).host])];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

function wishOf({ url, headers }: FastifyRequest): LanguageWish {
  const at = url.indexOf('?');
  return {
    query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)),
    acceptLanguage: headers['accept-language'],
  };
}

function send(reply: FastifyReply, answer: SurveyPageAnswer): FastifyReply {
  if ('location' in answer) return reply.redirect(answer.location, 303);
  return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html);
}

function refuseFault(
  pages: SurveyPages,
  fault: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const wish = wishOf(request);
  const status = fault.statusCode ?? 500;
  if (status < 500) {
    request.code = 'BAD_REQUEST';
    return send(reply, { status, html: pages.failed(wish) });
  }
  const { http } = faultReported(request, fault);
  reply.headers(Object.fromEntries(http.headers));
  return send(reply, { status: http.status, html: pages.failed(wish) });
}
