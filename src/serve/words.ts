import type { Figures } from '../http/peers.ts';

/** What the supervisor says to a process that serves. */
export type Order =
  | ({ order: 'serve' } & Assignment)
  | { order: 'close' }
  /** Tell your own figures. */
  | { order: 'report'; round: number }
  /** Here are the figures you wanted. */
  | { order: 'figures'; asking: number; figures: Figures[] };

export interface Assignment {
  port: number;
  trialKey: string | null;
  /** Whether it also does what one process of a server has to do. */
  isFirst: boolean;
}

/** What a process that serves says to the supervisor. */
export type Report =
  | { report: 'figures'; round: number; figures: Figures }
  /** Tell the figures of all. */
  | { report: 'wanted'; asking: number };
