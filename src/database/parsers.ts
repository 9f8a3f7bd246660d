import { createPostgreSqlTypeParsers } from '@mikro-orm/sql';
import pg from 'pg';

const oidOfTextArray = 1009 as Parameters<typeof pg.types.getTypeParser>[0];
const textArray: (text: string) => string[] = pg.types.getTypeParser(oidOfTextArray);

/** How values arrive: instants as ISO 8601 text, bigints as numbers, since they fit one. */
export const typeParsers: Record<number, (text: string) => unknown> = {
  ...createPostgreSqlTypeParsers((text) => textArray(text)),
  20: Number,
  1184: instantOf,
};

/** `2026-11-22 13:30:00.12+00` → `2026-11-22T13:30:00.120Z`, cut rather than read: lists have thousands of them. */
function instantOf(text: string): string {
  if (text.length < 22 || text.length > 26 || !text.endsWith('+00')) return text;
  const fraction = text.slice(20, -3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
}
