import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { engines } from '../../src/database/connect.ts';
import { emptyDatabase } from '../support/engines.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';
import { counter } from './counter.ts';

// Published example calls of Segment's spec and of its Go SDK; not part of this repository.
const folder = join(import.meta.dirname, '../../../shared/data/segment_payloads');
const where = existsSync(folder) ? describe : describe.skip;

interface Payload {
  file: string;
  path: string;
  body: Record<string, unknown>;
}

function filesIn(name: string): { file: string; json: Record<string, unknown> }[] {
  return readdirSync(join(folder, name))
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => ({
      file: `${name}/${file}`,
      json: JSON.parse(readFileSync(join(folder, name, file), 'utf8')),
    }));
}

/** Where a payload goes: by what it says it is, or by the page of the documentation it is from. */
function pathOf(
  file: string,
  { batch, type, action, event, groupId, previousId, traits }: Record<string, unknown>,
): string {
  if (batch !== undefined) return 'batch';
  const said = type ?? action;
  if (typeof said === 'string') return said;
  if (event !== undefined) return 'track';
  if (previousId !== undefined) return 'alias';
  if (groupId !== undefined) return 'group';
  if (traits !== undefined) return 'identify';
  return file.includes('http-api__index__08') ? 'page' : 'screen';
}

function published(): Payload[] {
  const whole = [...filesIn('analytics-go'), ...filesIn('docs')];
  return whole.map(({ file, json }) => ({ file, path: pathOf(file, json), body: json }));
}

/** A call of analytics.js as it sends it, by somebody. */
function called({ file, json }: { file: string; json: Record<string, unknown> }): Payload {
  const { method, args } = json as { method: string; args: unknown[] };
  const text = args.filter((arg) => typeof arg === 'string');
  const data = (args.find((arg) => typeof arg === 'object' && arg !== null && !Array.isArray(arg)) ??
    {}) as object;
  const anonymousId = 'a1';
  const bodies: Record<string, object> = {
    identify: { userId: text[0] ?? null, traits: data },
    track: { event: text[0], properties: data },
    page: { category: text.length > 1 ? text[0] : null, name: text.at(-1), properties: data },
    group: { groupId: text[0], traits: data },
    alias: { userId: text[0], previousId: text[1] ?? anonymousId },
  };
  return { file, path: method, body: { anonymousId, ...bodies[method] } };
}

/** What cannot be taken, and why: examples that leave out whose they are. */
const refusals: Record<string, string> = {
  'docs/spec__group__00.json': 'userId It is missing.',
  'docs/spec__page__00.json': 'userId It is missing.',
  'docs/spec__screen__00.json': 'userId It is missing.',
  'docs/spec__track__00.json': 'userId It is missing.',
};

where('published payloads, where ../shared has them,', () => {
  describe.each(engines)('are taken or refused with a reason on %s', (engine) => {
    const payloads = [...published(), ...filesIn('docs_js').map(called)];
    const shop = {} as TestShop;

    beforeAll(async () => {
      // Their orders are in dollars.
      Object.assign(shop, await openTestShop(await emptyDatabase(engine), { baseCurrency: 'USD' }));
    });
    afterAll(() => shop.close());

    it.each(payloads)('$file', async ({ file, path, body }) => {
      const { status, answer } = await counter(shop).send(path, body);

      const reasons = (answer.refused ?? []).map(
        (one: { field: string; problem: string }) => `${one.field} ${one.problem}`,
      );
      expect([status, reasons]).toEqual(refusals[file] ? [400, [refusals[file]]] : [200, []]);
    });

    it('and there are many of them', async () => {
      const { data } = await shop.ask(
        '{ purchases { totalCount nodes { total { amount currency } status } } customers { totalCount } }',
      );

      expect(payloads).toHaveLength(149);
      expect(data.purchases).toEqual({
        totalCount: 1,
        // 19.00 and two of 3.00, less 2.50; refunded in full.
        nodes: [{ total: { amount: '22.50', currency: 'USD' }, status: 'REFUNDED' }],
      });
    });
  });
});
