import type { Unit } from '../api/unit.ts';
import type { CustomerReference, ExternalId } from '../customers/customer.rules.ts';
import { findCustomers, noCustomer } from '../customers/identity.ts';
import { aboutOf } from '../interactions/about.service.ts';
import { findCases } from '../interactions/case.finding.ts';
import { at, type UserError, userError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { ProductReference } from '../products/product.rules.ts';
import type { PurchaseReference } from '../purchases/purchase.finding.ts';
import { noSubject, type ResponseDraft, type Subject } from './response.rules.ts';

/** What a response is about, as somebody names it. */
export type SubjectReference =
  | { purchase: PurchaseReference }
  | { product: ProductReference }
  | { serviceCase: string };

/** A response as somebody reports it, before anything it names has been found. */
export interface ResponseSubmission extends Omit<ResponseDraft, 'survey'> {
  /** Null: what was given is no id of a survey. */
  surveyId: Uuid | null;
  /** Null: of somebody unknown. */
  customer: CustomerReference | null;
  about?: SubjectReference | null;
  externalIds?: readonly ExternalId[] | null;
}

interface Found {
  /** Null: of somebody unknown. */
  customerId: Uuid | null;
  subject: Subject;
  errors: UserError[];
}

/** Finds whose responses are, and what they are about: a constant number of statements, however many they are. */
export async function subjectsOf(unit: Unit, submissions: readonly ResponseSubmission[]): Promise<Found[]> {
  const whose = await findCustomers(
    unit.em,
    submissions.map(({ customer }) => customer),
  );
  const about = await aboutOf(
    unit,
    submissions.map(({ about: named }, index) => ({
      draft: {
        product: named && 'product' in named ? named.product : null,
        purchase: named && 'purchase' in named ? named.purchase : null,
      },
      customerId: whose[index] ?? null,
    })),
  );
  const cases = await findCases(
    unit.em,
    submissions.map(({ about: named }) => (named && 'serviceCase' in named ? named.serviceCase : null)),
  );
  return submissions.map(({ customer, about: named }, index) => {
    const customerId = whose[index] ?? null;
    const { errors = [], productId = null, purchaseId = null } = about[index] ?? {};
    const all = at(['about'], errors);
    if (customer && customerId === null) all.unshift(noCustomer(customer));
    const subject = { ...noSubject, productId, purchaseId };
    if (!named || 'product' in named) return { customerId, subject, errors: all };
    if (!customer) all.push(userError('CONFLICT', ['about'], 'Only a customer can have what it is about.'));
    if ('purchase' in named || customerId === null) return { customerId, subject, errors: all };
    const serviceCase = cases[index];
    if (serviceCase?.customerId === customerId) subject.serviceCaseId = serviceCase.id;
    else all.push(userError('NOT_FOUND', ['about', 'serviceCase'], 'The customer has no case with this id.'));
    return { customerId, subject, errors: all };
  });
}
