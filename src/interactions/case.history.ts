import type { CustomerReference } from '../customers/customer.rules.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import type { OpeningHours } from '../kernel/opening.hours.ts';
import {
  afterMessage,
  afterStep,
  type CasePriority,
  type CaseProgress,
  type CaseStep,
  messageStateErrors,
  stepErrors,
} from './case.rules.ts';
import { type CaseTargets, dueAtOf } from './case.targets.ts';
import { firstResponseOf, timesOf } from './case.times.ts';
import {
  agentErrors,
  lengthErrors,
  longestSubject,
  type Message,
  type MessageDraft,
  messageErrors,
  messageOf,
} from './interaction.rules.ts';

/** A case as somebody opens it: with its first message. */
export interface CaseDraft extends MessageDraft {
  customer: CustomerReference;
  /** Of the case; its first message has none of its own. */
  subject: string;
  priority: CasePriority;
  assignee?: string | null;
}

/** What happens to a case afterwards, oldest first. */
export type CaseEvent = { at: Date; step: CaseStep } | { at: Date; assignee: string | null } | MessageDraft;

export interface CaseHistory extends CaseDraft {
  events: readonly CaseEvent[];
}

export interface CaseSetting {
  now: Date;
  openingHours: OpeningHours;
  caseTargets: CaseTargets;
}

export type CasePlan = ReturnType<typeof planned>;

/** Judges a case from its opening to what became of it. The plan is null when anything of it cannot be. */
export function planCase(
  history: CaseHistory,
  setting: CaseSetting,
): { plan: CasePlan | null; errors: UserError[] } {
  const errors = openingErrors(history, setting.now);
  if (errors.length > 0) return { plan: null, errors };
  let progress: CaseProgress = {
    status: 'OPEN',
    changedAt: history.occurredAt,
    resolvedAt: null,
    reopenedCount: 0,
  };
  let assignee = history.assignee?.trim() || null;
  const messages = [openingMessage(history)];
  const drafts: MessageDraft[] = [history];
  for (const event of history.events) {
    if ('assignee' in event) assignee = event.assignee;
    else if ('step' in event) {
      errors.push(...stepErrors(progress, event.step, event.at));
      progress = afterStep(progress, event.step, event.at);
    } else {
      const message = messageOf(event);
      errors.push(...caseMessageErrors(message, { ...progress, openedAt: history.occurredAt }, setting.now));
      progress = afterMessage(progress, message);
      messages.push(message);
      drafts.push(event);
    }
  }
  if (errors.length > 0) return { plan: null, errors };
  return { plan: planned({ history, progress, assignee, messages, drafts }, setting), errors };
}

/** A message for a case that stands. */
export function caseMessageErrors(
  message: Message,
  state: CaseProgress & { openedAt: Date },
  now: Date,
): UserError[] {
  const isBefore = message.occurredAt < state.openedAt;
  return [
    ...messageStateErrors(state, ['id']),
    ...messageErrors(message, now),
    ...(isBefore
      ? [userError('INVALID', ['occurredAt'], 'A message is not before the opening of its case.')]
      : []),
  ];
}

function openingErrors(history: CaseHistory, now: Date): UserError[] {
  const subject = history.subject.trim();
  return [
    ...messageErrors(openingMessage(history), now, 'openedAt'),
    ...(subject === '' ? [userError('REQUIRED', ['subject'], 'A case has a subject.')] : []),
    ...lengthErrors('A subject', subject, longestSubject, ['subject']),
    ...agentErrors(history.assignee?.trim() || null, ['assignee']),
  ];
}

function openingMessage(history: CaseHistory): Message {
  return messageOf({ ...history, subject: null });
}

interface Told {
  history: CaseHistory;
  progress: CaseProgress;
  assignee: string | null;
  messages: Message[];
  drafts: MessageDraft[];
}

function planned(
  { history, progress, assignee, messages, drafts }: Told,
  { openingHours, caseTargets }: CaseSetting,
) {
  const { kind, channel, author: openedBy, occurredAt: openedAt, priority } = history;
  const dueAt = dueAtOf(openedAt, priority, caseTargets);
  const { askedAt, firstResponseAt } = firstResponseOf(openedBy, messages);
  const row = {
    kind,
    channel,
    openedBy,
    subject: history.subject.trim(),
    priority,
    assignee,
    openedAt,
    dueAt,
    askedAt,
    firstResponseAt,
    ...progress,
    ...timesOf({ openedAt, askedAt, firstResponseAt, resolvedAt: progress.resolvedAt, dueAt }, openingHours),
  };
  return { row, messages, drafts };
}
