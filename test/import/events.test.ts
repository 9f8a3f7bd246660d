import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { importEvents } from '../../src/import/event.import.ts';
import { silentProgress } from '../../src/import/import.progress.ts';
import { importSummary } from '../../src/import/import.summary.ts';
import { shopSink } from '../../src/import/shop.sink.ts';
import { contributions } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';
import { aFolder } from '../support/program.ts';
import { shopSettings } from '../support/shop.ts';
import { counter } from '../visits/counter.ts';

const calls = [
  {
    type: 'page',
    anonymousId: 'a1',
    messageId: 'm1',
    timestamp: '2024-11-22T10:00:00Z',
    sentAt: '2024-11-22T10:00:01Z',
  },
  { type: 'page', anonymousId: 'a1', messageId: 'm2', timestamp: '2024-11-22T10:10:00Z' },
  { type: 'identify', anonymousId: 'a1', userId: 'u1', messageId: 'm3', timestamp: '2024-11-22T10:11:00Z' },
  { type: 'track', userId: 'u1', messageId: 'm4' },
];

onBothEngines('clientele import events', (shop) => {
  const { customer } = counter(shop);

  it('takes a call a line, packed or not, each once, and tells what it refused', async () => {
    await using folder = await aFolder();
    const file = join(folder.path, 'calls.ndjson.gz');
    const text = `${calls.map((call) => JSON.stringify(call)).join('\n')}\n\nno JSON\n`;
    await writeFile(file, gzipSync(text));
    const { database, clock } = shop;
    const importing = async () =>
      importSummary({
        ...(await importEvents({
          file,
          rejects: join(folder.path, 'rejects.csv'),
          isDryRun: false,
          progress: silentProgress,
          open: async () => ({
            sink: shopSink({
              em: database.fork(),
              clock,
              shop: shopSettings,
              contributions,
              actor: 'import',
              mayNameHolders: true,
              mayNameEmailHolders: true,
            }),
            baseCurrency: 'EUR',
            close: async () => {},
          }),
        })),
        seconds: 1,
        rejectsPath: null,
      });

    const first = await importing();
    const second = await importing();

    expect(first.split('\n')).toEqual([
      '5 rows read in 1.0 s (5 rows a second)',
      '  events     3 created, 1 refused',
      '2 rows refused:',
      '        1  is not a JSON object',
      '        1  event It is missing. The name of the event.',
      '',
    ]);
    expect(second).toContain('  events     3 unchanged, 1 refused');
    // When it was sent says nothing of the sender's clock by now.
    expect(await customer('u1', 'visits { nodes { startedAt endedAt pageViews } }')).toEqual({
      visits: {
        nodes: [{ startedAt: '2024-11-22T10:00:00.000Z', endedAt: '2024-11-22T10:10:00.000Z', pageViews: 2 }],
      },
    });
  });
});
