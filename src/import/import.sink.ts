// Import: files of other systems, read, mapped and handed on as drafts in batches.
// No database here: whatever takes the drafts stands behind ImportSink.

import type { CustomerDraft } from '../customers/customer.rules.ts';
import type { InteractionDraft } from '../interactions/interaction.rules.ts';
import type { UserError } from '../kernel/errors.ts';
import type { ProductDraft } from '../products/product.rules.ts';
import type { PurchaseDraft } from '../purchases/purchase.rules.ts';
import type { ReturnDraft } from '../purchases/return.service.ts';
import type { ReviewDraft } from '../reviews/review.rules.ts';
import { questionOf } from '../surveys/question.rules.ts';
import type { AnsweredSurvey } from '../surveys/response.rules.ts';
import type { ResponseSubmission } from '../surveys/submission.ts';
import type { SurveyDraft } from '../surveys/survey.rules.ts';
import type { Tracked } from '../visits/track.service.ts';

export type RowOutcome =
  | { status: 'created' | 'updated' | 'unchanged' }
  | { status: 'refused'; errors: UserError[] };

export interface ReturnOutcome {
  outcome: RowOutcome;
  /** A line of a return can be refused alone. */
  refusedLines: { line: number; errors: UserError[] }[];
}

/** Takes drafts; each call is one transaction, its outcomes are in the order given. */
export interface ImportSink {
  upsertCustomers(drafts: readonly CustomerDraft[]): Promise<RowOutcome[]>;
  upsertProducts(drafts: readonly ProductDraft[]): Promise<RowOutcome[]>;
  /** `unchanged` when the external id is already recorded. */
  recordPurchases(drafts: readonly PurchaseDraft[]): Promise<RowOutcome[]>;
  recordReturns(drafts: readonly ReturnDraft[]): Promise<ReturnOutcome[]>;
  /** `unchanged` when the external id is already recorded. */
  recordInteractions(drafts: readonly InteractionDraft[]): Promise<RowOutcome[]>;
  /** `unchanged` when it is recorded already and tells nothing new. */
  recordReviews(drafts: readonly ReviewDraft[]): Promise<RowOutcome[]>;
  /** The survey that responses are to, made where there is none. */
  pastSurvey(draft: SurveyDraft): Promise<AnsweredSurvey>;
  /** `unchanged` when the external id is already recorded. */
  submitResponses(drafts: readonly ResponseSubmission[]): Promise<RowOutcome[]>;
  /** Calls as SDKs of Segment's API make them. */
  trackMessages(calls: readonly unknown[]): Promise<Tracked>;
}

/** Takes everything and keeps nothing: for a dry run. */
export const drySink: ImportSink = {
  upsertCustomers: async (drafts) => drafts.map(() => ({ status: 'created' })),
  upsertProducts: async (drafts) => drafts.map(() => ({ status: 'created' })),
  recordPurchases: async (drafts) => drafts.map(() => ({ status: 'created' })),
  recordInteractions: async (drafts) => drafts.map(() => ({ status: 'created' })),
  recordReviews: async (drafts) => drafts.map(() => ({ status: 'created' })),
  pastSurvey: async ({ questions }) => ({
    id: '',
    status: 'CLOSED',
    questions: (questions ?? []).map((question, place) => ({ ...questionOf(question), id: String(place) })),
  }),
  submitResponses: async (drafts) => drafts.map(() => ({ status: 'created' })),
  recordReturns: async (drafts) => drafts.map(() => ({ outcome: { status: 'created' }, refusedLines: [] })),
  trackMessages: async (calls) => ({ taken: calls.length, duplicates: 0, refused: [] }),
};
