// Visits: what customers did on sites and in apps, as SDKs of Segment's spec tell it.

import { addDays } from '../kernel/clock.ts';
import { isGiven } from '../kernel/given.ts';
import { dataIn, idIn, instantIn, type Json, type Read, textIn } from './message.fields.ts';
import { sizeFault } from './message.size.ts';
import { type PageView, pageViewOf } from './page.rules.ts';

export const messageKinds = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** One call of an SDK that has passed the rules. */
export interface Message {
  /** Its place in the batch. */
  index: number;
  kind: MessageKind;
  /** What it is told apart by; null: it is taken as often as it comes. */
  messageId: string | null;
  userId: string | null;
  anonymousId: string | null;
  /** Of an alias: what the user was called before. */
  previousId: string | null;
  groupId: string | null;
  /** When it happened, by our clock. */
  at: Date;
  /** Of an event or a page. */
  name: string | null;
  properties: Json;
  traits: Json;
  /** Of a page or a screen. */
  view: PageView | null;
}

/** Why a message is not taken. */
export interface RefusedMessage {
  index: number;
  /** Where in the message: `properties.currency`. */
  field: string;
  problem: string;
  allowed: string;
}

export interface Fault extends Omit<RefusedMessage, 'index'> {}

export interface Envelope {
  /** What a message is that does not say it. */
  kind?: string;
  /** When the batch was sent, by the clock of who sent it; a message may tell it of itself. */
  sentAt?: unknown;
  /** What holds of all of them. */
  context?: unknown;
  /** They are of the past: when they were sent says nothing of the sender's clock. */
  isHistory?: boolean;
  receivedAt: Date;
}

/** Judges the calls of a batch; what is wrong with one is told of the first thing found. */
export function readMessages(
  raw: readonly unknown[],
  envelope: Envelope,
): { messages: Message[]; refused: RefusedMessage[] } {
  const messages: Message[] = [];
  const refused: RefusedMessage[] = [];
  for (const [index, one] of raw.entries()) {
    const read = readMessage(one, index, envelope);
    if ('fault' in read) refused.push({ index, ...read.fault });
    else messages.push(read.value);
  }
  return { messages, refused };
}

function readMessage(raw: unknown, index: number, envelope: Envelope): Read<Message> {
  const size = sizeFault(raw);
  if (size) return { fault: size };
  const call = dataIn(raw);
  const kind = call.type ?? call.action ?? envelope.kind;
  if (!isKind(kind)) {
    return fault('type', 'There is no such kind of call.', `One of ${messageKinds.join(', ')}.`);
  }
  const ids = {
    messageId: idIn(call, 'messageId', 'message_id'),
    userId: idIn(call, 'userId', 'user_id'),
    anonymousId: idIn(call, 'anonymousId', 'anonymous_id'),
    previousId: idIn(call, 'previousId', 'previous_id'),
    groupId: idIn(call, 'groupId', 'group_id'),
  };
  const name = textIn(call, kind === 'track' ? 'event' : 'name');
  const at = occurredAt(call, envelope);
  for (const read of [...Object.values(ids), name, at]) if ('fault' in read) return read;
  const message: Message = {
    index,
    kind,
    messageId: given(ids.messageId),
    userId: given(ids.userId),
    anonymousId: given(ids.anonymousId),
    previousId: kind === 'alias' ? (given(ids.previousId) ?? given(ids.anonymousId)) : null,
    groupId: given(ids.groupId),
    at: given(at) ?? envelope.receivedAt,
    name: given(name),
    properties: dataIn(call.properties),
    traits: dataIn(call.traits),
    view: null,
  };
  const missing = missingIn(message);
  if (missing) return { fault: missing };
  if (kind === 'page' || kind === 'screen')
    message.view = pageViewOf(message, { ...dataIn(envelope.context), ...dataIn(call.context) });
  return { value: message };
}

function isKind(kind: unknown): kind is MessageKind {
  return messageKinds.includes(kind as MessageKind);
}

function missingIn({ kind, userId, anonymousId, previousId, groupId, name }: Message): Fault | null {
  if (kind === 'alias') {
    if (userId === null) return missing('userId', 'The id of the user from now on.');
    if (previousId === null) return missing('previousId', 'What the user was called before.');
  }
  if (userId === null && anonymousId === null) return missing('userId', 'A userId or an anonymousId.');
  if (kind === 'track' && name === null) return missing('event', 'The name of the event.');
  if (kind === 'group' && groupId === null) return missing('groupId', 'The id of the group.');
  return null;
}

/**
 * When something happened: as the sender's clock says, put right by how far it is from ours when it sends, and not after
 * it came. A clock that says nothing of it is believed, and what has no time happened when it came.
 */
function occurredAt(call: Json, { sentAt, isHistory, receivedAt }: Envelope): Read<Date | null> {
  const told = instantIn(call, 'originalTimestamp', 'timestamp');
  const sent = isHistory ? { value: null } : instantIn({ sentAt: call.sentAt ?? sentAt }, 'sentAt');
  if ('fault' in told || 'fault' in sent) return 'fault' in told ? told : sent;
  if (told.value === null) return told;
  const agoMilliseconds = sent.value ? Math.max(0, sent.value.getTime() - told.value.getTime()) : null;
  const at = agoMilliseconds === null ? told.value : new Date(receivedAt.getTime() - agoMilliseconds);
  if (at > addDays(receivedAt, 1)) {
    return fault('timestamp', 'It lies in the future.', 'At most a day ahead of now.');
  }
  return at < earliest ? fault('timestamp', 'It is too long ago.', 'In 1990 or later.') : { value: at };
}

const earliest = new Date('1990-01-01T00:00:00Z');

function given<Value>(read: Read<Value | null>): Value | null {
  return 'value' in read && isGiven(read.value) ? read.value : null;
}

function missing(field: string, allowed: string): Fault {
  return { field, problem: 'It is missing.', allowed };
}

function fault(field: string, problem: string, allowed: string): { fault: Fault } {
  return { fault: { field, problem, allowed } };
}
