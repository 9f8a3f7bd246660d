import { type ReadingEase, readingEase, wordsOf } from './reading.ease.ts';
import { type SurveyWarning, warningsOf } from './survey.warnings.ts';
import { type Question, textsIn } from './survey.words.ts';

/** What a survey asks of somebody's time and patience. */
export interface SurveyQuality {
  estimatedSeconds: number;
  readingEase: ReadingEase[];
  warnings: SurveyWarning[];
}

export function qualityOf(questions: readonly Question[], languages: readonly string[]): SurveyQuality {
  const estimatedSeconds = Math.max(0, ...languages.map((language) => secondsIn(questions, language)));
  const eases = languages.map((language) =>
    readingEase(
      questions.flatMap(({ texts }) => texts[language] ?? []),
      language,
    ),
  );
  return {
    estimatedSeconds,
    readingEase: eases,
    warnings: warningsOf({ questions, languages, estimatedSeconds, eases }),
  };
}

/**
 * Puleston's rule for online questionnaires (GMI 2012): a fifth of a second for each word, five seconds for each
 * question, two more for each decision beyond the first in it, fifteen to write a text. One choice, or one score, is a
 * decision; each choice of several is half of one.
 */
function secondsIn(questions: readonly Question[], language: string): number {
  const seconds = questions.map(({ kind, texts, choices }) => {
    const read = textsIn({ texts, choices });
    const words = read.reduce((sum, one) => sum + wordsOf(one[language] ?? '', language).length, 0);
    const decisions = kind === 'MULTIPLE_CHOICE' ? (choices?.length ?? 0) / 2 : 1;
    return words / 5 + 5 + 2 * Math.max(0, decisions - 1) + (kind === 'TEXT' ? 15 : 0);
  });
  return Math.round(seconds.reduce((sum, one) => sum + one, 0));
}
