// Where the pages begin that are read in turn: the same customers for every server, each by its own cursors.

import { pageSteps } from '../load/sample.ts';
import { type Ask, graphql } from './operation.ts';

const steps = {
  clientele: `query Step($after: String) {
    customers(first: 100, after: $after, orderBy: [{ field: CREATED_AT, direction: ASC }]) { pageInfo { endCursor } }
  }`,
  postgraphile: `query Step($after: Cursor) {
    customers: allCustomers(first: 100, after: $after, condition: { identified: true }) { pageInfo { endCursor } }
  }`,
};

/** Null for the start, then what the server calls each 100th customer in the order they came. */
export async function pagesOf(ask: Ask, server: keyof typeof steps): Promise<(string | null)[]> {
  const cursors: (string | null)[] = [null];
  while (cursors.length < pageSteps) {
    const body = await ask(graphql(steps[server], { after: cursors.at(-1) }));
    const cursor = /"endCursor":"([^"]+)"/.exec(body)?.[1];
    if (cursor === undefined) throw new Error(`An answer without a cursor: ${body.slice(0, 500)}`);
    cursors.push(cursor);
  }
  return cursors;
}
