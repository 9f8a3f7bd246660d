import { expect } from '@jest/globals';
import type { TestShop } from '../support/shop.ts';

export const reviewFields = `
  id source externalId author rating ratingMax stars text language url writtenAt
  sentiment { label score method } reply { text by repliedAt }
  customer { id name } product { sku }`;

/** What is said of a shop in public, as a client of its API records it. */
export function forum(shop: TestShop) {
  async function mutate(name: string, type: string, input: object) {
    const answer = await shop.ask(
      `mutation ($input: ${type}!) {
        ${name}(input: $input) { review { ${reviewFields} } userErrors { path message code } }
      }`,
      { input },
    );
    expect(answer.errors).toEqual([]);
    return answer.data[name];
  }
  const recording = (input: object) => mutate('recordReview', 'RecordReviewInput', input);
  const replying = (input: object) => mutate('replyToReview', 'ReplyToReviewInput', input);

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
