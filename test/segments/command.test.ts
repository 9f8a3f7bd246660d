import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshPostgresUrl } from '../support/engines.ts';
import { aFolder, type Environment, ran } from '../support/program.ts';

const finns = { name: 'Finns', description: 'Where we are.', rule: { country: { eq: 'FI' } } };
const hikers = {
  name: 'Hikers',
  rule: { interests: { hasAny: ['hiking'] }, createdAt: { gte: '2026-01-01T00:00:00.000Z' } },
};
const finnishHikers = {
  name: 'A Finnish hiker',
  rule: { and: [{ segment: { in: ['Finns'] } }, { not: { segment: { notIn: ['Hikers'] } } }] },
};
const list = { name: 'VIP' };

describe('clientele segments', () => {
  let database: Awaited<ReturnType<typeof freshPostgresUrl>>;
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let environment: Environment;

  beforeAll(async () => {
    database = await freshPostgresUrl();
    environment = { DATABASE_URL: database.address };
    folder = await aFolder();
  });
  afterAll(async () => {
    await database.drop();
    await folder[Symbol.asyncDispose]();
  });

  const segments = (...args: string[]) => ran(['segments', ...args], environment, folder.path);
  const file = (name: string) => join(folder.path, name);
  const write = (name: string, filed: readonly object[]) =>
    writeFile(file(name), JSON.stringify({ segments: filed }));
  const exported = async () => JSON.parse((await segments('export')).out).segments;

  it('brings the segments of a file in, whatever their order, and again without doing anything', async () => {
    await write('shop.json', [finnishHikers, list, hikers, finns]);

    const first = await segments('import', 'shop.json');
    const again = await segments('import', 'shop.json');

    expect(first).toEqual({ code: 0, out: '4 segments created, 0 updated, 0 unchanged.\n', err: '' });
    expect(again).toEqual({ code: 0, out: '0 segments created, 0 updated, 4 unchanged.\n', err: '' });
  });

  it('gives them out as they came, by name, others in their rules by name', async () => {
    const written = await segments('export', 'out.json');
    const printed = await segments('export');

    expect(written).toEqual({ code: 0, out: '4 segments written to out.json.\n', err: '' });
    expect(await readFile(file('out.json'), 'utf8')).toBe(printed.out);
    expect(JSON.parse(printed.out)).toEqual({ segments: [finnishHikers, finns, hikers, list] });
  });

  it('changes those that are called the same, and leaves the others alone', async () => {
    await write('changed.json', [{ name: 'Finns', rule: { country: { in: ['FI', 'AX'] } } }]);

    const { out } = await segments('import', 'changed.json');

    expect(out).toBe('0 segments created, 1 updated, 0 unchanged.\n');
    expect(await exported()).toEqual([
      finnishHikers,
      { name: 'Finns', rule: { country: { in: ['FI', 'AX'] } } },
      hikers,
      list,
    ]);
  });

  it('refuses a file as a whole, and tells each segment and what is wrong with it', async () => {
    const before = await exported();
    await write('wrong.json', [
      { name: 'Good', rule: { country: { eq: 'SE' } } },
      { name: 'Misspelt', rule: { contry: { eq: 'SE' } } },
      { name: 'Lost', rule: { or: [{ segment: { in: ['Good', 'Nowhere'] } }] } },
      { name: 'Round', rule: { segment: { in: ['About'] } } },
      { name: 'About', rule: { segment: { notIn: ['Round'] } } },
      { name: 'Finns' },
      { name: 'Good' },
      { name: 'Hollow', rule: {} },
    ]);

    const { code, out, err } = await segments('import', 'wrong.json');

    expect([code, out]).toEqual([1, '']);
    expect(err.trim().split('\n').toSorted()).toEqual([
      'About: rule: A segment cannot depend on itself: About → Round → About.',
      'Finns: rule: The segment is a RULE, which has one.',
      'Good: The file has it more than once.',
      'Hollow: rule: A rule asks at least one thing.',
      'Lost: rule.or.0.segment.in: There is no segment "Nowhere".',
      expect.stringMatching(/^Misspelt: rule: Field "contry" is not defined by type "CustomerFilter"/),
      'Round: rule: A segment cannot depend on itself: Round → About → Round.',
    ]);
    expect(await exported()).toEqual(before);
  });

  it('says of a file that is none what it is', async () => {
    await writeFile(file('not.json'), '{');
    await writeFile(file('other.json'), '{ "segments": [{ "title": "Finns" }] }');

    const outcomes = [
      await segments('import', 'not.json'),
      await segments('import', 'missing.json'),
      await segments('import', 'other.json'),
    ];

    expect(outcomes.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(outcomes[0]?.err).toBe('not.json: This is not JSON.\n');
    expect(outcomes[1]?.err).toBe('missing.json: The file cannot be read (ENOENT).\n');
    expect(outcomes[2]?.err).toContain('other.json: segments.0.name');
  });

  it('lists them and evaluates their rules', async () => {
    const refreshed = await segments('refresh');
    const listed = await segments('list');

    expect(refreshed).toEqual({ code: 0, out: '3 segments evaluated, 0 failed.\n', err: '' });
    expect(listed.out).toMatch(
      /^name +kind +size +as of +failed\nA Finnish hiker +RULE +0 +\d{4}-\d\d-\d\dT\d\d:\d\dZ\n/,
    );
    expect(listed.out.trim().split('\n')).toHaveLength(5);
  });
});
