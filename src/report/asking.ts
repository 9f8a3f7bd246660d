import { type GraphQLSchema, parse } from 'graphql';
import { nobody } from '../access/authenticate.ts';
import type { Context, ShopSettings } from '../api/context.ts';
import type { Contributions } from '../api/contributions.ts';
import { planningExecutor } from '../api/executor.ts';
import { notWeighed } from '../api/limits/budget.ts';
import { RequestLoaders } from '../api/loader.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../kernel/clock.ts';
import { PlainFault } from '../kernel/errors.ts';

/** A report cannot be told as it was asked for. */
export class ReportFault extends PlainFault {
  override name = 'ReportFault';
}

/** What answers reports: the API, without the server around it. */
export interface Api {
  schema: GraphQLSchema;
  database: Database;
  shop: ShopSettings;
  contributions: Contributions;
  clock: Clock;
  scopes: readonly string[];
}

/** What the API answers to a document with one root field. Throws `ReportFault` with what is wrong with the question. */
export async function answerOf(api: Api, document: string, variables: object): Promise<unknown> {
  const run = planningExecutor(api.schema, true);
  const { data, errors } = await run({
    document: parse(document),
    operationName: undefined,
    variables: { ...variables },
    context: contextOf(api),
  });
  const [error] = errors ?? [];
  if (error?.extensions.code === 'BAD_USER_INPUT') throw new ReportFault(error.message);
  if (error) throw error.originalError ?? error;
  return Object.values(data ?? {})[0];
}

/** For the shop's own people, who may read everything but personal data, which no report has. */
function contextOf({ database, scopes, ...rest }: Api): Context {
  return {
    ...rest,
    requestId: 'report',
    caller: { ...nobody, scopes: new Set(scopes.filter((scope) => scope.endsWith(':read'))) },
    variables: null,
    reader: { kysely: database.kysely },
    fork: () => database.fork(),
    loaders: new RequestLoaders(),
    redacted: new Set(),
    personalReads: 0,
    cost: { ...notWeighed },
    budget: null,
    turn: async () => 0,
    settle: () => {},
  };
}
