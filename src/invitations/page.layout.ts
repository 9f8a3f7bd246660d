import { Html, html } from './page.html.ts';
import { style } from './page.style.ts';
import { pageLanguageOf, wordsIn } from './page.words.ts';

export interface Layout {
  /** The language of what is asked; the page's own words are in it where it has them. */
  language: string;
  title: string;
  body: Html;
  footer?: Html | null;
}

/** A whole page. Everything it needs is in it: it asks for nothing more, and has no script. */
export function layout({ language, title, body, footer = null }: Layout): string {
  return html`<!doctype html>
<html lang="${pageLanguageOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>
<main><div class="card">
${body}
</div></main>
${footer}
</body>
</html>
`.text;
}

/** A page that says one thing. */
export function notice(
  language: string,
  [title, sentence]: readonly [string, string],
  more: { body?: Html; footer?: Html } = {},
): string {
  const { survey } = wordsIn(language);
  return layout({
    language,
    title: `${title} – ${survey}`,
    body: html`<h1>${title}</h1>
<p>${sentence}</p>
${more.body ?? null}`,
    footer: more.footer ?? null,
  });
}
