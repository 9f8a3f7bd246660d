import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const audience = 'clientele';

export interface SigningKey {
  kid: string;
  publicJwk: JWK;
  privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
}

/** An identity provider on the loopback address: it publishes keys, and a test signs with them what it likes. */
export interface Issuer extends AsyncDisposable {
  name: string;
  jwks: string;
  /** What is published; null: it answers 500. */
  publish(keys: readonly SigningKey[] | null): void;
}

export async function anIssuer(): Promise<Issuer> {
  let published: readonly SigningKey[] | null = [];
  const server = createServer((_request, response) => {
    response.writeHead(published ? 200 : 500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: published?.map(({ publicJwk }) => publicJwk) ?? [] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const name = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    name,
    jwks: `${name}/jwks`,
    publish: (keys) => {
      published = keys;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export async function aSigningKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }, privateKey };
}

/** A token that is good for an hour, for Aino, who may read customers; unless other claims say otherwise. undefined: without the claim. */
export function aToken(
  issuer: string,
  key: SigningKey,
  claims: Record<string, unknown> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const usual = { iss: issuer, aud: audience, sub: 'aino', exp: now + 3_600, scope: 'customers:read' };
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: key.publicJwk.alg ?? '', kid: key.kid })
    .sign(key.privateKey);
}
