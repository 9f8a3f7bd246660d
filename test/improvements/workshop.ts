import { expect } from '@jest/globals';
import { mutating } from '../support/mutating.ts';
import type { TestShop } from '../support/shop.ts';

export const improvementFields = `
  id title description status reason doneAt createdAt evidenceCount product { sku }
  evidence { totalCount nodes { id kind givenAt ageDays customer { name } response { id } review { id } interaction { id } } }
  customersToTell { totalCount nodes { name } }`;

export const studyFields = `
  id title question period { from to } conclusion concludedAt createdAt customers { name }
  findings {
    statement quote createdAt customer { name }
    purchase { id } interaction { id } response { id } review { id }
  }`;

/** What a shop makes of feedback, as a client of its API does it. */
export function workshop(shop: TestShop) {
  const mutate = mutating(shop);
  const improving = (name: string, input: object) =>
    mutate(name, `improvement { ${improvementFields} }`, input);
  const studying = (name: string, input: object) => mutate(name, `caseStudy { ${studyFields} }`, input);
  const takingUp = (input: object) => mutate('takeUpFeedback', 'serviceCase { id }', input);

  return {
    /** Any mutation of an improvement, with what it answers. */
    improving,
    /** Any mutation of a case study, with what it answers. */
    studying,
    takingUp,
    /** A mutation of an improvement that must be taken; the improvement as it leaves it. */
    async improve(name: string, input: object) {
      const { improvement, userErrors } = await improving(name, input);
      expect(userErrors).toEqual([]);
      return improvement;
    },
    /** A mutation of a case study that must be taken; the study as it leaves it. */
    async study(name: string, input: object) {
      const { caseStudy, userErrors } = await studying(name, input);
      expect(userErrors).toEqual([]);
      return caseStudy;
    },
    async takeUp(input: object) {
      const { userErrors } = await takingUp(input);
      expect(userErrors).toEqual([]);
    },
  };
}
