import type { Maximum } from './maximum.ts';

/** Parameters found by maximum likelihood, by their names. */
export interface Fitted<Parameters> extends Omit<Maximum, 'parameters' | 'standardErrors'> {
  parameters: Parameters;
  standardErrors: Parameters | null;
}

/** Names the values of a maximum, in their order. */
export function named<Name extends string>(
  names: readonly Name[],
  { parameters, standardErrors, ...rest }: Maximum,
): Fitted<Record<Name, number>> {
  return {
    parameters: byName(names, parameters),
    standardErrors: standardErrors && byName(names, standardErrors),
    ...rest,
  };
}

function byName<Name extends string>(
  names: readonly Name[],
  values: readonly number[],
): Record<Name, number> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]])) as Record<Name, number>;
}
