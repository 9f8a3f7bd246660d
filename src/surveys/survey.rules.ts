// Surveys: what customers are asked, what they answer, and what one survey says by itself.

export const surveyStatuses = ['DRAFT', 'OPEN', 'CLOSED'] as const;
export type SurveyStatus = (typeof surveyStatuses)[number];

export const scoreKinds = ['NPS', 'CSAT', 'CES'] as const;
export type ScoreKind = (typeof scoreKinds)[number];

export const questionKinds = [...scoreKinds, 'SINGLE_CHOICE', 'MULTIPLE_CHOICE', 'TEXT'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const responseStatuses = ['PARTIAL', 'SUBMITTED'] as const;
export type ResponseStatus = (typeof responseStatuses)[number];

export const sentimentLabels = ['POSITIVE', 'NEUTRAL', 'NEGATIVE'] as const;
export type SentimentLabel = (typeof sentimentLabels)[number];

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
