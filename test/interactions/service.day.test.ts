import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { migrate } from '../../src/database/database.ts';
import { rowsOf } from '../../src/database/read.ts';
import { dayDifferences } from '../../src/interactions/service.day.check.ts';
import { type CountedCase, dayChanges } from '../../src/interactions/service.day.rules.ts';
import { foldDays } from '../../src/interactions/service.day.service.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { desk } from './desk.ts';

const opened: CountedCase = {
  channel: 'EMAIL',
  kind: 'SUPPORT',
  assignee: 'Veera',
  openedDay: '2026-11-02',
  firstResponseDay: '2026-11-02',
  firstResponseSeconds: 600,
  firstResponseBusinessSeconds: 60,
  resolvedDay: null,
  resolutionSeconds: null,
  resolutionBusinessSeconds: null,
  reopenedCount: 0,
  withinTarget: null,
};
const none = {
  opened: 0,
  answered: 0,
  resolved: 0,
  reopened: 0,
  targeted: 0,
  met: 0,
  firstResponseSeconds: 0,
  firstResponseBusinessSeconds: 0,
  resolutionSeconds: 0,
  resolutionBusinessSeconds: 0,
};

it('counts two cases of a day once for all, and under what each is of', () => {
  const another: CountedCase = { ...opened, assignee: null, firstResponseDay: null };

  const changes = dayChanges([
    { before: null, after: opened },
    { before: null, after: another },
  ]);

  const first = { ...none, answered: 1, firstResponseSeconds: 600, firstResponseBusinessSeconds: 60 };
  expect(changes).toEqual([
    { grouping: 'ALL', day: '2026-11-02', key: '', ...first, opened: 2 },
    { grouping: 'CHANNEL', day: '2026-11-02', key: 'EMAIL', ...first, opened: 2 },
    { grouping: 'KIND', day: '2026-11-02', key: 'SUPPORT', ...first, opened: 2 },
    { grouping: 'ASSIGNEE', day: '2026-11-02', key: 'Veera', ...first, opened: 1 },
    { grouping: 'ASSIGNEE', day: '2026-11-02', key: '', ...none, opened: 1 },
  ]);
});

it('takes a case from who had it, and says nothing of what stays', () => {
  const changes = dayChanges([{ before: opened, after: { ...opened, assignee: null } }]);

  const figures = { opened: 1, answered: 1, firstResponseSeconds: 600, firstResponseBusinessSeconds: 60 };
  const taken = { opened: -1, answered: -1, firstResponseSeconds: -600, firstResponseBusinessSeconds: -60 };
  expect(changes).toEqual([
    { grouping: 'ASSIGNEE', day: '2026-11-02', key: 'Veera', ...none, ...taken },
    { grouping: 'ASSIGNEE', day: '2026-11-02', key: '', ...none, ...figures },
  ]);
});

it('counts a reopening on the day of the resolution', () => {
  const resolved: CountedCase = {
    ...opened,
    resolvedDay: '2026-11-04',
    resolutionSeconds: 7_200,
    resolutionBusinessSeconds: 3_600,
    withinTarget: false,
  };

  const changes = dayChanges([{ before: resolved, after: { ...resolved, reopenedCount: 1 } }]);

  expect(
    changes.map(({ grouping, day, key, reopened, resolved: count }) => [grouping, day, key, reopened, count]),
  ).toEqual([
    ['ALL', '2026-11-04', '', 1, 0],
    ['CHANNEL', '2026-11-04', 'EMAIL', 1, 0],
    ['KIND', '2026-11-04', 'SUPPORT', 1, 0],
    ['ASSIGNEE', '2026-11-04', 'Veera', 1, 0],
  ]);
});

onBothEngines('the days of service', (shop) => {
  const { addCustomer } = till(shop);
  const { open, change } = desk(shop);

  const openedCount = async () => (await shop.ask('{ service { openedCount } }')).data.service.openedCount;

  it('have each of fifty cases opened at once, before and after they are folded', async () => {
    const customers = await Promise.all(Array.from({ length: 50 }, () => addCustomer({ name: 'Aino' })));
    await Promise.all(customers.map(({ id }) => open(id)));

    const before = await openedCount();
    await Promise.all([foldDays(shop.database.kysely), foldDays(shop.database.kysely)]);
    const after = await openedCount();

    expect([before, after]).toEqual([50, 50]);
    const noted = await rowsOf(shop.database, sql`select from service_day_change`);
    expect(noted).toEqual([]);
    expect(await rowsOf(shop.database, dayDifferences())).toEqual([]);
  });

  it('are made of the cases that were there before them', async () => {
    const { id: customerId } = await addCustomer({ name: 'Eino' });
    const { id } = await open(customerId);
    await change('assignServiceCase', { id, assignee: 'Veera' });
    await change('replyToServiceCase', { id, agent: 'Veera' });
    await change('resolveServiceCase', { id });
    await change('reopenServiceCase', { id });

    await shop.database.orm.migrator.down({ to: 'Migration20261126120000_timeline' });
    await migrate(shop.database);

    expect(
      await rowsOf(shop.database, sql`select from service_day where resolved = 1 and reopened = 1`),
    ).toHaveLength(4);
    expect(await rowsOf(shop.database, dayDifferences())).toEqual([]);
  });

  it('are found when they are not what the cases give', async () => {
    await sql`update service_day set opened = 49 where grouping = 'CHANNEL'`.execute(shop.database.kysely);
    await sql`delete from service_day where grouping = 'ALL'`.execute(shop.database.kysely);

    const differences = await rowsOf(shop.database, dayDifferences());

    expect(differences).toMatchObject([
      { id: expect.stringMatching(/^service \d{4}-\d\d-\d\d all$/), kept: null, figured: { opened: 51 } },
      { id: expect.stringMatching(/ channel EMAIL$/), kept: { opened: 49 }, figured: { opened: 51 } },
    ]);
  });
});
