import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, getOperationAST, isIntrospectionType, isObjectType, parse } from 'graphql';
import { lacksSize } from '../../../src/api/limits/cost.plan.ts';
import { standardLimits } from '../../../src/api/limits/limits.ts';
import { scaleOf } from '../../../src/api/limits/scale.ts';
import { examples } from '../../../src/http/examples.ts';
import { buildSchema } from '../../../src/schema.ts';

const schema = buildSchema();
const weigh = scaleOf(schema);

function weightOf(query: string, variables = {}) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The test asks nothing.');
  return weigh(document, operation, variables);
}

describe('the weight of an operation', () => {
  it.each([
    ['nothing that is no object', '{ __typename }', 0],
    ['a root object', '{ viewer { name scopes } }', 1],
    ['a page of 25 unless another is asked for', '{ customers { nodes { name } } }', 25],
    ['a page of the size asked for', '{ customers(first: 4) { nodes { name } } }', 4],
    ['a page from the end', '{ customers(last: 7) { edges { cursor node { name } } } }', 7],
    [
      'a page and its rows once for nodes and edges',
      '{ customers(first: 4) { nodes { id } edges { node { id } } } }',
      4,
    ],
    ['a page of which nothing is asked', '{ customers(first: 3) { pageInfo { hasNextPage } } }', 3],
    ['no more than the largest page', '{ customers(first: 101) { nodes { id } } }', 100],
    [
      'links below a page, once for each row',
      '{ customers(first: 4) { nodes { summary { purchaseCount } } } }',
      8,
    ],
    [
      'amounts with their row',
      '{ customers(first: 4) { nodes { yearlyIncome { amount } address { city } } } }',
      4,
    ],
    ['pages below pages', '{ customers(first: 4) { nodes { purchases(first: 5) { nodes { id } } } } }', 24],
    ['a list without pages by its size', '{ purchases(first: 3) { nodes { lines { id } } } }', 18],
    ['the ids asked for', '{ nodes(ids: ["a", "b", "c"]) { id } }', 3],
    [
      'the heaviest of the types something can be',
      '{ node(id: "a") { ... on Customer { summary { purchaseCount } members(first: 2) { nodes { id } } } ... on Product { name } } }',
      4,
    ],
    ['each alias', '{ a: viewer { name } b: viewer { name } }', 2],
    ['one name in two places once', '{ viewer { name } ...F } fragment F on Query { viewer { scopes } }', 1],
    [
      'what fragments add to each other',
      '{ customers(first: 2) { ...A ...B } } fragment A on CustomerConnection { nodes { organisation { id } } } fragment B on CustomerConnection { nodes { summary { purchaseCount } organisation { summary { purchaseCount } } } }',
      8,
    ],
    [
      'nothing that is left out',
      '{ viewer @skip(if: true) { name } ... @include(if: false) { customers { nodes { id } } } }',
      0,
    ],
    [
      'what one place leaves out and another does not',
      '{ viewer @skip(if: true) { name } viewer { name } }',
      1,
    ],
  ])('counts %s', (_, query, nodes) => {
    expect(weightOf(query)).toEqual({ nodes, extra: 0 });
  });

  it.each([
    [
      'a count 10, once for each list',
      '{ customers(first: 4) { totalCount nodes { purchases(first: 1) { totalCount } } } }',
      { nodes: 8, extra: 50 },
    ],
    [
      'a plain value that is asked for again 1, once for each row',
      '{ customers(first: 4) { nodes { name a: id b: id c: id summary { purchaseCount } } } }',
      { nodes: 8, extra: 8 },
    ],
    [
      'a mutation 10 and what it gives back',
      'mutation { a: cancelPurchase(input: { id: "a" }) { purchase { customer { id } } userErrors { code } } }',
      { nodes: 2, extra: 10 },
    ],
    [
      'a filter 1 for each comparison, and for every ten items of a list',
      `{ customers(first: 1, filter: { name: { contains: "a", ne: null }, or: [
        { region: { eq: "b" } }, { interests: { hasAny: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"] } }
      ] }) { nodes { id } } }`,
      { nodes: 1, extra: 5 },
    ],
    [
      'a filter within a list once for each row',
      '{ customers(first: 4) { nodes { purchases(first: 1, filter: { channel: { eq: "a" } }) { nodes { id } } } } }',
      { nodes: 8, extra: 4 },
    ],
    [
      'the lists sent with a mutation 1 for each item',
      `mutation { recordPurchase(input: { channel: "a", externalIds: [{ source: "a", id: "b" }], lines: [
        { product: { sku: "a" }, quantity: 1, unitPrice: "1" }, { product: { sku: "b" }, quantity: 1, unitPrice: "1" }
      ] }) { userErrors { code } } }`,
      { nodes: 0, extra: 13 },
    ],
  ])('adds for %s', (_, query, weight) => {
    expect(weightOf(query)).toEqual(weight);
  });

  it('follows the variables, and their defaults', () => {
    const query = `query ($first: Int = 5, $ids: [ID!]!, $with: Boolean!) {
      customers(first: $first) { nodes { summary @include(if: $with) { purchaseCount } } }
      nodes(ids: $ids) { id }
    }`;

    expect(weightOf(query, { ids: ['a', 'b'], with: true }).nodes).toBe(12);
    expect(weightOf(query, { ids: ['a'], with: false, first: 50 }).nodes).toBe(51);
    expect(weightOf(query, { ids: 'a', first: null }).nodes).toBe(26);
    expect(weightOf(query, { ids: 7, with: 'x', first: 'y' }).nodes).toBe(26);
  });

  it('counts what variables send', () => {
    const query = `query ($filter: CustomerFilter, $names: [String!]) {
      a: customers(first: 1, filter: $filter) { nodes { id } }
      b: customers(first: 1, filter: { name: { in: $names } }) { nodes { id } }
    }`;
    const names = Array.from({ length: 95 }, String);

    expect(weightOf(query, { filter: { interests: { hasAll: names } }, names })).toEqual({
      nodes: 2,
      extra: 20,
    });
    expect(weightOf(query, { filter: 7 })).toEqual({ nodes: 2, extra: 1 });
  });

  it('grows with the schema in circles, which a few aliases make too much', () => {
    const circle = '{ types { fields { type { fields { name } } } } }';
    const one = weightOf(`{ __schema ${circle} }`);
    const many = weightOf(
      `{ ${Array.from({ length: 90 }, (_, n) => `a${n}: __schema ${circle}`).join(' ')} }`,
    );

    expect(one.nodes).toBe(0);
    expect(one.extra).toBeLessThan(standardLimits.reading.cost / 5);
    expect(many.extra).toBeGreaterThan(standardLimits.reading.cost);
  });

  it('lets the introspection query and the examples of the explorer pass', () => {
    const weights = [getIntrospectionQuery(), ...examples.map(({ query }) => query)].map((query) =>
      weightOf(query),
    );

    for (const { nodes, extra } of weights)
      expect(nodes + extra).toBeLessThan(standardLimits.reading.cost / 5);
  });
});

describe('every list of objects', () => {
  it('says which size it is weighed with', () => {
    const unsaid = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !isIntrospectionType(type)
        ? Object.values(type.getFields())
            .filter((field) => lacksSize(type, field))
            .map(({ name }) => `${type.name}.${name}`)
        : [],
    );

    expect(unsaid).toEqual([]);
  });
});
