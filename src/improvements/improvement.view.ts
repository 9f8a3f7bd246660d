import { globalId } from '../kernel/ids.ts';
import type { ImprovementEntity } from './improvement.entity.ts';
import type { CaseStudyEntity } from './study.entity.ts';

/** An improvement as the change log tells it, in the words of the schema. */
export function improvementView(improvement: ImprovementEntity) {
  return {
    title: improvement.title,
    description: improvement.description ?? null,
    status: improvement.status,
    reason: improvement.reason ?? null,
    product: improvement.productId ? globalId('product', improvement.productId) : null,
    doneAt: improvement.doneAt ?? null,
  };
}

/** A case study as the change log tells it, in the words of the schema. */
export function studyView(study: CaseStudyEntity) {
  return {
    title: study.title,
    question: study.question,
    period:
      study.periodFrom || study.periodTo
        ? { from: study.periodFrom ?? null, to: study.periodTo ?? null }
        : null,
    conclusion: study.conclusion ?? null,
  };
}
