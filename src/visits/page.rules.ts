import { dataIn, type Json, shortened, wordIn } from './message.fields.ts';

/** What a view of a page or a screen says of the visit that may begin with it. */
export interface PageView {
  path: string | null;
  referrer: string | null;
  campaign: string | null;
  campaignSource: string | null;
  campaignMedium: string | null;
  device: string | null;
}

const longestPath = 500;
const longestWord = 200;

interface Viewed {
  kind: string;
  name: string | null;
  properties: Json;
}

export function pageViewOf({ kind, name, properties }: Viewed, context: Json): PageView {
  const page = { ...dataIn(context.page), ...properties };
  const url = urlIn(wordIn(page, 'url'));
  const referrer = urlIn(wordIn(page, 'referrer'));
  return {
    path: kind === 'screen' ? name : cut(wordIn(page, 'path') ?? url?.pathname ?? name, longestPath),
    // A page of the same site is where the visitor was before a pause, not where they come from.
    referrer: referrer && referrer.host !== url?.host ? cut(withoutQuery(referrer), longestPath) : null,
    ...campaignOf(dataIn(context.campaign), url ?? urlIn(`http://page/${wordIn(page, 'search') ?? ''}`)),
    device: deviceOf(context),
  };
}

function campaignOf(campaign: Json, url: URL | null) {
  const tagged = (name: string) => url?.searchParams.get(`utm_${name}`) || null;
  return {
    campaign: cut(wordIn(campaign, 'name') ?? tagged('campaign'), longestWord),
    campaignSource: cut(wordIn(campaign, 'source') ?? tagged('source'), longestWord),
    campaignMedium: cut(wordIn(campaign, 'medium') ?? tagged('medium'), longestWord),
  };
}

/** `phone`, `tablet`, `computer` or `bot`, by what the browser calls itself; of an app the system it runs on. */
function deviceOf(context: Json): string | null {
  const type = wordIn(dataIn(context.device), 'type');
  if (type) return cut(type.toLowerCase(), longestWord);
  const agent = wordIn(context, 'userAgent', 'user_agent');
  if (!agent) return null;
  if (/bot\b|crawler|spider/i.test(agent)) return 'bot';
  if (/ipad|tablet|kindle|android(?!.*mobile)/i.test(agent)) return 'tablet';
  return /mobi|iphone|ipod/i.test(agent) ? 'phone' : 'computer';
}

/** Queries hold searches, names and keys of whoever looked. */
function withoutQuery({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

function urlIn(text: string | null): URL | null {
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null;
}

function cut(text: string | null, longest: number): string | null {
  // An address may hold U+0000 in a form that no check of the call sees: %00.
  return text === null ? null : shortened(text.replaceAll('\0', ''), longest);
}
