import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { inUnit } from '../../src/api/unit.ts';
import { createCustomers } from '../../src/customers/customer.service.ts';
import { rowsOf } from '../../src/database/read.ts';
import { shopSink } from '../../src/import/shop.sink.ts';
import { upsertProducts } from '../../src/products/product.service.ts';
import { contributions } from '../../src/schema.ts';
import { emptyDatabase } from '../support/engines.ts';
import { shopSettings, testNow } from '../support/shop.ts';
import { recordingSink } from './recording.sink.ts';
import { workbench } from './workbench.ts';

const mapping = {
  maps: 'interactions',
  source: 'desk',
  interaction: {
    id: { column: 'ticket' },
    occurredAt: { column: 'at', date: 'YYYY-MM-DD HH:mm', timeZone: 'Europe/Helsinki' },
    kind: { column: 'about', means: { problem: 'SUPPORT' } },
    channel: { column: 'by', means: { call: 'PHONE' } },
    author: { column: 'who', means: { us: 'AGENT', them: 'CUSTOMER' } },
    agent: { column: 'agent' },
    body: { column: 'text' },
    sku: { column: 'article' },
    purchase: { column: 'order' },
  },
  customer: { id: { column: 'client' }, email: { column: 'email' } },
};
const header = 'ticket,at,about,by,who,agent,text,article,order,client,email\n';

describe('importing interactions', () => {
  it('reads what the cells say, in the words of the file', async () => {
    await using bench = await workbench();
    const file = await bench.write(
      'tickets.csv',
      `${header}T-1,2026-01-02 10:00,problem,call,them,Veera,It leaks.,MUG,W-1,C-1,\n` +
        'T-2,2026-01-02 10:05,Support,email,us,Veera,,,,,a@example.fi\n' +
        'T-3,2026-01-02 10:05,gossip,email,us,,,,,C-1,\n' +
        ',2026-01-02 10:05,problem,email,us,,,,,C-1,\n' +
        'T-5,soon,problem,email,us,,,,,C-1,\n' +
        'T-6,2026-01-02 10:05,problem,email,us,,,,,,\n',
    );
    const map = await bench.write('map.json', JSON.stringify(mapping));

    const { sink, tally, refused } = await bench.run({ noun: 'interactions', file, map });

    const nothing = { subject: null, body: null, product: null, purchase: null };
    expect(sink.interactions).toEqual([
      {
        customer: { externalId: { source: 'desk', id: 'C-1' } },
        externalIds: [{ source: 'desk', id: 'T-1' }],
        kind: 'SUPPORT',
        channel: 'PHONE',
        author: 'CUSTOMER',
        agent: null,
        occurredAt: new Date('2026-01-02T08:00:00Z'),
        subject: null,
        body: 'It leaks.',
        product: { sku: 'MUG' },
        purchase: { externalId: { source: 'desk', id: 'W-1' } },
      },
      {
        customer: { email: 'a@example.fi' },
        externalIds: [{ source: 'desk', id: 'T-2' }],
        kind: 'SUPPORT',
        channel: 'EMAIL',
        author: 'AGENT',
        agent: 'Veera',
        occurredAt: new Date('2026-01-02T08:05:00Z'),
        ...nothing,
      },
    ]);
    expect(tally.outcomes.interactions.created).toBe(2);
    expect(refused.map((line) => line.replaceAll('"', ''))).toEqual([
      '4 about gossip is not ADVICE',
      '5 has no ticket',
      '6 at soon is not a date as YYYY-MM-DD HH:mm',
      '7 names no customer',
    ]);
  });

  it('records each once, and refuses those of nobody', async () => {
    await using bench = await workbench();
    const database = await emptyDatabase('pglite');
    const setting = {
      em: database.fork(),
      clock: { now: () => testNow },
      shop: shopSettings,
      contributions,
      actor: 'import',
      mayNameHolders: true,
      mayNameEmailHolders: true,
    };
    await inUnit(setting, async (unit) => {
      await createCustomers(unit, [{ name: 'Aino', externalIds: [{ source: 'desk', id: 'C-1' }] }]);
      await upsertProducts(unit, [{ sku: 'MUG', name: 'Mug' }]);
    });
    const file = await bench.write(
      'tickets.csv',
      `${header}T-1,2026-01-02 10:00,problem,call,them,,It leaks.,MUG,,C-1,\n` +
        'T-2,2026-01-02 10:05,problem,call,them,,,,,C-2,\n' +
        'T-3,2026-01-02 10:05,problem,call,them,,,,W-1,C-1,\n',
    );
    const map = await bench.write('map.json', JSON.stringify(mapping));
    const run = () =>
      bench.run(
        {
          noun: 'interactions',
          file,
          map,
          open: async () => ({ sink: shopSink(setting), baseCurrency: 'EUR', close: async () => {} }),
        },
        recordingSink(),
      );

    const first = await run();
    const second = await run();

    expect(first.tally.outcomes.interactions).toEqual({ created: 1, updated: 0, unchanged: 0, refused: 2 });
    expect(first.refused).toEqual([
      '3 There is no customer by this reference.',
      '4 The customer has no purchase by this reference.',
    ]);
    expect(second.tally.outcomes.interactions).toEqual({ created: 0, updated: 0, unchanged: 1, refused: 2 });
    const rows = await rowsOf(
      database,
      sql`select interaction_count as count from customer_summary where interaction_count > 0`,
    );
    expect(rows).toEqual([{ count: 1 }]);
    await database.close();
  });
});
