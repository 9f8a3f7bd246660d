// Reports: figures of the API for people who look rather than ask, as a table, as CSV or as a chart. Asks the schema and
// reckons nothing itself.

/** What a report is drawn as: bars or lines over parts of the calendar, or a bar for each of some groups. */
export interface Chart {
  kind: 'BARS' | 'LINES' | 'GROUPS';
  title: string;
  /** What is measured, with its unit. */
  measure: string;
  points: readonly ChartPoint[];
}

export interface ChartPoint {
  /** The first day of a part of the calendar, or the name of a group. */
  at: string;
  value: number | null;
  /** Which line it is of, where there are several. */
  series?: string;
  /** The 95 % interval. */
  low?: number | null;
  high?: number | null;
  /** Whether there may be more of it yet, or is more than the period has. */
  isPart?: boolean;
}

export interface Report {
  about: string;
  /** An operation of the API with one root field; its variables are among those of `Question`. */
  document: string;
  chartOf(answer: unknown): Chart;
}

/** Values that the documents of reports may have as variables. */
export interface Question {
  period: { from: string | null; to: string | null };
  /** Of which customers; null: of all. */
  filter: object | null;
  /** How long the parts of a course are. */
  by: string;
  /** The end of the period, for what is told as of a moment; null: now. */
  asOf: string | null;
}

/** A report of what its document answers, which has the shape that the document asks for. */
export function reportOf<Answer>(
  report: Omit<Report, 'chartOf'> & { chartOf(answer: Answer): Chart },
): Report {
  return { ...report, chartOf: (answer) => report.chartOf(answer as Answer) };
}

/** A figure with its interval, as documents ask for it. */
export const measured = '__typename value n low high';
