import type { Direction } from '../database/keyset.ts';
import { enumOf } from './mutation.ts';

export const OrderDirectionEnum = enumOf<Direction>(
  'OrderDirection',
  'Which way a list is ordered; what is not known comes last in both.',
  { ASC: 'Smallest, earliest or A first.', DESC: 'Largest, latest or Z first.' },
);
