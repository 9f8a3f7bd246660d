import type { CustomerDraft, CustomerReference } from '../customers/customer.rules.ts';

export interface Known {
  draft: Pick<CustomerDraft, 'externalIds' | 'language'>;
}

/** What is known of customers, by whom a reference names. */
export function byReference<Customer extends Known, Value>(
  customers: readonly Customer[],
  of: (customer: Customer) => Value,
): (reference: CustomerReference) => Value | undefined {
  const values = new Map(
    customers.flatMap((customer) =>
      (customer.draft.externalIds ?? []).map(
        (externalId) => [JSON.stringify({ externalId }), of(customer)] as const,
      ),
    ),
  );
  return (reference) => values.get(JSON.stringify(reference));
}
