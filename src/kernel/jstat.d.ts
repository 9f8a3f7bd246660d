/** What we use of jstat, which brings no types. */
declare module 'jstat' {
  const jstat: {
    jStat: {
      normal: { inv(probability: number, mean: number, standardDeviation: number): number };
      studentt: { inv(probability: number, degrees: number): number };
      gamma: { sample(shape: number, scale: number): number };
      beta: { sample(a: number, b: number): number };
      exponential: { sample(rate: number): number };
      uniform: { sample(from: number, to: number): number };
      setRandom(draw: () => number): void;
      inv(matrix: readonly (readonly number[])[]): number[][];
      /** The lower triangle; NaN on its diagonal where the matrix is not positive definite. */
      cholesky(matrix: readonly (readonly number[])[]): number[][];
    };
  };
  export = jstat;
}
