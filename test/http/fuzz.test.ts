import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { errorCodes } from '../../src/api/errors.ts';
import { userErrorCodes } from '../../src/kernel/errors.ts';
import { globalId, newId } from '../../src/kernel/ids.ts';
import { buildSchema } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';
import { type Chance, made } from '../support/fuzz/chance.ts';
import type { OperationSetting } from '../support/fuzz/operations.ts';
import { aRequest, type Request } from '../support/fuzz/requests.ts';
import { marker } from '../support/fuzz/values.ts';
import { allScopes, type TestShop } from '../support/shop.ts';

const seed = Number(process.env.FUZZ_SEED ?? 20_261_125);
const runs = Number(process.env.FUZZ_RUNS ?? 1_000);

/** In every personal field of the customers there are, and in nothing that is asked. */
const personal = 'zqPersonal7';
const personalIncome = '4242424242.42';

/** Errors that would be ours to mend; no request may cause one. */
const ours: readonly string[] = ['INTERNAL', 'UNAVAILABLE'];
const clientCodes: readonly string[] = errorCodes.filter((code) => !ours.includes(code));
const allowedParts = {
  answer: ['data', 'errors', 'extensions'],
  error: ['message', 'locations', 'path', 'extensions'],
  extensions: ['redacted', 'cost'],
  errorExtensions: ['at', 'code', 'limit', 'scope', 'validationErrorCode'],
};
/** What a thousand requests have to have met, or they would show little. */
const metByThousand = [
  'query done',
  'mutation done',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'NOT_FOUND',
];
const stackOrSql =
  /\.[jt]s:\d+|node_modules|\bselect\b.+\bfrom\b|insert into|\brelation "|at or near|violates|\$\d+\b|::\w+|customer_(key|summary)|purchase_(line|key)|refund_(line|key)|api_key|folded_name|_minor\b/is;

onBothEngines('whatever is asked', (shop) => {
  let setting: OperationSetting;
  const seen = new Map<string, number>();
  const lines = () => [...shop.answered(), ...shop.failures()].map((line) => JSON.stringify(line));

  beforeAll(async () => {
    setting = { schema: buildSchema(), ...(await filled(shop)) };
  }, 60_000);

  it(`is answered, or refused with a code of the README, and tells no secret (${runs} requests, seed ${seed})`, async () => {
    const request = made((chance) => ({ sent: aRequest(chance, setting), scopes: someScopes(chance) }));

    await fc.assert(
      fc.asyncProperty(request, async ({ sent, scopes }) => {
        const headers = scopes === null ? {} : { authorization: `Bearer ${await shop.keyWith(scopes)}` };
        const response = await shop.app.inject({ ...sent, headers: { ...sent.headers, ...headers } });
        for (const met of judge(sent, response, scopes)) seen.set(met, (seen.get(met) ?? 0) + 1);
      }),
      { seed, numRuns: runs, endOnFailure: Boolean(process.env.FUZZ_RUNS) },
    );

    expect([...seen.keys()]).toEqual(expect.arrayContaining(metByThousand));
    expect(shop.failures()).toEqual([]);
    expect(lines().filter((line) => line.includes(marker) || line.includes(personal))).toEqual([]);
  }, 600_000);
});

interface Told {
  message: unknown;
  extensions?: Record<string, unknown>;
}

function judge(
  sent: Request,
  response: { statusCode: number; body: string },
  scopes: readonly string[] | null,
): string[] {
  expect(response.statusCode).toBeLessThan(500);
  if (!scopes?.includes('customers:pii')) {
    expect(response.body).not.toContain(personal);
    expect(response.body).not.toContain(personalIncome);
  }
  if (sent.method === 'HEAD' || response.body === '') return [];
  const answer = JSON.parse(response.body);
  expect(unknownParts(answer, allowedParts.answer)).toEqual([]);
  expect(unknownParts(answer.extensions, allowedParts.extensions)).toEqual([]);
  const errors: Told[] = answer.errors ?? [];
  for (const error of errors) {
    expect(unknownParts(error, allowedParts.error)).toEqual([]);
    expect(unknownParts(error.extensions, allowedParts.errorExtensions)).toEqual([]);
    expect(clientCodes).toContain(error.extensions?.code);
  }
  const userErrors = userErrorsIn(answer.data);
  for (const { code } of userErrors) if (code !== undefined) expect(userErrorCodes).toContain(code);
  const told = JSON.stringify([errors, userErrors]);
  expect(told).not.toContain(marker);
  expect(told).not.toMatch(stackOrSql);
  const met = [...errors.map(({ extensions }) => extensions?.code), ...userErrors.map(({ code }) => code)];
  return met.length > 0
    ? met.map(String)
    : [`${/mutation/.test(String(sent.payload)) ? 'mutation' : 'query'} done`];
}

function unknownParts(value: object | undefined, allowed: readonly string[]): string[] {
  return Object.keys(value ?? {}).filter((name) => !allowed.includes(name));
}

function userErrorsIn(data: unknown): Record<string, unknown>[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) =>
    name === 'userErrors' ? (value as Record<string, unknown>[]) : userErrorsIn(value),
  );
}

function someScopes(chance: Chance): readonly string[] | null {
  const reading = allScopes.filter((scope) => scope.endsWith(':read'));
  return chance.pick([
    null,
    [],
    allScopes,
    allScopes,
    allScopes.filter((scope) => scope !== 'customers:pii'),
    allScopes.filter((scope) => scope !== 'customers:pii'),
    reading,
    ['customers:write', 'purchases:write', 'products:write'],
    ['customers:read'],
  ]);
}

/** Customers whose personal fields have the mark, what they bought, and cursors of real lists. */
async function filled(shop: TestShop): Promise<Omit<OperationSetting, 'schema'>> {
  const make = `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { message } } }`;
  const ids: string[] = [];
  for (const number of [1, 2, 3, 4]) {
    const input = {
      name: `Customer ${number}`,
      email: `${personal}${number}@example.fi`,
      phone: '+358401234567',
      address: { street: `${personal} 1`, city: `${personal}` },
      yearlyIncome: { amount: personalIncome, currency: 'EUR' },
    };
    const { data, errors } = await shop.ask(make, { input });
    expect([errors, data?.createCustomer.userErrors]).toEqual([[], []]);
    ids.push(data.createCustomer.customer.id);
  }
  const sold = await shop.ask(
    `mutation ($id: ID!) {
      upsertProduct(input: { sku: "TENT-2P", name: "Tent", price: { amount: "249.00", currency: "EUR" } }) { product { id } userErrors { message } }
      recordPurchase(input: { customer: { id: $id }, channel: "webshop", lines: [{ product: { sku: "TENT-2P" }, quantity: 3, unitPrice: "249.00" }] }) {
        purchase { id lines { id } } userErrors { message }
      }
    }`,
    { id: ids[0] },
  );
  const { upsertProduct, recordPurchase } = sold.data;
  const listed = await shop.ask(
    '{ customers(first: 2) { edges { cursor } } purchases { edges { cursor } } byName: customers(first: 2, orderBy: [{ field: NAME }]) { edges { cursor } } }',
  );
  const cursors = Object.values<{ edges: { cursor: string }[] }>(listed.data).flatMap(({ edges }) =>
    edges.map(({ cursor }) => cursor),
  );
  return {
    ids: [
      ...ids,
      upsertProduct.product.id,
      recordPurchase.purchase.id,
      ...recordPurchase.purchase.lines.map(({ id }: { id: string }) => id),
      ...['customer', 'product', 'purchase', 'refund'].map((type) => globalId(type, newId())),
    ],
    cursors,
  };
}
