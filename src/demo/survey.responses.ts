import type { CustomerReference } from '../customers/customer.rules.ts';
import type { CaseHistory } from '../interactions/case.history.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import { addDays, millisecondsPerDay } from '../kernel/clock.ts';
import { isScoreKind } from '../surveys/survey.words.ts';
import type { Chance, Weighted } from './chance.ts';
import type { DemoPurchase } from './purchases.ts';
import { byReference, type Known } from './references.ts';
import { aboutProduct, afterPurchase, afterService, type DemoSurvey } from './survey.list.ts';
import { commentShares, scores } from './survey.moods.ts';
import { caseOccasions, type Occasion, purchaseOccasions } from './survey.occasions.ts';
import {
  comments,
  type DemoQuestion,
  type Mood,
  type SurveyLanguage,
  surveyLanguageOf,
} from './survey.words.ts';

export interface DemoResponse {
  survey: DemoSurvey;
  customer: CustomerReference;
  about: Occasion['about'];
  /** In the order of the questions; null: skipped. */
  answers: (number | string | null)[];
  isPartial: boolean;
  language: SurveyLanguage;
  channel: InteractionChannel;
  startedAt: Date;
  submittedAt: Date;
}

interface Asking {
  purchases: readonly DemoPurchase[];
  cases: readonly CaseHistory[];
  customers: readonly Known[];
  until: Date;
  chance: Chance;
}

/** Of those asked, how many answer. */
const answeringShares = new Map([
  [afterPurchase, 0.16],
  [aboutProduct, 0.2],
  [afterService, 0.4],
]);
const doubtedShare = 0.5;
/** Nobody is asked more often, by whichever survey. */
const daysBetween = 45;
const partialShare = 0.03;

const channels: readonly Weighted<InteractionChannel>[] = [
  ['EMAIL', 72],
  ['WEB', 18],
  ['APP', 10],
];

/** What customers answered in the two years, oldest first: after purchases, about what they bought, after service. */
export function demoResponses({ purchases, cases, customers, until, chance }: Asking): DemoResponse[] {
  const languageOf = byReference(customers, surveyLanguageOf);
  const lastAsked = new Map<string, number>();
  const occasions = [...purchaseOccasions(purchases, cases, until), ...caseOccasions(cases, until)];
  return occasions
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .flatMap((occasion) => {
      const key = JSON.stringify(occasion.customer);
      const isRested = occasion.at.getTime() - (lastAsked.get(key) ?? 0) > daysBetween * millisecondsPerDay;
      if (!isRested || !chance.happens(shareOf(occasion))) return [];
      lastAsked.set(key, occasion.at.getTime());
      const response = responseTo(occasion, languageOf(occasion.customer) ?? 'en', chance);
      return response.submittedAt > until ? [] : [response];
    });
}

function shareOf({ survey, isDoubted }: Occasion): number {
  return isDoubted && survey === aboutProduct ? doubtedShare : (answeringShares.get(survey) ?? 0);
}

function responseTo(
  { survey, customer, about, at, mood }: Occasion,
  language: SurveyLanguage,
  chance: Chance,
): DemoResponse {
  const startedAt = addDays(at, chance.randomizer.next() * 4);
  const isPartial = chance.happens(partialShare);
  const answers = survey.questions.map((question, place) =>
    isPartial && place > 0 ? null : answerTo(question, { mood, language }, chance),
  );
  return {
    survey,
    customer,
    about,
    answers,
    isPartial,
    language,
    channel: chance.weighted(channels),
    startedAt,
    submittedAt: new Date(startedAt.getTime() + chance.whole(20, 240) * 1000),
  };
}

function answerTo(
  { kind, choices }: DemoQuestion,
  { mood, language }: { mood: Mood; language: SurveyLanguage },
  chance: Chance,
): number | string | null {
  if (isScoreKind(kind)) return chance.weighted(scores[kind][mood]);
  if (choices) return chance.happens(0.85) ? chance.oneOf(Object.keys(choices)) : null;
  return chance.happens(commentShares[mood]) ? chance.oneOf(comments[mood])[language] : null;
}
