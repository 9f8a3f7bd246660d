import { beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { searched } from '../../src/customers/customer.search.ts';
import { onBothEngines } from '../support/engines.ts';
import { allScopes } from '../support/shop.ts';
import { added, namesOf } from './asking.ts';

onBothEngines('searching customers', (shop) => {
  beforeAll(async () => {
    await added(shop, {
      name: 'Matti Järvinen',
      email: 'mj@posti.example',
      externalIds: [{ source: 'crm', id: 'A_1' }],
    });
    await added(shop, { name: 'Kaisa Äänekoski', email: 'kaisa@posti.example' });
    await added(shop, { name: 'Õie Mägi-Straße', externalIds: [{ source: 'crm', id: 'Äb-100%' }] });
    await added(shop, { name: 'Lea 50% Oy', kind: 'BUSINESS', externalIds: [{ source: 'crm', id: 'AX1' }] });
  });
  const search = (text: string, scopes = allScopes) =>
    namesOf(shop, { search: text, orderBy: [{ field: 'NAME' }] }, { scopes });

  it.each([
    ['a part of a word', 'jarvi', ['Matti Järvinen']],
    ['the middle of a word', 'RVIN', ['Matti Järvinen']],
    ['accents', 'ääne', ['Kaisa Äänekoski']],
    ['capitals without accents', 'AANE', ['Kaisa Äänekoski']],
    ['words in another order', 'järvinen  mat', ['Matti Järvinen']],
    ['a sharp s', 'strasse', ['Õie Mägi-Straße']],
    ['the two letters a word begins with', 'oi', ['Õie Mägi-Straße']],
    ['two letters in the middle of a word, which are too few', 'vi', []],
    ['one letter', 'l', ['Lea 50% Oy']],
    ['a wildcard as a plain character', '50%', ['Lea 50% Oy']],
    ['an underscore as a plain character', 'a_', ['Matti Järvinen']],
    ['the beginning of an external id', 'a_1', ['Matti Järvinen']],
    ['the beginning of an external id beyond ASCII', 'Äb-1', ['Õie Mägi-Straße']],
    ['the beginning of an e-mail address in capitals', 'MJ@PO', ['Matti Järvinen']],
    ['the end of an e-mail address, which is no beginning', 'posti.example', []],
    ['an accent alone', '¨', []],
    [
      'blank text, which asks for nothing',
      '  ',
      ['Kaisa Äänekoski', 'Lea 50% Oy', 'Matti Järvinen', 'Õie Mägi-Straße'],
    ],
  ])('finds by %s', async (_what, text, names) => {
    expect(await search(text)).toEqual(names);
  });

  it('does not find by e-mail address without customers:pii', async () => {
    expect(await search('mj@posti', ['customers:read'])).toEqual([]);
    expect(await search('jarvinen', ['customers:read'])).toEqual(['Matti Järvinen']);
  });

  it('uses the trigram index and those of the keys among 20,000 customers', async () => {
    const db = shop.database.kysely;
    await sql`
      insert into customer
        (id, kind, identified, name, folded_name, interests, attributes, created_at, updated_at)
      select gen_random_uuid(), 'PERSON', true, md5(n::text), ' ' || md5(n::text), '{}', '{}', now(), now()
      from generate_series(1, 20000) as n`.execute(db);
    await sql`
      insert into customer_key (kind, source, value, customer_id)
      select 'EXTERNAL', 'filler', name, id from customer where name ~ '^[0-9a-f]{32}$'`.execute(db);
    await sql`vacuum analyze`.execute(db);

    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select id from customer where ${searched('jarvinen', { emails: true })}
    `.execute(shop.database.kysely);

    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('customer_by_name_part');
    expect(plan).not.toMatch(/Seq Scan on customer(_key)?\b/);
    expect(plan).toContain('customer_key_by_prefix');
    expect(plan).toContain('customer_key_pkey');
  });
});
