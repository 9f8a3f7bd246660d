import { html } from './page.html.ts';
import { notice } from './page.layout.ts';
import { wordsIn } from './page.words.ts';

/** Said to whoever has answered. `suffix` is what a chosen language adds to addresses. */
export function thanksPage(language: string, suffix: string): string {
  const { thanks, never } = wordsIn(language);
  return notice(language, thanks, {
    footer: html`<footer><a href="never${suffix}">${never}</a></footer>`,
  });
}

/** Asks whether somebody never wants to be asked again: a look at a page, as machines take it too, settles nothing. */
export function neverPage(language: string, back: string): string {
  const { neverAsk, neverDo, neverBack } = wordsIn(language);
  return notice(language, neverAsk, {
    body: html`<form method="post" action="">
<div class="actions">
<button>${neverDo}</button>
<a class="button plain" href="${back}">${neverBack}</a>
</div>
</form>`,
  });
}
