import { compiled, hyp2f1, lgam, psi } from 'cephes';

// Compiled while this module loads, so that whoever imports it may call at once.
await compiled;

/** ln Γ(x), for x above 0. */
export const logGamma = orNaN(lgam);

/** The slope of ln Γ, for x above 0. */
export const digamma = orNaN(psi);

/** Gauss's ₂F₁(a, b; c; z), for z from 0 and below 1. */
export const hypergeometric = orNaN(hyp2f1);

/** The library throws where a value is too large for a number, or would have few right digits. */
function orNaN<Given extends number[]>(compute: (...given: Given) => number): (...given: Given) => number {
  return (...given) => {
    try {
      return compute(...given);
    } catch {
      return Number.NaN;
    }
  };
}
