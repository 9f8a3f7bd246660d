import { expect } from '@jest/globals';
import type { TestShop } from './shop.ts';

/** Mutations of a shop that must not fail: the payload, with what was selected of it and its user errors. */
export function mutating(shop: TestShop) {
  return async (name: string, selection: string, input: object, scopes?: readonly string[] | null) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await shop.ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { path message code } } }`,
      { input },
      scopes === undefined ? {} : { scopes },
    );
    expect(answer.errors).toEqual([]);
    return answer.data[name];
  };
}
