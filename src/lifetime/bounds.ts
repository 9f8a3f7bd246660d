import type { Likelihood } from './likelihood.ts';

/** Up to where each parameter is searched for, in their order; Infinity: anywhere. */
export type Bounds = readonly number[];

/** How steep the ground gets beyond a bound: no slope of data goes on against it. */
const steepness = 100;

/**
 * The same likelihood up to the bounds, and less and less beyond them. Where customers are all alike in something, the
 * data are likelier the larger two parameters get, without end and by next to nothing; the search stops a little beyond
 * the bound instead, where figures are those of the limit. To the third power, so that the curvature has no jump.
 */
export function bounded(likelihood: Likelihood, bounds: Bounds): Likelihood {
  return (parameters) => {
    const { logLikelihood, slope } = likelihood(parameters);
    const beyond = parameters.map((value, index) => Math.max(0, Math.log(value / bounds[index]!)));
    return {
      logLikelihood: logLikelihood - beyond.reduce((total, far) => total + steepness * far ** 3, 0),
      slope: slope.map((part, index) => part - (3 * steepness * beyond[index]! ** 2) / parameters[index]!),
    };
  };
}
