/** What we use of jstat, which brings no types. */
declare module 'jstat' {
  const jstat: {
    jStat: {
      normal: { inv(probability: number, mean: number, standardDeviation: number): number };
      studentt: { inv(probability: number, degrees: number): number };
    };
  };
  export = jstat;
}
