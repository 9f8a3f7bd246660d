import type { InjectOptions } from 'fastify';
import type { Chance } from './chance.ts';
import { anOperation, type Operation, type OperationSetting } from './operations.ts';
import { hostile, marker } from './values.ts';

export type Request = Pick<InjectOptions, 'method' | 'url' | 'headers' | 'payload'>;

/** An operation on its way: most by POST as JSON, some in ways that no client of ours would choose. */
export function aRequest(chance: Chance, setting: OperationSetting): Request {
  const operation = anOperation(chance, setting);
  const accept = chance.pick([{}, { accept: 'application/graphql-response+json' }, { accept: '*/*' }]);
  if (!chance.once(6)) return json(operation, accept);
  return oddRequest(chance, operation, accept);
}

function json(payload: object, headers: Record<string, string> = {}): Request {
  return {
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(payload),
  };
}

function oddRequest(chance: Chance, operation: Operation, headers: Record<string, string>): Request {
  const text = JSON.stringify(operation);
  const cut = chance.whole(text.length);
  const post = (payload: string, type = 'application/json'): Request => ({
    method: 'POST',
    url: '/graphql',
    headers: { ...headers, 'content-type': type },
    payload,
  });
  return chance.pick<() => Request>([
    () => get(chance, operation, headers),
    () => get(chance, operation, { ...headers, 'apollo-require-preflight': 'yes' }),
    () => post(text.slice(0, cut)),
    () => post(`${text.slice(0, cut)}${chance.pick(['"', '\\', '\0', '}', ',', '7'])}${text.slice(cut)}`),
    () =>
      post(
        chance.pick(['', 'null', '[]', '{}', '1', `"${marker}"`, '[[]]', '{"query":{}}', '{"query":["a"]}']),
      ),
    () => post(`[${text},${text}]`),
    () => post(`{"__proto__": {"query": "${marker}"}, "query": "{ viewer { name } }"}`),
    () =>
      post(
        text,
        chance.pick(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x', '']),
      ),
    () => post(text, 'application/json; charset=utf-16'),
    () => json({ ...operation, variables: chance.pick<unknown>(['{}', marker, [], 4, null]) }),
    () => json({ ...operation, extensions: anExtension(chance) }),
    () => json({ variables: operation.variables, extensions: anExtension(chance) }),
    () =>
      json({
        [chance.pick(['documentId', 'doc_id', 'id'])]: chance.pick<unknown>([hostile(chance), 4, {}, ['a']]),
      }),
    () => ({
      ...json(operation),
      url: `/graphql${chance.pick(['/', '/x', '%zz', '?%zz', `?query=${marker}`])}`,
    }),
    () => ({ ...json(operation), method: chance.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) }),
    () => json({ ...operation, padding: 'x'.repeat(1_048_576) }),
  ])();
}

function get(chance: Chance, { query, variables }: Operation, headers: Record<string, string>): Request {
  const parameters = new URLSearchParams({
    query: query.toWellFormed(),
    variables: chance.once(5) ? marker : JSON.stringify(variables).toWellFormed(),
  });
  if (chance.once(5)) parameters.append('query', marker);
  if (chance.once(5))
    parameters.append('extensions', chance.pick([marker, '[]', '{}', '{"persistedQuery":4}']));
  return { method: 'GET', url: `/graphql?${parameters}`, headers };
}

function anExtension(chance: Chance): unknown {
  return chance.pick<unknown>([
    null,
    marker,
    [],
    { persistedQuery: { version: 1, sha256Hash: hostile(chance) } },
    { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } },
    { persistedQuery: { version: 2, sha256Hash: 'f'.repeat(64) } },
    { persistedQuery: { version: 1, sha256Hash: { a: marker } } },
    { persistedQuery: marker },
    { persistedQuery: null },
  ]);
}
