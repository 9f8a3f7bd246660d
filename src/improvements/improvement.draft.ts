import { referenceOf } from '../customers/customer.reference.ts';
import type { ProposeImprovementInput } from './improvement.input.ts';
import type { ImprovementDraft } from './improvement.service.ts';
import type { CreateCaseStudyInput } from './study.input.ts';
import type { StudyDraft } from './study.service.ts';

/** The input as rules and services know it; validation has made sure that a product is named once. */
export function improvementDraftOf({ product, ...input }: ProposeImprovementInput): ImprovementDraft {
  if (!product) return input;
  return {
    ...input,
    product: product.sku === undefined ? { id: product.id ?? '' } : { sku: product.sku },
  };
}

export function studyDraftOf({ customers, ...input }: CreateCaseStudyInput): StudyDraft {
  return { ...input, customers: customers.map(referenceOf) };
}
