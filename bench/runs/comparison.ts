// This project against its peers: the same operations, in turn, and what each costs.

import { ask } from '../measure/drive.ts';
import { figuresOf } from '../measure/figures.ts';
import { type Contender, measure } from '../measure/measure.ts';
import type { Operation } from '../operations/operation.ts';
import { agree, type Shape, shapeOf } from '../operations/shape.ts';
import type { Options } from '../options.ts';
import { circumstancesOf } from '../report/circumstances.ts';
import { type Result, reportOf } from '../report/comparison.ts';
import { contendersFor, onStand, type Stand } from '../stand.ts';
import type { Outcome } from './outcome.ts';

export function compare(options: Options): Promise<Outcome> {
  return onStand(options, async (stand) => {
    const results: Result[] = [];
    for (const operation of options.operations) {
      console.error(`Measuring ${operation.name}`);
      results.push(await resultOf(operation, stand, options));
    }
    const { rounds, seconds, connections } = options;
    const load = { rounds, 'seconds each': seconds, connections };
    const circumstances = circumstancesOf(stand.database.version, { ...stand.shop }, load);
    return { report: reportOf(circumstances, results), figures: { ...circumstances, results } };
  });
}

async function resultOf(operation: Operation, stand: Stand, options: Options): Promise<Result> {
  const contenders = await contendersFor(operation, stand);
  const { facts, ...shape } = await commonShape(operation, contenders);
  const measured = await measure(contenders, { ...options, postmaster: stand.database.postmaster });
  const figures = Object.fromEntries([...measured].map(([name, rounds]) => [name, figuresOf(rounds)]));
  return { operation: operation.name, title: operation.title, shape, figures };
}

/** What all answer alike to the same requests; refuses to compare servers that do different work. */
async function commonShape(operation: Operation, contenders: Contender[]): Promise<Shape> {
  const shapes: Shape[] = [];
  for (const { server, nth } of contenders) {
    const shape = shapeOf(await ask(server, nth(1)));
    const [first] = shapes;
    if (first && !agree(first, shape)) {
      const [one, other] = [first, shape].map((each) =>
        JSON.stringify({ ...each, facts: each.facts.slice(0, 5) }),
      );
      throw new Error(
        `On ${operation.name}, ${server.name} answers ${other}; ${contenders[0]?.server.name} ${one}.`,
      );
    }
    shapes.push(shape);
  }
  const [shape] = shapes;
  if (!shape) throw new Error('There is no server to measure.');
  return shape;
}
