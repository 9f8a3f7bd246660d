import { languageOfTag } from '../kernel/text.ts';

/** How hard texts are to read, against a newspaper of the same language. */
export const readingLevels = ['EASY', 'NORMAL', 'HARD'] as const;
export type ReadingLevel = (typeof readingLevels)[number];

export interface ReadingEase {
  language: string;
  /** Words per sentence and the percentage of words of more than six letters, added up; null without a word. */
  lix: number | null;
  /** The LIX of newspapers in the language; null where none has been published. */
  newspaperLix: number | null;
  level: ReadingLevel | null;
}

/** Björnsson 1983, Readability of newspapers in 11 languages. Estonian is not among them. */
const newspapers: ReadonlyMap<string, number> = new Map([
  ['sv', 47],
  ['no', 48],
  ['nb', 48],
  ['da', 51],
  ['en', 52],
  ['fr', 55],
  ['de', 59],
  ['it', 65],
  ['ru', 65],
  ['es', 67],
  ['pt', 70],
  ['fi', 72],
]);
/** Björnsson 1968: a normal text is one of the ten around the middle. */
const halfBand = 5;
/** Of fewer words, one more long word moves the figure further than all that it tells. */
const leastWords = 10;
const longWord = 7;

/**
 * LIX (Björnsson 1968) of texts taken together. Languages differ in how long their words are, so that a level is told
 * only of those for which one knows what is normal.
 */
export function readingEase(texts: readonly string[], language: string): ReadingEase {
  const sentences = texts.flatMap((text) => sentencesOf(text, language));
  const words = sentences.flat();
  const longCount = words.filter((word) => lettersOf(word) >= longWord).length;
  const lix = words.length === 0 ? null : words.length / sentences.length + (100 * longCount) / words.length;
  const newspaperLix = newspapers.get(languageOfTag(language)) ?? null;
  const level = words.length < leastWords ? null : levelOf(lix, newspaperLix);
  return { language, lix, newspaperLix, level };
}

/** The sentences of a text, each as its words; what has no word is none. */
export function sentencesOf(text: string, language: string): string[][] {
  const sentences = new Intl.Segmenter(language, { granularity: 'sentence' });
  return Array.from(sentences.segment(text), ({ segment }) => wordsOf(segment, language)).filter(
    ({ length }) => length > 0,
  );
}

export function wordsOf(text: string, language: string): string[] {
  const words = new Intl.Segmenter(language, { granularity: 'word' });
  return Array.from(words.segment(text)).flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}

function lettersOf(word: string): number {
  return word.match(/\p{L}/gu)?.length ?? 0;
}

function levelOf(lix: number | null, newspaperLix: number | null): ReadingLevel | null {
  if (lix === null || newspaperLix === null) return null;
  if (lix < newspaperLix - halfBand) return 'EASY';
  return lix > newspaperLix + halfBand ? 'HARD' : 'NORMAL';
}
