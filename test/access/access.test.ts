import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportSPKI, importJWK, UnsecuredJWT } from 'jose';
import { type Kysely, sql } from 'kysely';
import { connect } from '../../src/database/connect.ts';
import { freshPostgresUrl } from '../support/engines.ts';
import { anIssuer, aSigningKey, aToken, audience, type Issuer, type SigningKey } from '../support/issuer.ts';
import { type Environment, ran, type Served, serve } from '../support/program.ts';

const viewer = '{ viewer { name scopes } }';
const count = '{ customers { totalCount } }';
const hourAgo = Math.floor(Date.now() / 1_000) - 3_600;

let database: Awaited<ReturnType<typeof freshPostgresUrl>>;
let kysely: Kysely<unknown>;
let environment: Environment;
let issuer: Issuer;
let server: Served;
let signer: SigningKey;

beforeAll(async () => {
  database = await freshPostgresUrl();
  kysely = (await connect({ url: database.address, poolSize: 1 })).kysely;
  environment = { DATABASE_URL: database.address, HOST: '127.0.0.1', LOG_LEVEL: 'trace' };
  issuer = await anIssuer();
  signer = await aSigningKey('first');
  const tokens = { JWT_JWKS: issuer.jwks, JWT_ISSUER: issuer.name, JWT_AUDIENCE: audience };
  server = await serve({ ...environment, ...tokens });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
  await kysely.destroy();
  await database.drop();
});

interface Body {
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers has the shape the test asked for.
  data?: any;
  errors?: { extensions: { code: string } }[];
}

async function asking(query: string, key: string | null, variables = {}) {
  const response = await server.ask(query, variables, key);
  const { data = null, errors = [] } = (await response.json()) as Body;
  return { status: response.status, data, errors, code: errors[0]?.extensions.code };
}

async function aKey(...options: string[]): Promise<string> {
  const { out, err } = await ran(['keys', 'create', ...options], environment);
  expect(err).toBe('');
  return out.trim();
}

async function untilRefused(key: string): Promise<void> {
  while ((await asking(count, key)).status !== 401);
}

