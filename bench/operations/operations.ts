import { nested } from './nested.ts';
import type { Operation } from './operation.ts';
import { overview } from './overview.ts';
import { page } from './page.ts';
import { point } from './point.ts';
import { record } from './record.ts';

/** In the order they are measured: what writes comes last, so that the reads find the shop as it was loaded. */
export const operations: readonly Operation[] = [point, nested, page, overview, record];
