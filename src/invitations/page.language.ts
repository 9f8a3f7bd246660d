import { languageOfTag } from '../kernel/text.ts';
import { pageLanguages } from './page.words.ts';

/** Of the languages there are, the one that is wanted; null when there is none of those named. */
export function matching(wanted: string | null | undefined, there: readonly string[]): string | null {
  if (!wanted) return null;
  const exact = there.find((language) => language.toLowerCase() === wanted.toLowerCase());
  return exact ?? there.find((language) => languageOfTag(language) === languageOfTag(wanted)) ?? null;
}

/** What a browser would rather read, the best first: `sv;q=0.8, fi` → fi, sv. */
export function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [, language = '', quality = '1'] = /^\s*([\w-]+)\s*(?:;\s*q=([\d.]+))?\s*$/.exec(part) ?? [];
      return { language, quality: Number(quality) || 0 };
    })
    .filter(({ language, quality }) => language !== '' && quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ language }) => language);
}

/** The first that matches; where none does, the first there is. */
export function languageFor(
  wanted: readonly (string | null | undefined)[],
  there: readonly string[],
): string {
  for (const language of wanted) {
    const found = matching(language, there);
    if (found !== null) return found;
  }
  return there[0] ?? 'en';
}

/** In which language to speak to somebody of whom nothing but their browser is known. */
export function languageOfBrowser(chosen: string | null, accepted: string | undefined): string {
  return languageFor([chosen, ...acceptedLanguages(accepted), 'en'], pageLanguages);
}
