import { describe, expect, it } from '@jest/globals';
import { countryRead } from '../../src/import/country.value.ts';
import { instantRead } from '../../src/import/instant.pattern.ts';
import { decimalRead } from '../../src/import/number.value.ts';
import { textRead } from '../../src/import/text.value.ts';
import { countrySchema, numberSchema, textSchema } from '../../src/import/value.schema.ts';

const firstColumn = () => (row: { cells: readonly string[] }) => row.cells[0] ?? '';
const rowOf = (cell: string) => ({ line: 1, cells: [cell] });

describe('dates', () => {
  it.each([
    ['YYYY-MM-DD HH:mm:ss', 'Europe/London', '2010-12-01 08:26:00', '2010-12-01T08:26:00.000Z'],
    ['YYYY-MM-DD HH:mm:ss', 'Europe/London', '2011-05-31 15:53:00', '2011-05-31T14:53:00.000Z'],
    ['YYYYMMDD', 'UTC', '19970101', '1997-01-01T00:00:00.000Z'],
    ['D.M.YYYY H:mm', 'Europe/Helsinki', '7.6.2026 9:05', '2026-06-07T06:05:00.000Z'],
    ['ISO', 'Europe/Tallinn', '2026-01-02', '2026-01-01T22:00:00.000Z'],
    ['ISO', 'Europe/Tallinn', '2026-01-02T10:00:00.123+05:30', '2026-01-02T04:30:00.000Z'],
  ])('reads %s in %s: %s', (pattern, timeZone, text, instant) => {
    expect(instantRead(pattern, timeZone)(text)?.toISOString()).toBe(instant);
  });

  it('cuts the hour before and after summer time begins where the clocks do', () => {
    const read = instantRead('YYYY-MM-DD HH:mm', 'Europe/Helsinki');

    expect(read('2026-03-29 02:59')?.toISOString()).toBe('2026-03-29T00:59:00.000Z');
    expect(read('2026-03-29 04:00')?.toISOString()).toBe('2026-03-29T01:00:00.000Z');
  });

  it.each(['2011-02-30', '2011-13-01', '2011-1-01', '', 'yesterday'])('finds no day in "%s"', (text) => {
    expect(instantRead('YYYY-MM-DD', 'UTC')(text)).toBeNull();
  });
});

describe('countries', () => {
  const read = countryRead(
    countrySchema.parse({ column: 'c', alsoKnownAs: { EIRE: 'IE', 'Channel Islands': null } }),
    firstColumn,
  );

  it.each([
    ['United Kingdom', 'GB'],
    ['USA', 'US'],
    ['eire', 'IE'],
    ['fi', 'FI'],
    ['Channel Islands', null],
    ['Atlantis', null],
  ])('takes %s for %s', (name, code) => {
    expect(read(rowOf(name))).toEqual({ name, code });
  });
});

describe('numbers and texts', () => {
  it('reads a decimal comma with thousands', () => {
    const read = decimalRead(numberSchema.parse({ column: 'c', decimalMark: ',' }), firstColumn, 'price');

    expect(read(rowOf('1.234,50'))).toBe('1234.50');
    expect(read(rowOf('1\u00a0234,50'))).toBe('1234.50');
  });

  it('refuses what is no number by its column', () => {
    const read = decimalRead(numberSchema.parse({ column: 'Price' }), firstColumn, 'price');

    expect(read(rowOf('2,50'))).toEqual({ refused: 'Price "2,50" is not a number' });
    expect(read(rowOf(''))).toBeUndefined();
  });

  it('strips and adds at the ends, and makes nothing out of an empty cell', () => {
    const read = textRead(textSchema.parse({ column: 'c', stripSuffix: '.0', prefix: 'C-' }), firstColumn);

    expect(read(rowOf('17850.0'))).toBe('C-17850');
    expect(read(rowOf(''))).toBe('');
  });
});
