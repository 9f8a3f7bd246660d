import { type Bounds, bounded } from './bounds.ts';
import type { Likelihood } from './likelihood.ts';
import { type Maximum, maximumOf } from './maximum.ts';

/** Parameters found by maximum likelihood, by their names. */
export interface Fitted<Name extends string> extends Omit<Maximum, 'parameters' | 'standardErrors'> {
  parameters: Record<Name, number>;
  /** null where the curvature tells none: there is no maximum, or the parameter is beyond its bound. */
  standardErrors: Record<Name, number | null>;
}

interface Search<Name extends string> {
  names: readonly Name[];
  bounds: Bounds;
  start: readonly number[];
}

export function fittedBy<Name extends string>(
  likelihood: Likelihood,
  { names, bounds, start }: Search<Name>,
): Fitted<Name> {
  const { parameters, standardErrors, converged, iterations } = maximumOf(bounded(likelihood, bounds), start);
  const errors = parameters.map((value, index) =>
    value > bounds[index]! ? null : (standardErrors?.[index] ?? null),
  );
  return {
    parameters: byName(names, parameters),
    standardErrors: byName(names, errors),
    logLikelihood: likelihood(parameters).logLikelihood,
    converged,
    iterations,
  };
}

function byName<Name extends string, Value>(
  names: readonly Name[],
  values: readonly Value[],
): Record<Name, Value> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]])) as Record<Name, Value>;
}
