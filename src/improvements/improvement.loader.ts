import type { Selection } from '../api/context.ts';
import { loader } from '../api/loader.ts';
import type { Page, PageArgs } from '../api/page.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { groupedBy, indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { nobody } from '../satisfaction/score.rules.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { answersAround } from './effect.queries.ts';
import { type Effect, effectOf } from './effect.rules.ts';
import { evidencePages, type FeedbackRow, feedbackById } from './feedback.queries.ts';
import {
  customerPagesToTell,
  evidenceCounts,
  type ImprovementRow,
  improvementsById,
} from './improvement.queries.ts';

type SelectedPage = PageArgs & { selected: Selection | null };

export const improvementById = loader<Uuid, ImprovementRow | null>(async (context, ids, selected) => {
  return indexedBy(await improvementsById(context, ids, selected), ({ id }) => id);
}, null);

export const feedbackByKey = loader<Uuid, FeedbackRow | null>(async (context, ids) => {
  return indexedBy(await feedbackById(context, ids), ({ id }) => id);
}, null);

export const evidenceByImprovement = loader<Uuid, Page<FeedbackRow> | null, SelectedPage>(
  (context, ids, { selected: _, ...args }) => evidencePages(context, ids, args),
  null,
);

export const evidenceCountByImprovement = loader<Uuid, number, null>(async (context, ids) => {
  const counts = await evidenceCounts(context, ids);
  return new Map(counts.map(({ improvementId, count }) => [improvementId, count]));
}, 0);

export const customersByImprovement = loader<Uuid, Page<CustomerRow> | null, SelectedPage>(
  customerPagesToTell,
  null,
);

/** The effect of improvements that are done. */
export const effectByImprovement = loader<Uuid, Effect | null, { score: ScoreKind; days: number }>(
  async (context, ids, { score, days }) => {
    const rows = groupedBy(
      await answersAround(context, ids, { score, days }),
      ({ improvementId }) => improvementId,
    );
    const effects = ids.map((id) => {
      const of = (isTouched: boolean, isAfter: boolean) =>
        rows.get(id)?.find((row) => row.isTouched === isTouched && row.isAfter === isAfter) ?? nobody;
      const sums = {
        touchedBefore: of(true, false),
        touchedAfter: of(true, true),
        othersBefore: of(false, false),
        othersAfter: of(false, true),
      };
      return [id, effectOf(score, days, sums)] as const;
    });
    return new Map(effects);
  },
  null,
);
