import { describe, expect, it } from '@jest/globals';
import {
  amountOf,
  converted,
  decimalsIn,
  decimalsOf,
  isCurrency,
  isDecimal,
  minorOf,
  roundedMinorOf,
  shown,
} from '../../src/kernel/money.ts';

describe('money', () => {
  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['SEK', 2],
  ])('knows how many decimals %s has', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
  });

  it.each([
    ['EUR', true],
    ['eur', false],
    ['EUX', false],
    ['', false],
  ])('says of %p whether it is a currency', (code, expected) => {
    expect(isCurrency(code)).toBe(expected);
  });

  it('refuses decimals of a currency that is none', () => {
    expect(() => decimalsOf('EUX')).toThrow('EUX is not an ISO 4217 currency code.');
  });

  it.each([
    ['12.50', true],
    ['-0.1', true],
    ['+3', true],
    ['.5', false],
    ['5.', false],
    ['1e3', false],
    ['1,5', false],
    [' 1', false],
    ['1\n', false],
    ['', false],
  ])('says of %p whether it is a decimal', (text, expected) => {
    expect(isDecimal(text)).toBe(expected);
  });

  it.each([
    ['12.50', 'EUR', 1250],
    ['12.5', 'EUR', 1250],
    ['12.5000', 'EUR', 1250],
    ['-0.05', 'EUR', -5],
    ['0', 'EUR', 0],
    ['-0', 'EUR', 0],
    ['1500', 'JPY', 1500],
    ['1500.0', 'JPY', 1500],
    ['1.234', 'KWD', 1234],
    ['90071992547409.91', 'EUR', 9_007_199_254_740_991],
    ['12.505', 'EUR', null],
    ['0.5', 'JPY', null],
    ['90071992547409.92', 'EUR', null],
    ['-90071992547409.92', 'EUR', null],
    ['twelve', 'EUR', null],
  ])('reads %s %s as %p in the smallest unit', (amount, currency, minor) => {
    expect(minorOf(amount, currency)).toBe(minor);
  });

  it.each([
    [1250, 'EUR', '12.50'],
    [5, 'EUR', '0.05'],
    [-5, 'EUR', '-0.05'],
    [0, 'EUR', '0.00'],
    [1500, 'JPY', '1500'],
    [-1500, 'JPY', '-1500'],
    [1, 'KWD', '0.001'],
    [9_007_199_254_740_991, 'EUR', '90071992547409.91'],
  ])('writes %p of %s as %s', (minor, currency, amount) => {
    expect(amountOf({ minor, currency })).toBe(amount);
    expect(shown({ minor, currency })).toBe(`${amount} ${currency}`);
  });

  it.each([
    ['12.50', 1],
    ['12.00', 0],
    ['12', 0],
    ['0.005', 3],
  ])('sees that %s needs %p decimals', (amount, decimals) => {
    expect(decimalsIn(amount)).toBe(decimals);
  });

  it.each([
    ['9.80000019', 'EUR', 980],
    ['9.805', 'EUR', 981],
    ['-9.805', 'EUR', -981],
    ['9.8049', 'EUR', 980],
    ['-0.004', 'EUR', 0],
    ['0.5', 'JPY', 1],
    ['2', 'KWD', 2000],
  ])('rounds %s %s half away from zero to %p', (amount, currency, minor) => {
    expect(roundedMinorOf(amount, currency) + 0).toBe(minor);
  });

  // 100.00 USD at 0.92 = 92.00 EUR; 1000 JPY at 0.0061 = 6.10 EUR; 1.000 KWD at 3.015 = 3.015 -> 3.02 EUR.
  it.each([
    [10_000, 'USD', '0.92', 'EUR', 9200],
    [1000, 'JPY', '0.0061', 'EUR', 610],
    [1000, 'KWD', '3.015', 'EUR', 302],
    [-1000, 'KWD', '3.015', 'EUR', -302],
    [150, 'EUR', '163.4', 'JPY', 245],
    [1, 'EUR', '1', 'KWD', 10],
  ])('converts %p of %s at %s to %s', (minor, currency, rate, to, expected) => {
    expect(converted({ minor, currency }, rate, to)).toBe(expected);
  });
});
