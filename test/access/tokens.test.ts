import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { tokenReader } from '../../src/access/tokens.ts';
import { aSigningKey, aToken, audience } from '../support/issuer.ts';
import { aFolder } from '../support/program.ts';

const issuer = 'https://id.example';

it('takes the keys of a file, and others once the file has changed', async () => {
  await using folder = await aFolder();
  const jwks = join(folder.path, 'jwks.json');
  const [first, second] = [await aSigningKey('first', 'EdDSA'), await aSigningKey('second', 'PS256')];
  const settings = { jwks, issuer, audience, scopeClaim: 'permissions' };
  const read = tokenReader(settings, ['admin', 'customers:read']);
  const tokens = [
    await aToken(issuer, first, { permissions: ['admin', 'other'] }),
    await aToken(issuer, second, { permissions: 'customers:read' }),
  ];
  const seen = () => Promise.all(tokens.map((token) => read(token, new Date())));

  await writeFile(jwks, JSON.stringify({ keys: [first.publicJwk] }));
  const before = await seen();
  await writeFile(jwks, JSON.stringify({ keys: [second.publicJwk] }));
  const after = await seen();
  await writeFile(jwks, '{"keys":');

  const aino = { actor: 'token:aino', name: 'aino' };
  expect(before).toEqual([{ ...aino, scopes: new Set(['admin']) }, null]);
  expect(after).toEqual([null, { ...aino, scopes: new Set(['customers:read']) }]);
  await expect(seen()).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
});

it('takes a token whose subject is no text for nobody', async () => {
  await using folder = await aFolder();
  const jwks = join(folder.path, 'jwks.json');
  const key = await aSigningKey('only');
  await writeFile(jwks, JSON.stringify({ keys: [key.publicJwk] }));
  const read = tokenReader({ jwks, issuer, audience, scopeClaim: 'scope' }, []);
  const subjects: unknown[] = [5, {}, ['aino'], true, ''];

  const callers = await Promise.all(
    subjects.map(async (sub) => read(await aToken(issuer, key, { sub } as never), new Date())),
  );

  expect(callers).toEqual([null, null, null, null, null]);
});

it('forgives clocks that differ by five seconds and no more', async () => {
  await using folder = await aFolder();
  const jwks = join(folder.path, 'jwks.json');
  const key = await aSigningKey('only');
  await writeFile(jwks, JSON.stringify({ keys: [key.publicJwk] }));
  const read = tokenReader({ jwks, issuer, audience, scopeClaim: 'scope' }, []);
  const now = new Date('2026-11-22T12:00:00Z');
  const inSeconds = (seconds: number) => now.getTime() / 1_000 + seconds;
  const actorOf = async (exp: number, nbf: number) => {
    return (await read(await aToken(issuer, key, { exp, nbf }), now))?.actor ?? null;
  };

  expect(await actorOf(inSeconds(-4), inSeconds(-60))).toBe('token:aino');
  expect(await actorOf(inSeconds(-5), inSeconds(-60))).toBeNull();
  expect(await actorOf(inSeconds(60), inSeconds(5))).toBe('token:aino');
  expect(await actorOf(inSeconds(60), inSeconds(6))).toBeNull();
});
