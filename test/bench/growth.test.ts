import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { growthChart } from '../../bench/chart/growth.ts';
import { type Growth, parentsTable, sizesTable } from '../../bench/report/growth.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFile(join(root, name), 'utf8');
const growth: Growth = JSON.parse(await read('bench/charts/growth.json'));

describe('the growth that the README shows', () => {
  it('is that of the figures: both tables', async () => {
    const readme = await read('README.md');

    expect(readme).toContain(sizesTable(growth));
    expect(readme).toContain(parentsTable(growth));
    expect(readme).toContain(`](bench/charts/growth.svg)`);
  });

  it('is that of the figures: the chart', async () => {
    expect(await read('bench/charts/growth.svg')).toBe(growthChart(growth));
  });
});

describe('a table of growth', () => {
  const cost = {
    operation: 'point',
    customers: 1_000,
    parents: null,
    bytes: 1_500,
    serverMs: 0.5,
    databaseMs: 0.25,
  };
  const circumstances = { date: '2026-11-25', machine: 'two cores', versions: {}, shop: {}, load: {} };

  it('tells the CPU of server and database together, and thousands of bytes', () => {
    const larger = { ...cost, customers: 10_000, databaseMs: 99.5 };

    const table = sizesTable({ ...circumstances, bySize: [cost, larger], byParents: [] });

    expect(table.split('\n')).toEqual([
      '| CPU ms for an answer of so many kB | 1,000 customers | 10,000 customers |',
      '| ---------------------------------- | --------------: | ---------------: |',
      '| point                              |  0.750 for 1.50 |     100 for 1.50 |',
    ]);
  });

  it('tells what a kilobyte costs under several numbers of parents', () => {
    const one = { ...cost, operation: 'nested', parents: 1 };
    const ten = { ...one, parents: 10, bytes: 12_000, serverMs: 2.75 };

    const table = parentsTable({ ...circumstances, bySize: [], byParents: [one, ten] });

    expect(table.split('\n')).toEqual([
      '| nested, with so many customers |     1 |    10 |',
      '| ------------------------------ | ----: | ----: |',
      '| kB                             |  1.50 |  12.0 |',
      '| CPU ms                         | 0.750 |  3.00 |',
      '| CPU ms for a kB                | 0.500 | 0.250 |',
    ]);
  });
});
