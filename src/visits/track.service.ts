import type { Unit } from '../api/unit.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type NewEvent, recordEvents } from './event.service.ts';
import { forget, remember } from './message.memory.ts';
import { type Envelope, type Message, type RefusedMessage, readMessages } from './message.rules.ts';
import { recordOrders, viewedProducts } from './order.service.ts';
import { refundOrders } from './return.service.ts';
import { eventKinds } from './visit.entity.ts';
import { whoseAre } from './whose.service.ts';

/** What became of a batch. */
export interface Tracked {
  taken: number;
  /** Taken before, by their messageId. */
  duplicates: number;
  refused: RefusedMessage[];
}

/** Takes the calls of a batch that can be taken, each once, in one transaction and a handful of statements. */
export async function trackMessages(
  unit: Unit,
  raw: readonly unknown[],
  envelope: Omit<Envelope, 'receivedAt'>,
): Promise<Tracked> {
  const { messages, refused } = readMessages(raw, { ...envelope, receivedAt: unit.now });
  const fresh = await unseen(unit, messages);
  if (fresh.length === 0) return { taken: 0, duplicates: messages.length, refused };
  const { customerIds, faults } = await whoseAre(unit, fresh);
  await recordOrders(unit, fresh, customerIds, faults);
  await refundOrders(unit, fresh, faults);
  const taken = fresh.filter(({ index }) => !faults.has(index));
  await forget(
    unit,
    fresh.flatMap(({ index, messageId }) => (faults.has(index) && messageId !== null ? [messageId] : [])),
  );
  await recordEvents(unit, await eventsOf(unit, taken, customerIds));
  const wrong = [...faults].map(([index, fault]) => ({ index, ...fault }));
  return {
    taken: taken.length,
    duplicates: messages.length - fresh.length,
    refused: [...refused, ...wrong].toSorted((one, other) => one.index - other.index),
  };
}

/** Those that have not been taken before, which are known from now on. One statement. */
async function unseen(unit: Unit, messages: readonly Message[]): Promise<Message[]> {
  const byId = new Map<string, Message>();
  for (const message of messages) {
    if (message.messageId !== null && !byId.has(message.messageId)) byId.set(message.messageId, message);
  }
  const fresh = await remember(unit, byId.keys());
  return messages.filter((message) => {
    const { messageId } = message;
    return messageId === null || (fresh.has(messageId) && byId.get(messageId) === message);
  });
}

async function eventsOf(
  unit: Unit,
  messages: readonly Message[],
  customerIds: ReadonlyMap<number, Uuid>,
): Promise<NewEvent[]> {
  const products = await viewedProducts(unit, messages);
  return messages.flatMap(({ index, kind, name, properties, view, at }) => {
    const customerId = customerIds.get(index);
    const eventKind = eventKinds.find((one) => one === kind.toUpperCase());
    if (customerId === undefined || eventKind === undefined) return [];
    return [
      { customerId, kind: eventKind, name, view, productId: products.get(index) ?? null, properties, at },
    ];
  });
}
