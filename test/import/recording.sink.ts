import type { CustomerDraft } from '../../src/customers/customer.rules.ts';
import type { ImportSink, RowOutcome } from '../../src/import/import.sink.ts';
import type { InteractionDraft } from '../../src/interactions/interaction.rules.ts';
import { userError } from '../../src/kernel/errors.ts';
import type { ProductDraft } from '../../src/products/product.rules.ts';
import type { PurchaseDraft } from '../../src/purchases/purchase.rules.ts';
import type { ReturnDraft } from '../../src/purchases/return.service.ts';
import type { ReviewDraft } from '../../src/reviews/review.rules.ts';
import { questionOf } from '../../src/surveys/question.rules.ts';
import type { ResponseSubmission } from '../../src/surveys/submission.ts';
import type { SurveyDraft } from '../../src/surveys/survey.rules.ts';

/** Keeps what it is given, refuses what it is told to, and knows again what it has had. */
export interface RecordingSink extends ImportSink {
  customers: CustomerDraft[];
  products: ProductDraft[];
  purchases: PurchaseDraft[];
  returns: ReturnDraft[];
  interactions: InteractionDraft[];
  reviews: ReviewDraft[];
  surveys: SurveyDraft[];
  responses: ResponseSubmission[];
  calls: unknown[];
  /** How many purchases came in each call. */
  batches: number[];
}

export function recordingSink(refusedIds: readonly string[] = []): RecordingSink {
  const known = new Set<string>();
  const outcomeOf = (key: string, id: string): RowOutcome => {
    if (refusedIds.includes(id)) {
      return { status: 'refused', errors: [userError('INVALID', ['id'], `${id} is not wanted.`)] };
    }
    if (known.has(key)) return { status: 'unchanged' };
    known.add(key);
    return { status: 'created' };
  };
  const sink: RecordingSink = {
    customers: [],
    products: [],
    purchases: [],
    returns: [],
    interactions: [],
    reviews: [],
    surveys: [],
    responses: [],
    calls: [],
    batches: [],
    async upsertCustomers(drafts) {
      sink.customers.push(...drafts);
      return drafts.map((draft) => outcomeOf(JSON.stringify(draft), idOf(draft.externalIds)));
    },
    async upsertProducts(drafts) {
      sink.products.push(...drafts);
      return drafts.map((draft) => outcomeOf(JSON.stringify(draft), draft.sku));
    },
    async recordPurchases(drafts) {
      sink.batches.push(drafts.length);
      sink.purchases.push(...drafts);
      return drafts.map(
        (draft) => lineRefusal(draft, refusedIds) ?? outcomeOf(purchaseKey(draft), idOf(draft.externalIds)),
      );
    },
    async recordInteractions(drafts) {
      sink.interactions.push(...drafts);
      return drafts.map((draft) => outcomeOf(JSON.stringify(draft.externalIds), idOf(draft.externalIds)));
    },
    async recordReviews(drafts) {
      sink.reviews.push(...drafts);
      return drafts.map(({ externalId }) => outcomeOf(`review ${externalId}`, externalId ?? ''));
    },
    async pastSurvey(draft) {
      sink.surveys.push(draft);
      const questions = (draft.questions ?? []).map((question, place) => ({
        ...questionOf(question),
        id: `question ${place + 1}`,
      }));
      return { id: 'survey', status: 'CLOSED', questions };
    },
    async submitResponses(drafts) {
      sink.responses.push(...drafts);
      return drafts.map(({ externalIds }) =>
        outcomeOf(JSON.stringify(externalIds), externalIds?.[0]?.id ?? ''),
      );
    },
    async trackMessages(calls) {
      sink.calls.push(...calls);
      return { taken: calls.length, duplicates: 0, refused: [] };
    },
    async recordReturns(drafts) {
      sink.returns.push(...drafts);
      return drafts.map((draft) => ({
        outcome: outcomeOf(`return ${draft.externalId.id}`, draft.externalId.id),
        refusedLines: draft.lines.flatMap(({ sku }, line) =>
          sku === 'UNSOLD'
            ? [{ line, errors: [userError('NOT_FOUND', [], 'No purchase is found that it returns.')] }]
            : [],
        ),
      }));
    },
  };
  return sink;
}

function purchaseKey(draft: PurchaseDraft): string {
  return `purchase ${idOf(draft.externalIds)}`;
}

function idOf(externalIds: CustomerDraft['externalIds']): string {
  return externalIds?.[0]?.id ?? '';
}

function lineRefusal({ lines }: PurchaseDraft, refusedIds: readonly string[]): RowOutcome | null {
  const errors = lines.flatMap(({ description }, line) =>
    refusedIds.includes(description ?? '')
      ? [userError('INVALID', ['lines', line, 'description'], `${description} is not wanted.`)]
      : [],
  );
  return errors.length > 0 ? { status: 'refused', errors } : null;
}
