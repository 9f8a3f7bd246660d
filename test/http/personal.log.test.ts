import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { connect } from '../../src/database/connect.ts';
import { freshPostgresUrl } from '../support/engines.ts';
import { type Environment, ran, type Served, serve } from '../support/program.ts';

/** What nobody may find in a log. */
const secrets = {
  email: 'pirkko.salainen@example.fi',
  phone: '+358401239876',
  address: { street: 'Salakatu 13', postalCode: '99871', city: 'Salala' },
  yearlyIncome: { amount: '98765432.10', currency: 'EUR' },
};
const secretPattern = /salainen|401239876|salakatu|salala|98765432/i;

const input = { name: 'Pirkko', ...secrets };
const create =
  'mutation Create($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code } } }';
const literal = `mutation { createCustomer(input: {
  name: "Pirkko", email: "${secrets.email}", phone: "${secrets.phone}", address: { street: "Salakatu 13" },
  yearlyIncome: { amount: "${secrets.yearlyIncome.amount}", currency: "EUR" } }) { userErrors { code } } }`;
const find =
  'query ($email: StringFilter) { customers(filter: { email: $email }) { nodes { email phone } } }';

let database: Awaited<ReturnType<typeof freshPostgresUrl>>;
let kysely: Kysely<unknown>;
let environment: Environment;
let server: Served;
let key: string;

beforeAll(async () => {
  database = await freshPostgresUrl();
  kysely = (await connect({ url: database.address, poolSize: 1 })).kysely;
  environment = { DATABASE_URL: database.address, HOST: '127.0.0.1', LOG_LEVEL: 'trace' };
  server = await serve(environment);
  const scopes = 'customers:read,customers:write,customers:pii';
  key = (await ran(['keys', 'create', '--name', 'Clerk', '--scopes', scopes], environment)).out.trim();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await kysely.destroy();
  await database.drop();
});

interface Body {
  data?: { createCustomer?: { userErrors: { code: string }[] } };
  errors?: { extensions: { code: string } }[];
}

/** How it ended: the code of the error, of the mistake, or DONE. */
async function ending(query: string, variables = {}): Promise<string> {
  const { data, errors = [] } = (await (await server.ask(query, variables, key)).json()) as Body;
  return errors[0]?.extensions.code ?? data?.createCustomer?.userErrors[0]?.code ?? 'DONE';
}

async function statusOf(body: string, type = 'application/json'): Promise<number> {
  const headers = { 'content-type': type, authorization: `Bearer ${key}` };
  return (await fetch(`${server.address}/graphql`, { method: 'POST', headers, body })).status;
}

it('takes personal data, well and badly given', async () => {
  expect([
    await ending(create, { input }),
    await ending(create, { input }),
    await ending(literal),
    await ending(create, { input: { ...input, email: 'salainen' } }),
    await ending(find, { email: { eq: secrets.email } }),
  ]).toEqual(['DONE', 'TAKEN', 'TAKEN', 'INVALID', 'DONE']);
});

it('refuses what is no operation of the schema, and what is no request', async () => {
  const body = JSON.stringify({ query: create, variables: { input }, operationName: secrets.email });
  const address = `${server.address}/graphql?query=${encodeURIComponent(literal)}`;

  expect([
    await ending(literal.replace('name:', 'nome:')),
    await ending(literal.slice(0, -4)),
    await ending(create, { input: { ...input, kind: 'SALAINEN' } }),
  ]).toEqual(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT']);
  expect([
    await statusOf(body),
    await statusOf(body.replace('"Salakatu 13"', 'Salakatu 13')),
    await statusOf(`[${body}]`),
    await statusOf(`email=${secrets.email}`, 'application/x-www-form-urlencoded'),
    await statusOf(body.padEnd(1_100_000)),
    (await fetch(address)).status,
  ]).toEqual([400, 400, 400, 415, 413, 400]);
});

it('fails where the database does', async () => {
  const another = { input: { ...input, email: 'pirkko.salainen@example.org' } };
  await sql`
    alter table customer add constraint refused check (email <> 'pirkko.salainen@example.org')`.execute(
    kysely,
  );
  expect(await ending(create, another)).toBe('INTERNAL');
  expect(await ending(literal.replace('example.fi', 'example.org'))).toBe('INTERNAL');

  await sql`alter table customer rename column street to strasse`.execute(kysely);
  expect(await ending(create, { input: { ...input, email: 'salainen@example.net' } })).toBe('INTERNAL');
  expect(await ending(`{ customer(by: { email: "${secrets.email}" }) { address { street } } }`)).toBe(
    'INTERNAL',
  );
});

it('has let none of it into the log, and keeps by whom and how much was read', async () => {
  server.child.kill('SIGTERM');
  const { code, out, err } = await server.ended;

  expect(code).toBe(0);
  expect(out.match(/"a request failed"/g)).toHaveLength(4);
  expect((out + err).split('\n').filter((line) => secretPattern.test(line))).toEqual([]);
  const { rows } = await sql`
    select name, count::int from personal_read join api_key on api_key.id::text = actor`.execute(kysely);
  // Two values that were shown, and two questions by an e-mail address.
  expect(rows).toEqual([{ name: 'Clerk', count: 4 }]);
  const { out: list } = await ran(['keys', 'list'], environment);
  expect(list).toMatch(
    /\nck_[\da-f]{12} {2}Clerk .* {2}\S+Z {2}\d{4}-\d\d-\d\dT\d\d:\d\dZ {2}never {2,}active\n/,
  );
});
