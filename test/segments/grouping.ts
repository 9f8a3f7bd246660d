import { expect } from '@jest/globals';
import { mutating } from '../support/mutating.ts';
import type { TestShop } from '../support/shop.ts';

export const segmentFields =
  'id name description kind rule size computedAt failedAt failure createdAt updatedAt';

/** The segments of a shop, as a client of its API makes and reads them. */
export function grouping(shop: TestShop) {
  const mutate = mutating(shop);
  const segmenting = (name: string, input: object, scopes?: readonly string[]) =>
    mutate(name, name === 'deleteSegment' ? 'deletedId' : `segment { ${segmentFields} }`, input, scopes);
  const changingList = (name: string) => async (id: string, customerIds: readonly string[]) => {
    const type = 'SegmentCustomersInput';
    const { data, errors } = await shop.ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { segment { size computedAt } userErrors { path message code } } }`,
      { input: { id, customers: customerIds.map((customerId) => ({ id: customerId })) } },
    );
    expect(errors).toEqual([]);
    return data[name];
  };

  return {
    /** Any mutation of a segment, with what it answers. */
    segmenting,
    /** A mutation of a segment that must be taken; the segment as it leaves it. */
    async segment(name: 'createSegment' | 'updateSegment', input: object) {
      const { segment, userErrors } = await segmenting(name, input);
      expect(userErrors).toEqual([]);
      return segment;
    },
    adding: changingList('addToSegment'),
    removing: changingList('removeFromSegment'),
    /** The names of the members, those who joined last first. */
    async membersOf(id: string, asOf?: string): Promise<string[]> {
      const { data, errors } = await shop.ask(
        'query ($id: ID!, $asOf: DateTime) { segment(by: { id: $id }) { members(asOf: $asOf, first: 100) { nodes { name } } } }',
        { id, asOf },
      );
      expect(errors).toEqual([]);
      return data.segment.members.nodes.map(({ name }: { name: string }) => name);
    },
  };
}
