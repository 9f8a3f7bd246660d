import jstat from 'jstat';
import type { Likelihood, Likeliness } from './likelihood.ts';

/** The parameters under which data are likeliest. */
export interface Maximum {
  parameters: number[];
  /** Of each parameter, by the curvature at the top; null where there is none. */
  standardErrors: number[] | null;
  logLikelihood: number;
  /** Whether it is a top, and not where the search gave up. */
  converged: boolean;
  iterations: number;
}

type Matrix = number[][];
/** A place in the logarithms of the parameters, with what is known of it. */
type Place = Likeliness & { at: readonly number[] };

const { cholesky, inv } = jstat.jStat;
const mostIterations = 100;
/** How much another step may still gain, as a logarithm over all data. */
const tolerance = 1e-12;
/** How far to both sides the slope is compared. */
const nudge = 1e-4;
/** In the logarithm of a parameter. */
const longestStep = 2;
const [weakestDamping, strongestDamping] = [1e-6, 1e9];
/** What sums over many customers lose: on a ridge that is more than the tolerance. */
const roundingShare = 1e-12;

/**
 * Climbs from `start` by Newton's method, in the logarithms of the parameters, which are all above 0. The curvature is
 * told by how the slope, which is exact, differs to both sides. Where the ground does not curve as a top does, or a step
 * would lead down, steps are damped (Levenberg and Marquardt).
 */
export function maximumOf(likelihood: Likelihood, start: readonly number[]): Maximum {
  const look = inLogarithms(likelihood);
  let place = look(start.map(Math.log));
  let damping = 0;
  for (let iterations = 1; iterations <= mostIterations; iterations += 1) {
    const curvature = curvatureAt(look, place);
    const top = stepUp(curvature, place.slope, 0);
    const gain = top ? dot(top, place.slope) : Number.POSITIVE_INFINITY;
    if (gain < tolerance) return foundAt(place, { curvature, iterations });
    const taken = climb(look, place, { curvature, damping });
    const isHigher = taken !== null && taken.place.logLikelihood > place.logLikelihood;
    if (!isHigher && gain < roundingOf(place)) return foundAt(place, { curvature, iterations });
    if (!taken) return givenUpAt(place, iterations);
    ({ place, damping } = taken);
  }
  return givenUpAt(place, mostIterations);
}

/** The likelihood in the logarithms of the parameters: its slope is along those too. */
function inLogarithms(likelihood: Likelihood): (at: readonly number[]) => Place {
  return (at) => {
    const parameters = at.map(Math.exp);
    const { logLikelihood, slope } = likelihood(parameters);
    return { at, logLikelihood, slope: slope.map((part, index) => part * parameters[index]!) };
  };
}

/** How the ground falls off in every direction: minus the second derivatives. */
function curvatureAt(look: (at: readonly number[]) => Place, { at }: Place): Matrix {
  const rows = at.map((_, index) => {
    const [below, above] = [-nudge, nudge].map((by) => look(moved(at, index, by)).slope);
    return above!.map((part, column) => (below![column]! - part) / (2 * nudge));
  });
  return rows.map((row, index) => row.map((part, column) => (part + rows[column]![index]!) / 2));
}

interface Climb {
  curvature: Matrix;
  damping: number;
}

/** One step up, damped as much as it takes; null when no step leads up. */
function climb(look: (at: readonly number[]) => Place, place: Place, { curvature, damping }: Climb) {
  const least = place.logLikelihood - roundingOf(place);
  for (let much = damping; much <= strongestDamping; much = Math.max(weakestDamping, 10 * much)) {
    const step = stepUp(curvature, place.slope, much);
    if (!step) continue;
    const next = look(place.at.map((value, index) => value + step[index]!));
    if (next.logLikelihood >= least && next.slope.every(Number.isFinite)) {
      return { place: next, damping: much <= weakestDamping ? 0 : much / 10 };
    }
  }
  return null;
}

/** Where the top would be if the ground curved like this all the way; null where that is no top. */
function stepUp(curvature: Matrix, slope: readonly number[], damping: number): number[] | null {
  const size = Math.max(...curvature.map((row, index) => Math.abs(row[index]!)));
  const damped = curvature.map((row, index) => moved(row, index, damping * size));
  if (!isTop(damped)) return null;
  const step = inv(damped).map((row) => dot(row, slope));
  const length = Math.max(...step.map(Math.abs));
  return length > longestStep ? step.map((part) => (part * longestStep) / length) : step;
}

function roundingOf({ logLikelihood }: Place): number {
  return roundingShare * Math.abs(logLikelihood);
}

function isTop(curvature: Matrix): boolean {
  return cholesky(curvature).every((row, index) => row[index]! > 0);
}

function foundAt(
  { at, logLikelihood }: Place,
  { curvature, iterations }: { curvature: Matrix; iterations: number },
): Maximum {
  const parameters = at.map(Math.exp);
  const variances = inv(curvature);
  // The delta method: an error of the logarithm is one in proportion to the parameter.
  const standardErrors = parameters.map((value, index) => value * Math.sqrt(variances[index]![index]!));
  return { parameters, standardErrors, logLikelihood, converged: true, iterations };
}

function givenUpAt({ at, logLikelihood }: Place, iterations: number): Maximum {
  return { parameters: at.map(Math.exp), standardErrors: null, logLikelihood, converged: false, iterations };
}

function moved(values: readonly number[], index: number, by: number): number[] {
  return values.map((value, place) => (place === index ? value + by : value));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((total, part, index) => total + part * other[index]!, 0);
}
