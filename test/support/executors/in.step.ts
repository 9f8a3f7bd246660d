import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { Context } from '../../../src/api/context.ts';

/** Runs the same mutation with two contexts, and gives both answers. */
export type InStep = <First, Second>(
  first: [context: Context, run: () => Promise<First>],
  second: [context: Context, run: () => Promise<Second>],
) => Promise<[First, Second]>;

/**
 * Lets two executors run one mutation without changing anything twice. Each field of the mutation waits until both have
 * come to it, and so have read everything under the one before; the first then does it, and both read what is under it.
 * Changes the resolvers of the schema given.
 */
export function mutationsInStep(schema: GraphQLSchema): InStep {
  const parts = new WeakMap<Context, Part>();
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (resolve) field.resolve = byPart(parts, resolve);
  }
  return async ([firstContext, runFirst], [secondContext, runSecond]) => {
    const meeting = new Meeting();
    parts.set(firstContext, (name, act) => meeting.act(name, act));
    // As the first forgets after each write of its own.
    parts.set(secondContext, (name) => meeting.watch(name).finally(() => secondContext.loaders.forget()));
    return Promise.all([
      runFirst().finally(() => meeting.firstLeaves()),
      runSecond().finally(() => meeting.secondLeaves()),
    ]);
  };
}

/** What becomes of a field, under the name it has in the answer. */
type Part = (name: string | number, act: () => unknown) => Promise<unknown>;

function byPart(
  parts: WeakMap<Context, Part>,
  resolve: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> {
  return (root, args, context, info) => {
    const part = parts.get(context);
    const act = () => resolve(root, args, context, info);
    return part ? part(info.path.key, act) : act();
  };
}

class Meeting {
  #arrivals = new Map<string | number, PromiseWithResolvers<void>>();
  #outcomes = new Map<string | number, PromiseWithResolvers<unknown>>();
  #isSecondGone = false;
  #isFirstGone = false;

  async act(name: string | number, act: () => unknown): Promise<unknown> {
    const outcome = this.#outcome(name);
    if (!this.#isSecondGone) await this.#arrival(name).promise;
    try {
      const result = await act();
      outcome.resolve(result);
      return result;
    } catch (error) {
      outcome.reject(error);
      throw error;
    }
  }

  async watch(name: string | number): Promise<unknown> {
    this.#arrival(name).resolve();
    if (this.#isFirstGone) throw notDone(name);
    const result = await this.#outcome(name).promise;
    // Of its own: what links lead to is kept on the object they start from.
    return typeof result === 'object' && result !== null ? { ...result } : result;
  }

  firstLeaves(): void {
    this.#isFirstGone = true;
    for (const [name, outcome] of this.#outcomes) outcome.reject(notDone(name));
  }

  secondLeaves(): void {
    this.#isSecondGone = true;
    for (const arrival of this.#arrivals.values()) arrival.resolve();
  }

  #arrival(name: string | number): PromiseWithResolvers<void> {
    return kept(this.#arrivals, name);
  }

  #outcome(name: string | number): PromiseWithResolvers<unknown> {
    const outcome = kept(this.#outcomes, name);
    // Nobody may be there to hear of a failure.
    outcome.promise.catch(() => {});
    return outcome;
  }
}

function kept<Value>(promises: Map<string | number, PromiseWithResolvers<Value>>, name: string | number) {
  const found = promises.get(name) ?? Promise.withResolvers<Value>();
  promises.set(name, found);
  return found;
}

function notDone(name: string | number): Error {
  return new Error(`The other executor never came to ${name}.`);
}
