import { expect } from '@jest/globals';
import { mutating } from '../support/mutating.ts';
import type { TestShop } from '../support/shop.ts';

export interface UserErrorAnswer {
  path: string[];
  message: string;
  code: string;
}

export const caseFields = `
  id kind channel openedBy subject status priority assignee openedAt dueAt firstResponseAt resolvedAt reopenedCount
  firstResponseSeconds firstResponseBusinessSeconds resolutionSeconds resolutionBusinessSeconds withinTarget`;

export const interactionFields = `
  id kind channel author agent occurredAt subject body externalIds { source id }
  customer { id } product { id sku } purchase { id } serviceCase { id }`;

/** The service desk of a shop as a client of its API works at it. */
export function desk(shop: TestShop) {
  const mutate = mutating(shop);
  const interaction = `interaction { ${interactionFields} }`;
  const changing = (name: string, input: object) =>
    mutate(name, `serviceCase { ${caseFields} } ${interaction}`, input);

  return {
    recording: (input: object) => mutate('recordInteraction', interaction, input),
    /** Any mutation of a case, with what it answers. */
    changing,
    /** A mutation of a case that must be taken; the case as it leaves it. */
    async change(name: string, input: object) {
      const { serviceCase, userErrors } = await changing(name, input);
      expect(userErrors).toEqual([]);
      return serviceCase;
    },
    /** Opens a case of a customer that must be taken: a complaint by e-mail unless the test says otherwise. */
    async open(customerId: string, input: object = {}) {
      const { serviceCase, userErrors } = await changing('openServiceCase', aCase(customerId, input));
      expect(userErrors).toEqual([]);
      return serviceCase;
    },
    async summaryOf(customerId: string) {
      const { data } = await shop.ask(
        'query ($id: ID!) { customer(by: { id: $id }) { summary { interactionCount openCaseCount } } }',
        { id: customerId },
      );
      return data.customer.summary;
    },
  };
}

export function aCase(customerId: string, input: object = {}): object {
  return {
    customer: { id: customerId },
    kind: 'COMPLAINT',
    channel: 'EMAIL',
    subject: 'The lid leaks',
    body: 'It drips.',
    ...input,
  };
}

export function anInteraction(customerId: string, input: object = {}): object {
  return { customer: { id: customerId }, kind: 'ADVICE', channel: 'CHAT', author: 'CUSTOMER', ...input };
}
