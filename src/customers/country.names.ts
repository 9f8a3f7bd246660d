import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import { folded } from '../kernel/text.ts';

const codes = new Set(Object.keys(english.countries));
const codesByName = new Map<string, string>(
  Object.entries(english.countries).flatMap(([code, names]) =>
    [names].flat().map((name): [string, string] => [folded(name), code]),
  ),
);

/** The ISO 3166-1 alpha-2 code of a country by that code or its English name; null when there is none. */
export function countryNamed(text: string): string | null {
  const code = text.trim().toUpperCase();
  return codes.has(code) ? code : (codesByName.get(folded(text)) ?? null);
}
