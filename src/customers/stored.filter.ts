import { coerceInputValue, type GraphQLInputType } from 'graphql';
import { UnusableFilter } from '../database/filter.size.ts';
import type { CustomerFilter } from './customer.filter.ts';

/** A filter out of a file or the database, as the API would take it. Throws UnusableFilter with the place and what is wrong there. */
export function readFilter(value: unknown, type: GraphQLInputType): CustomerFilter {
  return coerceInputValue(value, type, (path, _, { message }) => {
    throw new UnusableFilter(message, path.map(String));
  }) as CustomerFilter;
}
