import { describe, expect, it } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { mergesConditionally } from '../../src/api/merging.ts';

function isDoubtful(text: string): boolean {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document has no operation.');
  return mergesConditionally(document, operation);
}

describe('a place that is written several times and not always asked for', () => {
  it.each([
    ['first under a condition', '{ a @include(if: false) b a }'],
    ['under another name', '{ x: a @skip(if: true) b x: a }'],
    ['with something in it under a condition', '{ a { b } a @include(if: true) { c } }'],
    ['deep inside', '{ a { b { c } } a { b @skip(if: true) { d } } }'],
    ['in a fragment under a condition', '{ ...F @include(if: false) a } fragment F on Query { a }'],
    ['in an inline fragment under one', '{ a { b } ... @include(if: false) { a { c } } }'],
    ['in a fragment twice, once under one', '{ ...F ...F @skip(if: true) } fragment F on Query { a { b } }'],
    [
      'in a fragment in a fragment',
      '{ ...F a } fragment F on Query { ...G @skip(if: true) } fragment G on Query { a }',
    ],
  ])('is found %s', (_where, text) => {
    expect(isDoubtful(text)).toBe(true);
  });

  it.each([
    ['written once', '{ a @include(if: false) { b } c }'],
    ['asked for always', '{ a { b } a { c } }'],
    ['a leaf that was asked for before', '{ a a @include(if: false) }'],
    ['another place of the same name', '{ a { id @include(if: false) } b { id } }'],
    ['another name for the same field', '{ a @include(if: false) x: a }'],
    ['in an operation that is not run', 'query A { a } fragment F on Query { a @skip(if: true) a }'],
  ])('is not what is %s', (_what, text) => {
    expect(isDoubtful(text)).toBe(false);
  });
});
