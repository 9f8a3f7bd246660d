import type { CustomerReference } from '../customers/customer.rules.ts';
import type { CaseHistory } from '../interactions/case.history.ts';
import { addDays } from '../kernel/clock.ts';
import type { SubjectReference } from '../surveys/submission.ts';
import { mendedAt, talkedAbout } from './fault.ts';
import type { DemoPurchase } from './purchases.ts';
import { aboutProduct, afterPurchase, afterService, type DemoSurvey } from './survey.list.ts';
import type { Mood } from './survey.words.ts';

/** When a customer is asked, about what, and how content they are by then. */
export interface Occasion {
  survey: DemoSurvey;
  customer: CustomerReference;
  /** A case has no id before it is recorded. */
  about: SubjectReference | { recordedCase: CaseHistory };
  at: Date;
  mood: Mood;
  /** Whether the shop doubts what was bought, and asks until more of them answer. */
  isDoubted: boolean;
}

/** After this long, whoever waits is annoyed. */
const patientDays = 3;

/** Purchases that stand are asked about twice: how it was, and how the product is. */
export function purchaseOccasions(
  purchases: readonly DemoPurchase[],
  cases: readonly CaseHistory[],
  until: Date,
): Occasion[] {
  const casesByPurchase = Map.groupBy(cases, ({ purchase }) => JSON.stringify(purchase));
  return purchases.flatMap((purchase) => {
    const { customer, externalIds, purchasedAt, lines } = purchase.draft;
    const [externalId] = externalIds ?? [];
    if (purchase.cancelledAt || !customer || 'create' in customer || !externalId) return [];
    const reference = { externalId };
    const late = casesByPurchase.get(JSON.stringify(reference)) ?? [];
    const { product, isFaulty } = talkedAbout(lines);
    const asking = (survey: DemoSurvey, about: SubjectReference): Occasion => {
      const at = addDays(purchasedAt, survey.trigger.hours / 24);
      const mood = moodAfter(purchase, late, { at, until, isFaulty });
      return { survey, customer, about, at, mood, isDoubted: isFaulty };
    };
    return [
      asking(afterPurchase, { purchase: reference }),
      ...(product ? [asking(aboutProduct, { product })] : []),
    ];
  });
}

/** Cases that were resolved, by how long it took. */
export function caseOccasions(cases: readonly CaseHistory[], until: Date): Occasion[] {
  return cases.flatMap((history) => {
    const at = resolvedAt(history);
    if (!at) return [];
    const asked = addDays(at, afterService.trigger.hours / 24);
    if (asked > until) return [];
    const mood = isLate(history) ? 'BAD' : history.kind === 'COMPLAINT' ? 'MIXED' : 'GOOD';
    return [
      {
        survey: afterService,
        customer: history.customer,
        about: { recordedCase: history },
        at: asked,
        mood,
        isDoubted: false,
      },
    ];
  });
}

interface Since {
  at: Date;
  until: Date;
  /** Whether it has the product with the fault in it. */
  isFaulty: boolean;
}

function moodAfter(
  { draft: { purchasedAt }, refunds }: DemoPurchase,
  cases: readonly CaseHistory[],
  { at, until, isFaulty }: Since,
): Mood {
  if (isFaulty && purchasedAt < mendedAt(until)) return 'LEAKING';
  const known = cases.filter(({ occurredAt }) => occurredAt < at);
  if (known.some((history) => isLate(history))) return 'BAD';
  const isReturned = refunds.some(({ refundedAt }) => refundedAt < at);
  return isReturned || known.some(({ kind }) => kind === 'COMPLAINT') ? 'MIXED' : 'GOOD';
}

function isLate(history: CaseHistory): boolean {
  const at = resolvedAt(history);
  const attempts = history.events.filter((event) => 'step' in event && event.step === 'RESOLVE').length;
  return attempts > 1 || (at !== null && at > addDays(history.occurredAt, patientDays));
}

function resolvedAt({ events }: CaseHistory): Date | null {
  const step = events.find((event) => 'step' in event && event.step === 'RESOLVE');
  return step && 'at' in step ? step.at : null;
}
