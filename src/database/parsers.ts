import { createPostgreSqlTypeParsers } from '@mikro-orm/sql';
import pg from 'pg';

const oidOfTextArray = 1009 as Parameters<typeof pg.types.getTypeParser>[0];
const textArray: (text: string) => string[] = pg.types.getTypeParser(oidOfTextArray);

/** How values arrive: instants stay text, as MikroORM and our JSON rows want them; bigints fit a number. */
export const typeParsers: Record<number, (text: string) => unknown> = {
  ...createPostgreSqlTypeParsers((text) => textArray(text)),
  20: Number,
};
