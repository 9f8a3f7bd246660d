export const surveyStatuses = ['DRAFT', 'OPEN', 'CLOSED'] as const;
export type SurveyStatus = (typeof surveyStatuses)[number];

export const scoreKinds = ['NPS', 'CSAT', 'CES'] as const;
export type ScoreKind = (typeof scoreKinds)[number];

export const questionKinds = [...scoreKinds, 'SINGLE_CHOICE', 'MULTIPLE_CHOICE', 'TEXT'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const responseStatuses = ['PARTIAL', 'SUBMITTED'] as const;
export type ResponseStatus = (typeof responseStatuses)[number];

export const npsCategories = ['PROMOTER', 'PASSIVE', 'DETRACTOR'] as const;
export type NpsCategory = (typeof npsCategories)[number];

/** What is followed by an invitation of itself. */
export const surveyEvents = ['PURCHASE', 'CASE_RESOLVED', 'VISIT'] as const;
export type SurveyEvent = (typeof surveyEvents)[number];

/** So many hours after something happened to a customer, they are invited. */
export interface SurveyTrigger {
  event: SurveyEvent;
  hours: number;
}

/** One text in several languages: `{ fi: …, en: … }`. */
export type Texts = Readonly<Record<string, string>>;

/** One of the answers that a question offers. */
export interface Choice {
  /** What is stored, the same in every language. */
  value: string;
  texts: Texts;
}

/** A question as it is kept and asked. */
export interface Question {
  kind: QuestionKind;
  texts: Texts;
  /** Of questions for a choice. */
  choices: readonly Choice[] | null;
  /** The best score; of questions for a score. */
  scaleMax: number | null;
  /** The least score of the top box; of questions for a score. */
  topBox: number | null;
  isRequired: boolean;
}

export function isScoreKind(kind: QuestionKind): kind is ScoreKind {
  return scoreKinds.some((one) => one === kind);
}

/** Every text of a question: its own, and those of its choices. */
export function textsIn({ texts, choices }: Pick<Question, 'texts' | 'choices'>): Texts[] {
  return [texts, ...(choices ?? []).map((choice) => choice.texts)];
}

/** Every score that can be given to a question, the worst first. */
export function scoresOf({ kind, scaleMax }: Pick<Question, 'kind' | 'scaleMax'>): number[] {
  if (!isScoreKind(kind) || scaleMax === null) return [];
  const least = leastScore(kind);
  return Array.from({ length: scaleMax - least + 1 }, (_, place) => least + place);
}

/** The worst score that one can give. */
export function leastScore(kind: ScoreKind): number {
  return kind === 'NPS' ? 0 : 1;
}

/** Promoter 9 and 10, passive 7 and 8, detractor 0 to 6 (Reichheld 2003). */
export function npsCategory(score: number): NpsCategory {
  if (score >= 9) return 'PROMOTER';
  return score >= 7 ? 'PASSIVE' : 'DETRACTOR';
}
