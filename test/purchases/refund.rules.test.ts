import { describe, expect, it } from '@jest/globals';
import {
  amountErrors,
  amountForUnits,
  lineErrors,
  reasonErrors,
  refundAmount,
  stateErrors,
  statusAfter,
} from '../../src/purchases/refund.rules.ts';

const purchase = {
  status: 'PARTIALLY_REFUNDED',
  currency: 'EUR',
  totalMinor: 1000,
  refundedMinor: 400,
} as const;

function aLine({ quantity = 3, totalMinor = 1000, refundedQuantity = 0, refundedMinor = 0 } = {}) {
  return { id: 'line', quantity, totalMinor, refundedQuantity, refundedMinor };
}

describe('amountForUnits', () => {
  // 3 units for 10.00: one third is 3.33, two thirds are 6.67, all is 10.00.
  it.each([
    { units: 3, totalMinor: 1000, pieces: [1, 1, 1], amounts: [333, 334, 333] },
    { units: 3, totalMinor: 1000, pieces: [2, 1], amounts: [667, 333] },
    { units: 3, totalMinor: 1000, pieces: [1, 2], amounts: [333, 667] },
    { units: 3, totalMinor: 1000, pieces: [3], amounts: [1000] },
    // 2 units for 0.01: half a cent is rounded up, and the other unit has nothing left.
    { units: 2, totalMinor: 1, pieces: [1, 1], amounts: [1, 0] },
    // 7 units for 1.00: 14.29, 28.57, 42.86, 57.14, 71.43, 85.71 and 100 cents.
    { units: 7, totalMinor: 100, pieces: [1, 1, 1, 1, 1, 1, 1], amounts: [14, 15, 14, 14, 14, 15, 14] },
    { units: 2, totalMinor: 0, pieces: [1, 1], amounts: [0, 0] },
    // Twice this is more than a number holds exactly.
    {
      units: 2,
      totalMinor: 9_007_199_254_740_991,
      pieces: [1, 1],
      amounts: [4_503_599_627_370_496, 4_503_599_627_370_495],
    },
  ])('gives back $units units for $totalMinor in pieces of $pieces as $amounts', (given) => {
    const line = aLine({ quantity: given.units, totalMinor: given.totalMinor });

    const amounts = given.pieces.map((units) => {
      const amountMinor = amountForUnits(line, units);
      line.refundedQuantity += units;
      line.refundedMinor += amountMinor;
      return amountMinor;
    });

    expect(amounts).toEqual(given.amounts);
  });
});

describe('lineErrors', () => {
  const path = ['lines', 0, 'quantity'];

  it('takes as many units as are left', () => {
    const line = aLine({ refundedQuantity: 1 });

    const errors = [1, 2].map((quantity) => lineErrors(line, quantity, path));

    expect(errors).toEqual([[], []]);
  });

  it.each([
    {
      quantity: 3,
      code: 'LIMIT_EXCEEDED',
      message: 'Of this line 2 units can still be refunded; got 3.',
    },
    { quantity: 0, code: 'INVALID', message: 'A quantity is a whole number, 1 or more; got 0.' },
    { quantity: -2, code: 'INVALID', message: 'A quantity is a whole number, 1 or more; got -2.' },
    { quantity: 1.5, code: 'INVALID', message: 'A quantity is a whole number, 1 or more; got 1.5.' },
  ])('refuses $quantity units of 2 left', ({ quantity, code, message }) => {
    const line = aLine({ refundedQuantity: 1 });

    const errors = lineErrors(line, quantity, path);

    expect(errors).toEqual([{ code, path: ['lines', '0', 'quantity'], message }]);
  });
});

describe('amountErrors', () => {
  it('takes all that is left', () => {
    const errors = amountErrors(purchase, 600, ['amount']);

    expect(errors).toEqual([]);
  });

  it('refuses a cent more and tells both figures', () => {
    const errors = amountErrors(purchase, 601, ['amount']);

    expect(errors).toEqual([
      {
        code: 'LIMIT_EXCEEDED',
        path: ['amount'],
        message: 'Of this purchase 6.00 EUR can still be refunded; this refund is 6.01 EUR.',
      },
    ]);
  });
});

describe('refundAmount', () => {
  it.each([
    { amount: '0.01', currency: 'EUR', minor: 1 },
    { amount: '12', currency: 'JPY', minor: 12 },
    { amount: '0.001', currency: 'KWD', minor: 1 },
  ])('reads $amount $currency', ({ amount, currency, minor }) => {
    expect(refundAmount(amount, currency)).toBe(minor);
  });

  it.each([
    { amount: '0', currency: 'EUR' },
    { amount: '-1', currency: 'EUR' },
    { amount: '0.001', currency: 'EUR' },
    { amount: '0.5', currency: 'JPY' },
  ])('refuses $amount $currency', ({ amount, currency }) => {
    expect(refundAmount(amount, currency)).toEqual({
      code: 'INVALID',
      path: ['amount'],
      message: `A refund is more than zero, with no more decimals than ${currency} has.`,
    });
  });
});

describe('the other rules of refunds', () => {
  it('refuses one of a cancelled purchase and of no other', () => {
    const errors = (['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'CANCELLED'] as const).map((status) =>
      stateErrors({ ...purchase, status }, ['purchaseId']),
    );

    expect(errors).toEqual([
      [],
      [],
      [],
      [
        {
          code: 'CONFLICT',
          path: ['purchaseId'],
          message: 'The purchase is cancelled; there is nothing to refund.',
        },
      ],
    ]);
  });

  it('refuses a reason of more than 500 characters', () => {
    expect(reasonErrors(null)).toEqual([]);
    expect(reasonErrors('x'.repeat(500))).toEqual([]);
    expect(reasonErrors('x'.repeat(501))).toEqual([
      { code: 'INVALID', path: ['reason'], message: 'A reason has at most 500 characters; got 501.' },
    ]);
  });

  it('calls a purchase refunded when nothing of it is left', () => {
    expect(statusAfter({ totalMinor: 1000, refundedMinor: 999 })).toBe('PARTIALLY_REFUNDED');
    expect(statusAfter({ totalMinor: 1000, refundedMinor: 1000 })).toBe('REFUNDED');
  });
});
