import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { refusalOf } from '../../../src/api/limits/document.refusal.ts';
import { sizeOf } from '../../../src/api/limits/document.size.ts';
import { standardLimits } from '../../../src/api/limits/limits.ts';

const none = { depth: 0, introspectionDepth: 0, aliases: 0, directives: 0, duplicateFields: 1 };
const sized = (text: string) => sizeOf(parse(text));

describe('the size of a document', () => {
  it.each([
    ['fields inside each other', '{ a { b { c } } d }', { depth: 3 }],
    [
      'fields of fragments where they are spread',
      '{ a { ...F } } fragment F on T { b { ... { c } } }',
      { depth: 3 },
    ],
    ['the deepest of several operations', 'query A { a } query B { a { b } }', { depth: 2 }],
    ['a fragment that is not spread', '{ a } fragment F on T { b { c { d { e } } } }', { depth: 4 }],
    [
      'aliases, each time a fragment is spread',
      '{ x: a { ...F } y: a { ...F } } fragment F on T { z: b }',
      { depth: 2, aliases: 4 },
    ],
    [
      'directives everywhere',
      'query ($a: A @d) @d { ... @d { a @d } ...F @d } fragment F on T @d { a @d @d }',
      { depth: 1, directives: 7, duplicateFields: 2 },
    ],
    [
      'fields of one name, by the name in the answer',
      '{ a b: a a ...F } fragment F on T { a b: a }',
      { depth: 1, aliases: 2, duplicateFields: 3 },
    ],
    ['fields of one name once they are merged', '{ a { b b } a { b } }', { depth: 2, duplicateFields: 3 }],
    [
      'the schema apart',
      '{ a { b } __type(name: "A") { fields { type { ofType { ofType { name } } } } } }',
      { depth: 2, introspectionDepth: 4 },
    ],
    [
      'the schema in a fragment',
      '{ __schema { types { ...F } } } fragment F on __Type { fields { name } }',
      { depth: 1, introspectionDepth: 4 },
    ],
  ])('counts %s', (_, text, size) => {
    expect(sized(text)).toEqual({ ...none, ...size });
  });

  it('is found in one walk of fragments that lead in a circle', () => {
    expect(sized('{ ...A } fragment A on T { a { ...B } } fragment B on T { b { ...A } }').depth).toBe(2);
  });

  it('is found in one walk of fragments that double each other 1,100 times', () => {
    const steps = Array.from(
      { length: 1_100 },
      (_, n) => `fragment F${n} on T { ...F${n + 1} ...F${n + 1} }`,
    );

    const { aliases } = sized(`{ ...F0 } ${steps.join(' ')} fragment F1100 on T { a: b }`);

    expect(aliases).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a limit of 0', () => {
  it('is none', () => {
    const limits = { ...standardLimits.document, depth: 0 };

    expect(refusalOf(parse(`${'{a'.repeat(100)}${'}'.repeat(100)}`), limits)).toBeNull();
  });
});

describe('the standard limits', () => {
  it('let the introspection query of graphql-js pass', () => {
    const text = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true });

    expect(
      refusalOf(parse(text, { maxTokens: standardLimits.document.tokens }), standardLimits.document),
    ).toBeNull();
  });
});
