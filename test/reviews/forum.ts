import { expect } from '@jest/globals';
import { mutating } from '../support/mutating.ts';
import type { TestShop } from '../support/shop.ts';

export const reviewFields = `
  id source externalId author rating ratingMax stars text language url writtenAt
  sentiment { label score method } reply { text by repliedAt }
  customer { id name } product { sku }`;

/** What is said of a shop in public, as a client of its API records it. */
export function forum(shop: TestShop) {
  const mutate = mutating(shop);
  const review = `review { ${reviewFields} }`;
  const recording = (input: object) => mutate('recordReview', `recording ${review}`, input);
  const replying = (input: object) => mutate('replyToReview', review, input);

  return {
    recording,
    replying,
    /** Records a review that must be taken: four stars at trustpilot unless the test says otherwise. */
    async record(input: object = {}) {
      const { review, userErrors } = await recording(aReview(input));
      expect(userErrors).toEqual([]);
      return review;
    },
    async reply(input: object) {
      const { review, userErrors } = await replying(input);
      expect(userErrors).toEqual([]);
      return review;
    },
  };
}

export function aReview(input: object = {}): object {
  return { source: 'trustpilot', rating: 4, ratingMax: 5, ...input };
}
