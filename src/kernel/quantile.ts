import jstat from 'jstat';

const { normal, studentt } = jstat.jStat;

/** From so many degrees on, Student's t is the normal distribution to six decimals; jstat's series loses them there. */
const asGoodAsNormal = 1e7;

/**
 * How many standard errors to each side hold the middle share of the distribution: 1.959964 for 0.95. With degrees of
 * freedom it is that of Student's t.
 */
export function quantileOf(confidence: number, degrees = Number.POSITIVE_INFINITY): number {
  const probability = (1 + confidence) / 2;
  return degrees >= asGoodAsNormal ? normal.inv(probability, 0, 1) : studentt.inv(probability, degrees);
}
