import { describe, expect, it } from '@jest/globals';
import { isOnCalendar } from '../../src/kernel/clock.ts';
import { counted, folded, isStorable, listed, wordsOf } from '../../src/kernel/text.ts';

describe('text', () => {
  it.each([
    [' Äänekoski', 'aanekoski'],
    ['JÄRVINEN', 'jarvinen'],
    ['Õie  Mägi\tTamm ', 'oie magi tamm'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['Ærø', 'aero'],
    ['Łódź', 'lodz'],
    ['Đorđe', 'dorde'],
    ['İzmir', 'izmir'],
    ['ﬁn', 'fin'],
    ['A\u0308iti', 'aiti'],
    ['¨', ''],
  ])('folds %p to %p', (text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  it('takes a text apart into folded words', () => {
    expect(wordsOf('  Äiti  ja ISÄ ')).toEqual(['aiti', 'ja', 'isa']);
    expect([wordsOf(''), wordsOf(' ¨ ')]).toEqual([[], []]);
  });

  it.each([
    ['plain', true],
    ['👍', true],
    ['', true],
    ['a\u0000', false],
    ['\ud83d', false],
    ['\udc4d\ud83d', false],
  ])('says of %j whether it can be stored', (text, expected) => {
    expect(isStorable(text)).toBe(expected);
  });

  it('counts and lists', () => {
    expect([
      counted(1, 'line'),
      counted(0, 'line'),
      counted(1204, 'line'),
      counted(2, 'entry', 'entries'),
    ]).toEqual(['1 line', '0 lines', '1,204 lines', '2 entries']);
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual([
      '',
      'a',
      'a and b',
      'a, b or c',
    ]);
  });
});

describe('the calendar', () => {
  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30T00:00:00Z', false],
    ['2026-13-01', false],
    ['2026-04-31', false],
    ['0000-01-01', false],
    ['0001-01-01', true],
    ['9999-12-31 23:59:59+00', true],
  ])('has %s: %p', (text, expected) => {
    expect(isOnCalendar(text)).toBe(expected);
  });
});
