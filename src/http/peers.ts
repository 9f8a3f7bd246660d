import type { MetricObjectWithValues, MetricValue } from 'prom-client';

/** What a process counts and measures, as it goes from one to another. */
export type Figures = MetricObjectWithValues<MetricValue<string>>[];

/** The processes that serve together behind one port, this one among them. */
export interface Peers {
  /** How this one tells its figures whenever another asks. */
  answerWith(own: () => Promise<Figures>): void;
  /** Those of all, as far as they answer. */
  figures(): Promise<Figures[]>;
}
