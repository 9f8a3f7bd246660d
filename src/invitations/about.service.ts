import type { Unit } from '../api/unit.ts';
import { findCases } from '../interactions/case.finding.ts';
import { refuse } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { findProducts } from '../products/product.service.ts';
import { findPurchases } from '../purchases/purchase.finding.ts';
import { noSubject, type Subject } from '../surveys/response.rules.ts';
import type { SubjectReference } from '../surveys/submission.ts';

/** What is asked about, and whose it is; null: anybody's. */
export interface FoundSubject {
  subject: Subject;
  customerId: Uuid | null;
  path: 'product' | 'purchase' | 'serviceCase';
}

/** Finds what customers are to be asked about: one statement. */
export async function subjectOf({ em }: Unit, about: SubjectReference): Promise<FoundSubject> {
  if ('product' in about) {
    const [productId] = await findProducts(em, [about.product]);
    if (!productId) return refuseMissing('product', 'product');
    return { subject: { ...noSubject, productId }, customerId: null, path: 'product' };
  }
  if ('purchase' in about) {
    const [purchase] = await findPurchases(em, [about.purchase]);
    if (!purchase) return refuseMissing('purchase', 'purchase');
    const { id: purchaseId, customerId } = purchase;
    return { subject: { ...noSubject, purchaseId }, customerId, path: 'purchase' };
  }
  const [found] = await findCases(em, [about.serviceCase]);
  if (!found) return refuseMissing('serviceCase', 'service case');
  const { id: serviceCaseId, customerId } = found;
  return { subject: { ...noSubject, serviceCaseId }, customerId, path: 'serviceCase' };
}

function refuseMissing(path: FoundSubject['path'], noun: string): never {
  return refuse('NOT_FOUND', ['about', path], `There is no ${noun} by this reference.`);
}
