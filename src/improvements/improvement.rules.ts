// Improvements: what feedback leads to, and whether it helped. Case studies look at a few customers closely.

import { lengthErrors, momentErrors } from '../interactions/interaction.rules.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import { listed } from '../kernel/text.ts';

export const improvementStatuses = ['PROPOSED', 'PLANNED', 'DONE', 'REJECTED'] as const;
export type ImprovementStatus = (typeof improvementStatuses)[number];

/** What may become of an improvement next. */
const moves: Readonly<Record<ImprovementStatus, readonly ImprovementStatus[]>> = {
  PROPOSED: ['PLANNED', 'REJECTED'],
  PLANNED: ['DONE', 'REJECTED'],
  DONE: [],
  REJECTED: [],
};

const longestTitle = 200;
const longestNote = 5_000;
const mostLinkedAtOnce = 100;

export function titleErrors(title: string): UserError[] {
  if (title === '') return [userError('REQUIRED', ['title'], 'A title says what it is about.')];
  return lengthErrors('A title', title, longestTitle, ['title']);
}

/** What is wrong with a longer text that may be missing. */
export function noteErrors(what: string, text: string | null, path: string[]): UserError[] {
  return lengthErrors(what, text, longestNote, path);
}

/** Trimmed; empty text is none. */
export function noteOf(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

export interface StatusDraft {
  status: ImprovementStatus;
  /** Why it was rejected. */
  reason?: string | null;
  /** When it was done. */
  doneAt?: Date | null;
}

/** What keeps an improvement from a status. */
export function moveErrors(
  current: { status: ImprovementStatus; createdAt: Date },
  { status, reason, doneAt }: StatusDraft,
  now: Date,
): UserError[] {
  const allowed = moves[current.status];
  if (!allowed.includes(status)) {
    const next = allowed.length === 0 ? 'it stays so' : `it can become ${listed(allowed, 'or')}`;
    return [userError('CONFLICT', ['status'], `The improvement is ${current.status}; ${next}.`)];
  }
  return [
    ...(noteOf(reason) !== null && status !== 'REJECTED'
      ? [userError('CONFLICT', ['reason'], 'Only what is REJECTED has a reason.')]
      : []),
    ...noteErrors('A reason', noteOf(reason), ['reason']),
    ...(doneAt && status !== 'DONE'
      ? [userError('CONFLICT', ['doneAt'], 'Only what is DONE was done at a time.')]
      : []),
    ...(doneAt ? momentErrors(doneAt, now, ['doneAt']) : []),
  ];
}

export function linkCountErrors(ids: readonly string[], path: string[]): UserError[] {
  if (ids.length <= mostLinkedAtOnce) return [];
  return [userError('INVALID', path, `At most ${mostLinkedAtOnce} at once; got ${ids.length}.`)];
}
