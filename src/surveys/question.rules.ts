import { languageTag } from '../customers/profile.fields.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import { listed } from '../kernel/text.ts';
import {
  isScoreKind,
  type Question,
  type QuestionKind,
  type ScoreKind,
  scoreKinds,
  type Texts,
} from './survey.words.ts';

/** A text in one language, as it is given. */
export interface LocalizedText {
  language: string;
  text: string;
}

export interface ChoiceDraft {
  value: string;
  texts: readonly LocalizedText[];
}

/** A question as somebody describes it, before any rule has looked. */
export interface QuestionDraft {
  kind: QuestionKind;
  texts: readonly LocalizedText[];
  choices?: readonly ChoiceDraft[] | null;
  /** Of CSAT alone; 5 when nothing is said. */
  scaleMax?: number | null;
  /** Whether it cannot be skipped; it can when nothing is said. */
  required?: boolean | null;
}

const longestQuestion = 500;
const longestChoice = 200;
const mostChoices = 30;
const usualCsatScale = 5;

/** Scale of CSAT → the least score of its top box. */
export const csatTopBoxes: ReadonlyMap<number, number> = new Map([
  [5, 4],
  [7, 5],
  [10, 9],
]);

export function questionErrors(drafts: readonly QuestionDraft[], languages: readonly string[]): UserError[] {
  return [
    ...drafts.flatMap((draft, index) => [
      ...textErrors(draft.texts, languages, longestQuestion, ['questions', index]),
      ...choiceErrors(draft, languages, index),
      ...scaleErrors(draft, index),
    ]),
    ...scoreKinds.flatMap((kind) => repeatedErrors(drafts, kind)),
  ];
}

/** The question that a draft without errors describes. */
export function questionOf({ kind, texts, choices, scaleMax, required }: QuestionDraft): Question {
  return {
    kind,
    texts: textsOf(texts),
    choices: isChoiceKind(kind)
      ? (choices ?? []).map((choice) => ({ value: choice.value.trim(), texts: textsOf(choice.texts) }))
      : null,
    ...scaleOf(kind, scaleMax ?? usualCsatScale),
    isRequired: required ?? false,
  };
}

/** Texts as they are given. */
export function localized(texts: Texts): LocalizedText[] {
  return Object.entries(texts).map(([language, text]) => ({ language, text }));
}

/** The canonical tag of a language; what is none stays what it is. */
export function tagOf(text: string): string {
  const reading = languageTag(text);
  return ('value' in reading && reading.value) || text;
}

function isChoiceKind(kind: QuestionKind): boolean {
  return kind === 'SINGLE_CHOICE' || kind === 'MULTIPLE_CHOICE';
}

function scaleOf(kind: QuestionKind, csatScale: number): Pick<Question, 'scaleMax' | 'topBox'> {
  if (kind === 'NPS') return { scaleMax: 10, topBox: 9 };
  if (kind === 'CES') return { scaleMax: 7, topBox: 5 };
  if (kind === 'CSAT') return { scaleMax: csatScale, topBox: csatTopBoxes.get(csatScale) ?? null };
  return { scaleMax: null, topBox: null };
}

/** In the order in which PostgreSQL keeps the names of an object, so that the same texts read the same. */
function textsOf(texts: readonly LocalizedText[]): Texts {
  const entries = texts.map(({ language, text }) => [tagOf(language), text.trim()] as const);
  const isBefore = (one: string, other: string) =>
    one.length === other.length ? one < other : one.length < other.length;
  return Object.fromEntries(entries.toSorted(([one], [other]) => (isBefore(one, other) ? -1 : 1)));
}

type Path = readonly (string | number)[];

function textErrors(
  texts: readonly LocalizedText[],
  languages: readonly string[],
  longest: number,
  path: Path,
): UserError[] {
  if (texts.length === 0) return [userError('REQUIRED', [...path, 'texts'], 'There is a text to read.')];
  const seen = new Set<string>();
  return texts.flatMap(({ language, text }, index) => {
    const at = [...path, 'texts', index];
    const tag = tagOf(language);
    const { length } = text.trim();
    const errors: UserError[] = [];
    if (seen.has(tag))
      errors.push(userError('CONFLICT', [...at, 'language'], 'There is one text for each language.'));
    seen.add(tag);
    if (!languages.includes(tag)) {
      const known = `It is a language of the survey: ${listed(languages, 'or') || 'none yet'}.`;
      errors.push(userError('CONFLICT', [...at, 'language'], known));
    }
    if (length === 0) errors.push(userError('REQUIRED', [...at, 'text'], 'A text is not empty.'));
    if (length > longest) {
      const message = `A text has at most ${longest} characters here; got ${length}.`;
      errors.push(userError('INVALID', [...at, 'text'], message));
    }
    return errors;
  });
}

function choiceErrors(
  { kind, choices }: QuestionDraft,
  languages: readonly string[],
  index: number,
): UserError[] {
  const path = ['questions', index, 'choices'];
  if (!isChoiceKind(kind)) {
    if (!choices?.length) return [];
    return [userError('CONFLICT', path, `A question of kind ${kind} offers no choices.`)];
  }
  const count = choices?.length ?? 0;
  if (count < 2 || count > mostChoices)
    return [userError('INVALID', path, `A question offers 2 to ${mostChoices} choices; got ${count}.`)];
  const seen = new Set<string>();
  return (choices ?? []).flatMap(({ value, texts }, place) => {
    const errors = textErrors(texts, languages, longestChoice, [...path, place]);
    const stored = value.trim();
    if (!/^[\w-]{1,60}$/.test(stored)) {
      const message = 'A value is 1 to 60 letters of ASCII, digits, hyphens and underscores.';
      errors.push(userError('INVALID', [...path, place, 'value'], message));
    }
    if (seen.has(stored))
      errors.push(userError('CONFLICT', [...path, place, 'value'], 'Each choice has a value of its own.'));
    seen.add(stored);
    return errors;
  });
}

function scaleErrors({ kind, scaleMax }: QuestionDraft, index: number): UserError[] {
  if (!isGiven(scaleMax)) return [];
  const path = ['questions', index, 'scaleMax'];
  if (kind === 'CSAT') {
    const scales = [...csatTopBoxes.keys()];
    if (scales.includes(scaleMax)) return [];
    return [
      userError(
        'INVALID',
        path,
        `A CSAT scale ends with ${listed(scales.map(String), 'or')}; got ${scaleMax}.`,
      ),
    ];
  }
  const scale = scaleOf(kind, usualCsatScale).scaleMax;
  if (scaleMax === scale) return [];
  const message = isScoreKind(kind)
    ? `The scale of ${kind} ends with ${scale}.`
    : `A question of kind ${kind} has no scale.`;
  return [userError('CONFLICT', path, message)];
}

/** A response has one score of each kind, which figures count. */
function repeatedErrors(drafts: readonly QuestionDraft[], kind: ScoreKind): UserError[] {
  const places = drafts.flatMap((draft, index) => (draft.kind === kind ? [index] : []));
  return places
    .slice(1)
    .map((index) =>
      userError(
        'CONFLICT',
        ['questions', index, 'kind'],
        `A survey has one question of kind ${kind} at most.`,
      ),
    );
}
