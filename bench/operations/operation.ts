// What is measured: one file per operation, with what it asks of each server. Says nothing about how.

import type { Sample } from '../load/sample.ts';

export const serverNames = ['clientele', 'postgraphile', 'handwritten'] as const;
export type ServerName = (typeof serverNames)[number];

export interface Request {
  path: string;
  body: string;
}

/** Sends a request while a recipe prepares, and gives the answer's body. */
export type Ask = (request: Request) => Promise<string>;

/** Prepares what must be known beforehand (cursors), and gives the n-th request. */
export type Recipe = (sample: Sample, ask: Ask) => Promise<NthRequest> | NthRequest;
export type NthRequest = (n: number) => Request;

export interface Operation extends Record<ServerName, Recipe> {
  name: string;
  title: string;
}

/** What only this project is asked. */
export type OurOperation = Pick<Operation, 'name' | 'title' | 'clientele'>;

export function graphql(query: string, variables: object): Request {
  return { path: '/graphql', body: JSON.stringify({ query, variables }) };
}

/** A statement of the hand-written server with its values. */
export function statement(name: string, values: unknown[]): Request {
  return { path: `/${name}`, body: JSON.stringify(values) };
}

/** Item `n` of an endless repetition. */
export function nth<Item>(items: readonly Item[], n: number): Item {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('There is nothing to choose from: the sample is empty.');
  return item;
}