describe('a token', () => {
  it('cannot be judged while the keys of its issuer cannot be had: 503, and again good afterwards', async () => {
    issuer.publish(null);
    const token = await aToken(issuer.name, signer);

    const refused = await asking(count, token);
    issuer.publish([signer]);
    const taken = await asking(count, token);

    expect([refused.status, refused.data, refused.code]).toEqual([503, null, 'UNAVAILABLE']);
    expect(taken).toMatchObject({ status: 200, errors: [], data: { customers: { totalCount: 0 } } });
  });

  it('is its subject with the scopes there are, from words or a list', async () => {
    const words = await aToken(issuer.name, signer, { scope: 'openid customers:read no:such admin' });
    const list = await aToken(issuer.name, signer, { sub: 'jaan', scope: ['products:read', 7] });
    const none = await aToken(issuer.name, signer, { sub: 'none', scope: { admin: true } });

    expect((await asking(viewer, words)).data.viewer).toEqual({
      name: 'aino',
      scopes: ['admin', 'customers:read'],
    });
    expect((await asking(viewer, list)).data.viewer).toEqual({ name: 'jaan', scopes: ['products:read'] });
    expect((await asking(viewer, none)).data.viewer).toEqual({ name: 'none', scopes: [] });
    expect(await asking(count, list)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN', scope: 'customers:read' } }],
    });
  });

  const claims = { iss: '', aud: audience, sub: 'aino', scope: 'customers:read', exp: hourAgo + 7_200 };
  const signed = (header: object, key: string | Buffer) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part(header)}.${part({ ...claims, iss: issuer.name })}`;
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  };
  it.each<[string, () => Promise<string> | string]>([
    ['of algorithm none', () => new UnsecuredJWT({ ...claims, iss: issuer.name }).encode()],
    [
      'of HS256 with the public key for a secret',
      async () => {
        const key = await importJWK(signer.publicJwk, 'ES256');
        return signed({ alg: 'HS256', kid: 'first' }, await exportSPKI(key as SigningKey['privateKey']));
      },
    ],
    [
      'of HS256 with the published key for a secret',
      () => signed({ alg: 'HS256', kid: 'first' }, JSON.stringify(signer.publicJwk)),
    ],
    ['for another audience', () => aToken(issuer.name, signer, { aud: 'another' })],
    ['without an audience', () => aToken(issuer.name, signer, { aud: undefined })],
    ['of another issuer', () => aToken('https://elsewhere.example', signer)],
    ['that has expired', () => aToken(issuer.name, signer, { exp: hourAgo })],
    ['that never expires', () => aToken(issuer.name, signer, { exp: undefined })],
    ['that is not valid yet', () => aToken(issuer.name, signer, { nbf: hourAgo + 7_200 })],
    ['of nobody', () => aToken(issuer.name, signer, { sub: undefined })],
    ['of an unknown key', async () => aToken(issuer.name, await aSigningKey('unknown'))],
    ['of another key with a known name', async () => aToken(issuer.name, await aSigningKey('first'))],
    ['changed after signing', async () => (await aToken(issuer.name, signer)).replace(/\.\w/, '.f')],
    ['that is none', () => 'a.b.c'],
  ])('%s is nobody', async (_what, make) => {
    issuer.publish([signer]);
    const token = await make();

    const refused = await asking(count, token);

    expect([refused.status, refused.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect((await asking(viewer, token)).data.viewer).toEqual({ name: null, scopes: [] });
  });

  it('of a new key is taken once the issuer has rotated, and one of the old key no longer', async () => {
    issuer.publish([signer]);
    const old = await aToken(issuer.name, signer, { sub: 'before' });
    const next = await aSigningKey('second', 'RS256');
    const fresh = await aToken(issuer.name, next);
    expect([(await asking(count, old)).status, (await asking(count, fresh)).status]).toEqual([200, 401]);

    issuer.publish([next]);
    while ((await asking(count, fresh)).status !== 200);

    await untilRefused(old);
    issuer.publish([signer]);
  });

  it('names its subject in the change log', async () => {
    const token = await aToken(issuer.name, signer, { scope: 'products:write products:read admin' });
    while ((await asking(viewer, token)).data.viewer.name !== 'aino');

    await asking('mutation { upsertProduct(input: { sku: "JWT", name: "Mug" }) { product { id } } }', token);

    const { data } = await asking('{ changes(first: 1) { nodes { actor { id name } action } } }', token);
    expect(data.changes.nodes).toEqual([
      { actor: { id: 'token:aino', name: 'aino' }, action: 'product.created' },
    ]);
  });
});

describe('a key', () => {
  it('ends within a second of being revoked, by prefix or name', async () => {
    const byName = await aKey('--name', 'Till 1', '--scopes', 'customers:read');
    const byPrefix = await aKey('--name', 'Till 2', '--scopes', 'customers:read');
    expect([(await asking(count, byName)).status, (await asking(count, byPrefix)).status]).toEqual([
      200, 200,
    ]);

    const named = await ran(['keys', 'revoke', 'Till 1'], environment);
    const prefixed = await ran(['keys', 'revoke', byPrefix.slice(0, 15)], environment);
    const revokedAt = performance.now();
    await Promise.all([untilRefused(byName), untilRefused(byPrefix)]);

    expect(performance.now() - revokedAt).toBeLessThan(2_000);
    expect(named).toEqual({ code: 0, out: `The key ${byName.slice(0, 15)} (Till 1) is revoked.\n`, err: '' });
    expect(prefixed.out).toBe(`The key ${byPrefix.slice(0, 15)} (Till 2) is revoked.\n`);
  });

  it('is refused once it has expired', async () => {
    const key = await aKey('--name', 'Guest', '--scopes', 'customers:read', '--expires', '1h');
    const left = await sql<{ minutes: number }>`
      select round(extract(epoch from expires_at - created_at) / 60)::int as minutes from api_key where name = 'Guest'
    `.execute(kysely);
    expect([left.rows, (await asking(count, key)).status]).toEqual([[{ minutes: 60 }], 200]);

    await sql`update api_key set expires_at = now() - interval '1 second' where name = 'Guest'`.execute(
      kysely,
    );

    await untilRefused(key);
  });
});
