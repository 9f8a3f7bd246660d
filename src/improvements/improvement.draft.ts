import { referenceOf } from '../customers/customer.reference.ts';
import { productReferenceOf } from '../products/product.reference.ts';
import type { ProposeImprovementInput } from './improvement.input.ts';
import type { ImprovementDraft } from './improvement.service.ts';
import type { CreateCaseStudyInput } from './study.input.ts';
import type { StudyDraft } from './study.service.ts';

/** The input as rules and services know it. */
export function improvementDraftOf({ product, ...input }: ProposeImprovementInput): ImprovementDraft {
  return { ...input, product: product ? productReferenceOf(product) : null };
}

export function studyDraftOf({ customers, ...input }: CreateCaseStudyInput): StudyDraft {
  return { ...input, customers: customers.map(referenceOf) };
}
