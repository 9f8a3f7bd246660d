import { type UserError, userError } from '../kernel/errors.ts';
import { listed } from '../kernel/text.ts';
import type { InteractionAuthor } from './interaction.rules.ts';

export const caseStatuses = ['OPEN', 'WAITING', 'RESOLVED', 'CLOSED'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const casePriorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
export type CasePriority = (typeof casePriorities)[number];

/** What somebody does to a case. */
export const caseSteps = ['WAIT', 'RESOLVE', 'REOPEN', 'CLOSE'] as const;
export type CaseStep = (typeof caseSteps)[number];

/** A case as far as steps change it. */
export interface CaseProgress {
  status: CaseStatus;
  /** When its status last changed. */
  changedAt: Date;
  /** When it was resolved for the first time. */
  resolvedAt: Date | null | undefined;
  reopenedCount: number;
}

interface Way {
  from: readonly CaseStatus[];
  to: CaseStatus;
  /** `can …`, for the refusal. */
  verb: string;
}

const ways: Readonly<Record<CaseStep, Way>> = {
  WAIT: { from: ['OPEN'], to: 'WAITING', verb: 'wait for the customer' },
  RESOLVE: { from: ['OPEN', 'WAITING'], to: 'RESOLVED', verb: 'be resolved' },
  REOPEN: { from: ['RESOLVED', 'CLOSED'], to: 'OPEN', verb: 'be reopened' },
  CLOSE: { from: ['OPEN', 'WAITING', 'RESOLVED'], to: 'CLOSED', verb: 'be closed' },
};

export function stepErrors(state: CaseProgress, step: CaseStep, at: Date): UserError[] {
  const { from, verb } = ways[step];
  if (!from.includes(state.status)) {
    const message = `The case is ${state.status}; only one that is ${listed(from, 'or')} can ${verb}.`;
    return [userError('CONFLICT', ['id'], message)];
  }
  if (at >= state.changedAt) return [];
  return [userError('INVALID', ['at'], 'The date is not before the last change of the case.')];
}

/** What a step that makes sense leaves. The first resolution stays; reopening is counted and does not take it back. */
export function afterStep(
  { resolvedAt, reopenedCount }: CaseProgress,
  step: CaseStep,
  at: Date,
): CaseProgress {
  return {
    status: ways[step].to,
    changedAt: at,
    resolvedAt: resolvedAt ?? (step === 'RESOLVE' ? at : null),
    reopenedCount: reopenedCount + (step === 'REOPEN' ? 1 : 0),
  };
}

/**
 * The step that a message takes by itself: when the customer writes, what waited for them is to do again, and what was
 * resolved was not. Messages older than the last change tell nothing new.
 */
function stepOfMessage(
  { status, changedAt }: CaseProgress,
  { author, occurredAt }: { author: InteractionAuthor; occurredAt: Date },
): 'GO_ON' | 'REOPEN' | null {
  if (author !== 'CUSTOMER' || occurredAt < changedAt) return null;
  if (status === 'RESOLVED') return 'REOPEN';
  return status === 'WAITING' ? 'GO_ON' : null;
}

export function afterMessage(
  state: CaseProgress,
  message: { author: InteractionAuthor; occurredAt: Date },
): CaseProgress {
  const step = stepOfMessage(state, message);
  if (step === 'REOPEN') return afterStep(state, step, message.occurredAt);
  return step === null ? state : { ...state, status: 'OPEN', changedAt: message.occurredAt };
}

export function messageStateErrors({ status }: CaseProgress, path: string[]): UserError[] {
  if (status !== 'CLOSED') return [];
  return [
    userError('CONFLICT', path, 'The case is CLOSED and takes no messages; reopen it or open another.'),
  ];
}

/** Whether somebody has still to do something about it. */
export function isUnresolved(status: CaseStatus): boolean {
  return status === 'OPEN' || status === 'WAITING';
}
