/** What a run ends with: text for whoever started it, everything measured, and an SVG where there is one. */
export interface Outcome {
  report: string;
  figures: object;
  chart?: string;
}
