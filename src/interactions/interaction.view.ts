import { globalId, type Uuid } from '../kernel/ids.ts';
import type { ServiceCaseEntity } from './interaction.entity.ts';
import type { Message } from './interaction.rules.ts';

/** Fields of an interaction that the change log names and does not copy: those that the schema marks as personal. */
export const personalFields = ['subject', 'body'] as const;

/** An interaction as the change log tells it, in the words of the schema. */
export function interactionView({
  customerId,
  productId,
  purchaseId,
  ...message
}: Message & { customerId: Uuid; productId: Uuid | null; purchaseId: Uuid | null }) {
  return {
    customer: globalId('customer', customerId),
    kind: message.kind,
    channel: message.channel,
    author: message.author,
    agent: message.agent,
    occurredAt: message.occurredAt,
    subject: message.subject,
    body: message.body,
    product: productId && globalId('product', productId),
    purchase: purchaseId && globalId('purchase', purchaseId),
  };
}

/** A case as the change log tells it, in the words of the schema. */
export function caseView(found: Omit<ServiceCaseEntity, 'createdAt' | 'updatedAt'>) {
  return {
    customer: globalId('customer', found.customerId),
    kind: found.kind,
    channel: found.channel,
    openedBy: found.openedBy,
    subject: found.subject,
    status: found.status,
    priority: found.priority,
    assignee: found.assignee,
    openedAt: found.openedAt,
    dueAt: found.dueAt,
    firstResponseAt: found.firstResponseAt,
    resolvedAt: found.resolvedAt,
    reopenedCount: found.reopenedCount === 0 ? null : found.reopenedCount,
  };
}
