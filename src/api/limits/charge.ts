import { GraphQLError } from 'graphql';
import type { Budget, Cost } from './budget.ts';
import type { ReadingLimits } from './limits.ts';
import type { Weight } from './weight.ts';

/** Who pays for a request, and where it is noted. */
export interface Paying {
  budget: Budget | null;
  cost: Cost;
}

/** Takes what a request costs at the worst from the caller's budget, before it is run. Throws when it is too much. */
export async function charge({ budget, cost }: Paying, weight: Weight, limits: ReadingLimits): Promise<void> {
  cost.requested = Math.max(1, weight.nodes + weight.extra);
  cost.extra = weight.extra;
  if (limits.nodes > 0 && weight.nodes > limits.nodes) throw tooManyNodes(weight.nodes, limits.nodes);
  // What is more than a full budget would be told to wait for ever.
  const most = Math.min(
    limits.cost || Number.POSITIVE_INFINITY,
    budget?.capacity ?? Number.POSITIVE_INFINITY,
  );
  if (cost.requested > most) throw tooCostly(cost.requested, most);
  const wait = budget === null ? 0 : await budget.take(cost.requested);
  if (wait > 0) throw rateLimited(wait);
  cost.charged = true;
}

/** What a caller is told who may ask again after so many seconds. */
export function spent(seconds: number): string {
  return `The budget of this caller is spent. Ask again after ${seconds} s.`;
}

/**
 * How many times what was foreseen a request may read without being charged more: a page reads one row more than it shows,
 * which at most doubles it. Beyond that, lists without pages are longer than they were taken for.
 */
export const foreseen = 2;

/** Notes what a request did cost, and gives the rest back, or takes what is lacking. */
export function settle({ budget, cost }: Paying, rowsRead: number): void {
  if (!cost.charged) return;
  cost.charged = false;
  const read = Math.max(1, rowsRead + cost.extra);
  cost.actual = read > foreseen * cost.requested ? read : Math.min(cost.requested, read);
  budget?.giveBack(cost.requested - cost.actual);
}

function tooManyNodes(requested: number, allowed: number): GraphQLError {
  return refusal(
    `The query may read ${requested} objects; at most ${allowed} are allowed. Ask for smaller pages, or in several requests.`,
    { name: 'nodes', allowed, requested },
  );
}

function tooCostly(requested: number, allowed: number): GraphQLError {
  return refusal(
    `The query may cost ${requested}; at most ${allowed} is allowed. Ask for smaller pages, or in several requests.`,
    { name: 'cost', allowed, requested },
  );
}

function refusal(message: string, limit: { name: string; allowed: number; requested: number }): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'COST_EXCEEDED', limit, http: { status: 400 } } });
}

export function rateLimited(seconds: number): GraphQLError {
  return new GraphQLError(spent(seconds), {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterSeconds: seconds,
      http: { status: 429, headers: new Map([['retry-after', String(seconds)]]) },
    },
  });
}
