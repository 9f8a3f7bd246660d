import { expect, it } from '@jest/globals';
import { periodOf } from '../../src/report/period.ts';

it.each([
  ['2026', '2026-01-01', '2027-01-01'],
  ['2026-Q1', '2026-01-01', '2026-04-01'],
  ['2026-Q4', '2026-10-01', '2027-01-01'],
  ['2026-12', '2026-12-01', '2027-01-01'],
  ['2026-09-05..2026-10-01', '2026-09-05', '2026-10-01'],
  ['2026-09-05..', '2026-09-05', null],
  ['..2026-10-01', null, '2026-10-01'],
])('takes %s for the days from %s to before %s', (text, from, to) => {
  expect(periodOf(text)).toEqual({ value: { from, to } });
});

it.each([
  '',
  '..',
  '2026-13',
  '2026-Q5',
  '2026-02-30..',
  '2026-10-01',
  '2026-10-01..2026-09-01',
  '2026..2027',
])('does not take %j', (text) => {
  expect(periodOf(text)).toEqual({
    wrong: 'A period is 2026, 2026-Q3, 2026-09 or 2026-09-01..2026-10-01, whose last day is out.',
  });
});
