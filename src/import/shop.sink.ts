import { inUnit, type UnitSetting } from '../api/unit.ts';
import { upsertCustomers } from '../customers/customer.service.ts';
import { recordInteractions } from '../interactions/interaction.service.ts';
import { upsertProducts } from '../products/product.service.ts';
import { recordPurchases } from '../purchases/purchase.service.ts';
import { recordReturns } from '../purchases/return.service.ts';
import { recordReviews } from '../reviews/review.service.ts';
import { pastSurvey } from '../surveys/past.survey.ts';
import { submitResponses } from '../surveys/response.service.ts';
import { trackMessages } from '../visits/track.service.ts';
import type { ImportSink, RowOutcome } from './import.sink.ts';

/** Drafts go to the services that the API's mutations go to, a transaction for each batch. */
export function shopSink(setting: UnitSetting): ImportSink {
  return {
    upsertCustomers: (drafts) => inUnit(setting, (unit) => upsertCustomers(unit, drafts)),
    upsertProducts: (drafts) => inUnit(setting, (unit) => upsertProducts(unit, drafts)),
    recordPurchases: (drafts) => inUnit(setting, (unit) => recordPurchases(unit, drafts)),
    recordInteractions: (drafts) => inUnit(setting, (unit) => recordInteractions(unit, drafts)),
    recordReviews: (drafts) => inUnit(setting, (unit) => recordReviews(unit, drafts)),
    pastSurvey: (draft) => inUnit(setting, (unit) => pastSurvey(unit, draft)),
    submitResponses: (drafts) =>
      inUnit(setting, (unit) => submitResponses(unit, drafts, { isHistory: true })),
    trackMessages: (calls) => inUnit(setting, (unit) => trackMessages(unit, calls, { isHistory: true })),
    recordReturns: async (drafts) => {
      const outcomes = await inUnit(setting, (unit) => recordReturns(unit, drafts));
      return outcomes.map(({ status, errors, refusedLines }) => {
        const outcome: RowOutcome = status === 'refused' ? { status, errors } : { status };
        return { outcome, refusedLines };
      });
    },
  };
}
