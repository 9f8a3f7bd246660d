/** How likely data are under parameters, as a logarithm over all of them, and its slope along each parameter. */
export interface Likeliness {
  logLikelihood: number;
  slope: number[];
}

export type Likelihood = (parameters: readonly number[]) => Likeliness;

export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
