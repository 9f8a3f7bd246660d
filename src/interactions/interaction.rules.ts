// Interactions: what was said between the shop and its customers, alone or in a case, and how cases went.

import type { CustomerReference, ExternalId } from '../customers/customer.rules.ts';
import { externalIdCountErrors, externalIdFault } from '../customers/profile.rules.ts';
import { addDays } from '../kernel/clock.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import type { ProductReference } from '../products/product.rules.ts';
import type { PurchaseReference } from '../purchases/purchase.finding.ts';

export const interactionKinds = [
  'ADVICE',
  'SUPPORT',
  'FEEDBACK',
  'COMPLAINT',
  'AFTER_SALES',
  'MARKETING',
] as const;
export type InteractionKind = (typeof interactionKinds)[number];

export const interactionChannels = [
  'EMAIL',
  'PHONE',
  'CHAT',
  'STORE',
  'WEB',
  'APP',
  'SOCIAL',
  'POST',
] as const;
export type InteractionChannel = (typeof interactionChannels)[number];

export const interactionAuthors = ['CUSTOMER', 'AGENT', 'BOT'] as const;
export type InteractionAuthor = (typeof interactionAuthors)[number];

/** What was said, whoever it was with. */
export interface MessageDraft {
  kind: InteractionKind;
  channel: InteractionChannel;
  author: InteractionAuthor;
  /** Which agent it was; of agents only. */
  agent?: string | null;
  occurredAt: Date;
  subject?: string | null;
  body?: string | null;
  product?: ProductReference | null;
  purchase?: PurchaseReference | null;
}

/** An interaction as somebody reports it, before any rule has looked. */
export interface InteractionDraft extends MessageDraft {
  customer: CustomerReference;
  externalIds?: readonly ExternalId[] | null;
}

/** What was said, as it is kept. */
export interface Message {
  kind: InteractionKind;
  channel: InteractionChannel;
  author: InteractionAuthor;
  agent: string | null;
  occurredAt: Date;
  subject: string | null;
  body: string | null;
}

export const longestSubject = 200;
const longestBody = 20_000;
const longestAgent = 100;
// Seconds since then fit the integers that answers have.
const earliest = new Date('2000-01-01T00:00:00Z');

/** Trimmed; empty text is none. */
export function messageOf({ kind, channel, author, occurredAt, ...draft }: MessageDraft): Message {
  return {
    kind,
    channel,
    author,
    agent: draft.agent?.trim() || null,
    occurredAt,
    subject: draft.subject?.trim() || null,
    body: draft.body?.trim() || null,
  };
}

export function interactionErrors(draft: InteractionDraft, now: Date): UserError[] {
  return [...messageErrors(messageOf(draft), now), ...externalIdErrors(draft.externalIds)];
}

/** `moment` is what the input calls the time of the message. */
export function messageErrors(
  { author, agent, occurredAt, subject, body }: Message,
  now: Date,
  moment: 'occurredAt' | 'openedAt' = 'occurredAt',
): UserError[] {
  return [
    ...momentErrors(occurredAt, now, [moment]),
    ...(agent !== null && author !== 'AGENT'
      ? [userError('CONFLICT', ['agent'], `Only what an AGENT says names an agent; this is of a ${author}.`)]
      : []),
    ...agentErrors(agent, ['agent']),
    ...lengthErrors('A subject', subject, longestSubject, ['subject']),
    ...lengthErrors('A body', body, longestBody, ['body']),
  ];
}

/** Nothing happens more than a day ahead: clocks and time zones differ, but not more than that. */
export function momentErrors(at: Date, now: Date, path: string[]): UserError[] {
  if (at > addDays(now, 1)) return [userError('INVALID', path, 'The date is at most a day ahead of now.')];
  return at < earliest ? [userError('INVALID', path, 'The date is in 2000 or later.')] : [];
}

/** What is wrong with the name of somebody who serves customers. */
export function agentErrors(name: string | null, path: string[]): UserError[] {
  return lengthErrors('A name', name, longestAgent, path);
}

export function lengthErrors(
  what: string,
  text: string | null,
  longest: number,
  path: string[],
): UserError[] {
  if (text === null || text.length <= longest) return [];
  return [userError('INVALID', path, `${what} has at most ${longest} characters; got ${text.length}.`)];
}

export function externalIdErrors(externalIds: readonly ExternalId[] | null | undefined): UserError[] {
  const tooMany = externalIdCountErrors(externalIds);
  if (tooMany.length > 0) return tooMany;
  return (externalIds ?? []).flatMap((externalId, index) => {
    const fault = externalIdFault(externalId);
    return fault ? [userError('INVALID', ['externalIds', index, fault.field], fault.message)] : [];
  });
}
