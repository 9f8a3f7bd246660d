import { describe, expect, it } from '@jest/globals';
import { csvOf } from '../../src/report/csv.ts';
import { figuresIn } from '../../src/report/figures.ts';
import { tableOf } from '../../src/report/table.ts';

const rate = { __typename: 'Rate', value: 0.25, n: 8, low: 0.0726, high: 0.5907 };

const answer = {
  purchaseCount: 1204,
  revenue: { amount: '1234.5', currency: 'EUR' },
  refundShare: rate,
  firstResponse: { n: 3, medianSeconds: 5_400, p90Seconds: null },
  nps: { __typename: 'NpsMetric', value: null, n: 0, low: null, high: null, promoters: 0 },
  overTime: [
    { from: '2026-09-01', isComplete: true, openedCount: 2 },
    { from: '2026-10-01', isComplete: false, openedCount: 10 },
  ],
  popularProducts: [
    { product: { name: 'Mug, blue' }, change: 0.5 },
    { product: { name: 'Pan' }, change: null },
  ],
};

describe('the figures of an answer', () => {
  it('are a table for people', () => {
    expect(tableOf('sales: all days', figuresIn(answer))).toBe(
      [
        'sales: all days',
        '',
        'purchases              1,204',
        'revenue                1,234.50 EUR',
        'refund share           25 % (7.3 % to 59.1 %, n 8)',
        'first response n       3',
        'first response median  1 h 30 min',
        'first response p90     -',
        'nps                    - (n 0)',
        'nps promoters          0',
        '',
        'over time     opened',
        '2026-09-01         2',
        '2026-10-01 *      10',
        '',
        'popular products  change',
        'Mug, blue          +50 %',
        'Pan                    -',
        '',
        '* not over, or the period has not all its days',
        '',
      ].join('\n'),
    );
  });

  it('are lines of CSV, as exact as they came', () => {
    expect(csvOf(figuresIn(answer)).split('\n')).toEqual([
      'section,key,figure,value,unit,n,low,high,is_part',
      ',,purchases,1204,number,,,,false',
      ',,revenue,1234.5,EUR,,,,false',
      ',,refund share,0.25,share,8,0.0726,0.5907,false',
      ',,first response n,3,number,,,,false',
      ',,first response median,5400,seconds,,,,false',
      ',,first response p90,,seconds,,,,false',
      ',,nps,,number,0,,,false',
      ',,nps promoters,0,number,,,,false',
      'over time,2026-09-01,opened,2,number,,,,false',
      'over time,2026-10-01,opened,10,number,,,,true',
      'popular products,"Mug, blue",change,0.5,change,,,,false',
      'popular products,Pan,change,,change,,,,false',
      '',
    ]);
  });

  it('have cohorts part by part, and no interval where a line has no room', () => {
    const cells = Array.from({ length: 7 }, (_, period) => ({ period, share: period < 6 ? rate : null }));

    const table = tableOf('loyalty', figuresIn({ cohorts: [{ from: '2026-09-01', size: 8, cells }] }));

    expect(table.split('\n').slice(2, 4)).toEqual([
      'cohorts     size     0     1     2     3     4     5  6',
      '2026-09-01     8  25 %  25 %  25 %  25 %  25 %  25 %  -',
    ]);
  });
});
