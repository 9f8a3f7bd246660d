import type { SentimentMethod } from './method.ts';

/** Words, and what each says of a feeling: from -5, the worst, to 5, the best (Nielsen 2011). */
export type WordList = Readonly<Record<string, number>>;

export interface Lexicon {
  name: string;
  words: WordList;
  /** Words that turn what soon follows into its opposite. */
  negators: readonly string[];
  /** What forms of one word have in common, for a language that inflects them more than a list can hold. */
  stem?: (word: string) => string;
}

/** How many words on, in its sentence, a negator still has a hold. Intensifiers (very, erittäin) were tried and change nothing. */
const reach = 2;
/** Stems shorter than this belong to words that have nothing to do with each other. */
const shortestStem = 4;

/**
 * Judges by the words of a list: what praises less what blames, over the sum of both. A word that is not on the list
 * counts as the words of its stem do, when they agree.
 */
export function lexiconMethod({ name, words, negators, stem }: Lexicon): SentimentMethod {
  const turning = new Set(negators);
  // Made for the first text: to find the stems of a list takes longer than most starts of a server.
  let known: ((word: string) => number) | null = null;
  const valenceOf = (word: string) => {
    known ??= valencesIn(words, turning, stem);
    return known(word);
  };

  const scoreOf = (text: string): number => {
    let praise = 0;
    let blame = 0;
    for (const sentence of sentencesOf(text)) {
      let lastNegator = Number.NEGATIVE_INFINITY;
      for (const [place, word] of wordsOf(sentence).entries()) {
        if (turning.has(word)) {
          lastNegator = place;
          continue;
        }
        const valence = place - lastNegator <= reach ? -valenceOf(word) : valenceOf(word);
        if (valence > 0) praise += valence;
        else blame -= valence;
      }
    }
    return praise + blame === 0 ? 0 : (praise - blame) / (praise + blame);
  };
  return { name, scoreOf };
}

/** Composed, as lists are: some keyboards and files have ä as a and two dots. */
function sentencesOf(text: string): string[] {
  return text.normalize('NFC').split(/[.!?…\n]/);
}

function valencesIn(
  words: WordList,
  without: ReadonlySet<string>,
  stem: Lexicon['stem'],
): (word: string) => number {
  const listed = new Map(
    Object.entries(words)
      .map(([word, valence]) => [word.toLowerCase(), valence] as const)
      .filter(([word]) => !without.has(word)),
  );
  if (!stem) return (word) => listed.get(word) ?? 0;
  const stems = valencesOfStems(listed, stem);
  return (word) => listed.get(word) ?? stems.get(stem(word)) ?? 0;
}

/** Lower case, an apostrophe or hyphen inside kept; a pictograph is a word. */
function wordsOf(sentence: string): string[] {
  return (
    sentence
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*|\p{Extended_Pictographic}/gu) ?? []
  );
}

/** The mean valence of each stem whose words all praise or all blame. */
function valencesOfStems(words: ReadonlyMap<string, number>, stem: (word: string) => string) {
  const byStem = Map.groupBy(words, ([word]) => stem(word));
  const valences = new Map<string, number>();
  for (const [root, members] of byStem) {
    const values = members.map(([, valence]) => valence);
    const agree = values.every((value) => value > 0) || values.every((value) => value < 0);
    if (agree && root.length >= shortestStem)
      valences.set(root, values.reduce((sum, value) => sum + value, 0) / values.length);
  }
  return valences;
}
