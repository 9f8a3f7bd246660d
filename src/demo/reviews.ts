import { addDays } from '../kernel/clock.ts';
import type { ReviewDraft } from '../reviews/review.rules.ts';
import type { Chance, Weighted } from './chance.ts';
import { mendedAt, talkedAbout } from './fault.ts';
import type { DemoPurchase } from './purchases.ts';
import { byReference, type Known } from './references.ts';
import { comments, type Mood, type SurveyLanguage, surveyLanguageOf } from './survey.words.ts';

interface Reviewing {
  purchases: readonly DemoPurchase[];
  customers: readonly Known[];
  until: Date;
  chance: Chance;
}

/** Of what is bought, how much somebody writes about; of the product with the fault it is more. */
const reviewedShare = 0.035;
const faultyShare = 0.18;
/** Somebody whom the site does not know as a customer of the shop. */
const unknownShare = 0.3;
const wordlessShare = 0.25;

/** Where reviews stand, with the best rating there. */
const sources: readonly Weighted<{ source: string; ratingMax: number }>[] = [
  [{ source: 'google', ratingMax: 5 }, 5],
  [{ source: 'trustpilot', ratingMax: 5 }, 4],
  [{ source: 'hinta.fi', ratingMax: 10 }, 2],
];

const moods: readonly Weighted<Mood>[] = [
  ['GOOD', 72],
  ['MIXED', 18],
  ['BAD', 10],
];

/** Stars, of five. */
const stars: Readonly<Record<Mood, readonly Weighted<number>[]>> = {
  GOOD: [
    [5, 70],
    [4, 30],
  ],
  MIXED: [
    [4, 30],
    [3, 70],
  ],
  BAD: [
    [2, 45],
    [1, 55],
  ],
  LEAKING: [
    [2, 60],
    [1, 40],
  ],
};

/** How many are answered; of bad ones more, and some still wait. */
const answeredShares: Readonly<Record<Mood, number>> = { GOOD: 0.2, MIXED: 0.3, BAD: 0.6, LEAKING: 0.6 };
const answers: Readonly<Record<SurveyLanguage, string>> = {
  fi: 'Kiitos palautteesta!',
  et: 'Täname tagasiside eest!',
  sv: 'Tack för din återkoppling!',
  en: 'Thank you for telling us!',
};

/** What customers wrote in public in the two years, oldest first: about a product they had bought. */
export function demoReviews({ purchases, customers, until, chance }: Reviewing): ReviewDraft[] {
  const languageOf = byReference(customers, surveyLanguageOf);
  const drafts = purchases.flatMap(
    ({ draft: { customer, lines, purchasedAt }, cancelledAt }): ReviewDraft[] => {
      if (cancelledAt || !customer || 'create' in customer) return [];
      const { product, isFaulty } = talkedAbout(lines);
      if (!product || !chance.happens(isFaulty ? faultyShare : reviewedShare)) return [];
      const isLeaking = isFaulty && purchasedAt < mendedAt(until);
      const writtenAt = addDays(purchasedAt, 2 + chance.randomizer.next() * 25);
      if (writtenAt > until) return [];
      const mood = isLeaking ? 'LEAKING' : chance.weighted(moods);
      const language = languageOf(customer) ?? 'en';
      const isKnown = !chance.happens(unknownShare);
      return [
        {
          ...written(mood, language, chance),
          ...answered(mood, language, { writtenAt, until, chance }),
          product,
          writtenAt,
          ...(isKnown ? { customer } : {}),
        },
      ];
    },
  );
  return drafts
    .toSorted((one, other) => (one.writtenAt?.getTime() ?? 0) - (other.writtenAt?.getTime() ?? 0))
    .map((draft, index) => ({ ...draft, externalId: `rv-${10_001 + index}` }));
}

function written(mood: Mood, language: SurveyLanguage, chance: Chance) {
  const text = chance.oneOf(comments[mood])[language];
  // In social media nobody gives stars.
  if (chance.happens(0.12)) return { source: 'instagram', text, language };
  const { source, ratingMax } = chance.weighted(sources);
  const rating = chance.weighted(stars[mood]) * (ratingMax / 5);
  return chance.happens(wordlessShare)
    ? { source, rating, ratingMax }
    : { source, rating, ratingMax, text, language };
}

function answered(
  mood: Mood,
  language: SurveyLanguage,
  { writtenAt, until, chance }: { writtenAt: Date; until: Date; chance: Chance },
) {
  const repliedAt = addDays(writtenAt, 0.2 + chance.randomizer.next() * 5);
  if (!chance.happens(answeredShares[mood]) || repliedAt > until) return {};
  return { reply: { text: answers[language], by: 'Lakeside Goods', repliedAt } };
}
