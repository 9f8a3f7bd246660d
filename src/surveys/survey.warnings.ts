import { languageOfTag } from '../kernel/text.ts';
import { type ReadingEase, sentencesOf, wordsOf } from './reading.ease.ts';
import { missingLanguages } from './survey.rules.ts';
import { isScoreKind, type Question } from './survey.words.ts';
import { usualMostWords, type WordingList, wordingLists } from './wording.lists.ts';

export const warningCodes = [
  'TOO_MANY_QUESTIONS',
  'TAKES_TOO_LONG',
  'NO_WAY_TO_SKIP',
  'NOT_TRANSLATED',
  'HARD_TO_READ',
  'LONG_SENTENCE',
  'DOUBLE_BARRELLED',
  'LEADING',
  'WORDING_NOT_JUDGED',
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** What makes a survey worse, and why. */
export interface SurveyWarning {
  code: WarningCode;
  /** The place of the question, from 0; null: of the whole. */
  position: number | null;
  language: string | null;
  reason: string;
}

interface Judged {
  questions: readonly Question[];
  languages: readonly string[];
  estimatedSeconds: number;
  eases: readonly ReadingEase[];
}

const mostQuestions = 5;
const mostSeconds = 120;

export function warningsOf({ questions, languages, estimatedSeconds, eases }: Judged): SurveyWarning[] {
  return [
    ...lengthWarnings(questions.length, estimatedSeconds),
    ...skippingWarnings(questions),
    ...questions.flatMap((question, position) =>
      missingLanguages(question, languages).map((language) =>
        warning(
          'NOT_TRANSLATED',
          'It is not all in this language, and cannot be opened so.',
          position,
          language,
        ),
      ),
    ),
    ...eases.flatMap(({ level, language, lix, newspaperLix }) =>
      level === 'HARD'
        ? [
            warning(
              'HARD_TO_READ',
              `It reads harder than a newspaper: LIX ${lix?.toFixed(0)}, where newspapers have ${newspaperLix}.`,
              null,
              language,
            ),
          ]
        : [],
    ),
    ...languages.flatMap((language) => wordingWarnings(questions, language)),
  ];
}

function lengthWarnings(count: number, seconds: number): SurveyWarning[] {
  const warnings: SurveyWarning[] = [];
  if (count > mostQuestions) {
    const reason = `It asks ${count} questions; beyond ${mostQuestions}, fewer finish and answers get careless.`;
    warnings.push(warning('TOO_MANY_QUESTIONS', reason));
  }
  if (seconds > mostSeconds) {
    const reason = `It takes about ${seconds} seconds; ${mostSeconds} are asked of somebody lightly.`;
    warnings.push(warning('TAKES_TOO_LONG', reason));
  }
  return warnings;
}

function skippingWarnings(questions: readonly Question[]): SurveyWarning[] {
  if (questions.length > 1 && questions.every(({ isRequired }) => isRequired)) {
    const reason =
      'None of its questions can be skipped: whoever has no answer to one makes one up or leaves.';
    return [warning('NO_WAY_TO_SKIP', reason)];
  }
  return questions.flatMap(({ kind, isRequired }, position) =>
    kind === 'TEXT' && isRequired
      ? [
          warning(
            'NO_WAY_TO_SKIP',
            'A text cannot be skipped: not everybody has something to write.',
            position,
          ),
        ]
      : [],
  );
}

function wordingWarnings(questions: readonly Question[], language: string): SurveyWarning[] {
  const list = wordingLists.get(languageOfTag(language));
  return [
    ...(list
      ? []
      : [
          warning(
            'WORDING_NOT_JUDGED',
            'There is no list of words to judge this language by; have somebody read it.',
            null,
            language,
          ),
        ]),
    ...questions.flatMap((question, position) => {
      const text = question.texts[language] ?? '';
      return [
        ...longSentences(text, language, list?.mostWords ?? usualMostWords),
        ...(list ? doubleBarrelled(question, text, language, list) : []),
        ...(list ? leading(text, language, list) : []),
      ].map(({ code, reason }) => warning(code, reason, position, language));
    }),
  ];
}

type Found = Pick<SurveyWarning, 'code' | 'reason'>;

function longSentences(text: string, language: string, most: number): Found[] {
  const longest = Math.max(0, ...sentencesOf(text, language).map(({ length }) => length));
  if (longest <= most) return [];
  return [{ code: 'LONG_SENTENCE', reason: `A sentence has ${longest} words; ${most} are read at once.` }];
}

/** Choices are often asked for by "or", and so is whom one would recommend to. */
function doubleBarrelled({ kind }: Question, text: string, language: string, list: WordingList): Found[] {
  if (kind === 'NPS' || kind === 'TEXT') return [];
  const words = wordsOf(text.toLocaleLowerCase(language), language);
  const joints = isScoreKind(kind) ? [...list.and, ...list.or] : list.and;
  const joint = words.find((word) => joints.includes(word));
  if (joint !== undefined) {
    const reason = `It may ask about two things at once ("${joint}"): one answer cannot tell of both.`;
    return [{ code: 'DOUBLE_BARRELLED', reason }];
  }
  if ((text.match(/\?/g)?.length ?? 0) < 2) return [];
  return [{ code: 'DOUBLE_BARRELLED', reason: 'It has two question marks: one answer cannot tell of both.' }];
}

/** Turns are looked for as words, so that none is found inside another. */
function leading(text: string, language: string, list: WordingList): Found[] {
  const small = ` ${text
    .toLocaleLowerCase(language)
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}'-]+/gu, ' ')} `;
  const found = list.leading.find((turn) => small.includes(` ${turn} `));
  if (found === undefined) return [];
  return [{ code: 'LEADING', reason: `"${found}" says what one is to answer; ask without it.` }];
}

function warning(
  code: WarningCode,
  reason: string,
  position: number | null = null,
  language: string | null = null,
): SurveyWarning {
  return { code, reason, position, language };
}
