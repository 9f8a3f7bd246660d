import type { Unit } from '../api/unit.ts';
import { referenceOf } from '../customers/customer.reference.ts';
import { productReferenceOf } from '../products/product.reference.ts';
import type { ProductReference } from '../products/product.rules.ts';
import type { PurchaseReference } from '../purchases/purchase.finding.ts';
import type { CaseDraft } from './case.history.ts';
import type { OpenServiceCaseInput, ReplyToServiceCaseInput } from './case.input.ts';
import type { ReplyDraft } from './case.service.ts';
import type { MessageInput, RecordInteractionInput } from './interaction.input.ts';
import type { InteractionDraft } from './interaction.rules.ts';

/** The input as rules and services know it, with what it leaves to the shop. */
export function interactionDraftOf(input: RecordInteractionInput, { now }: Unit): InteractionDraft {
  return {
    ...input,
    ...subjectsOf(input),
    customer: referenceOf(input.customer),
    occurredAt: input.occurredAt ?? now,
  };
}

export function caseDraftOf({ openedAt, ...input }: OpenServiceCaseInput, { now }: Unit): CaseDraft {
  return {
    ...input,
    ...subjectsOf(input),
    customer: referenceOf(input.customer),
    author: input.author ?? 'CUSTOMER',
    priority: input.priority ?? 'NORMAL',
    occurredAt: openedAt ?? now,
  };
}

export function replyDraftOf({
  kind,
  channel,
  author,
  occurredAt,
  ...input
}: ReplyToServiceCaseInput): ReplyDraft {
  return {
    ...input,
    ...subjectsOf(input),
    ...(kind ? { kind } : {}),
    ...(channel ? { channel } : {}),
    ...(author ? { author } : {}),
    ...(occurredAt ? { occurredAt } : {}),
  };
}

/** What a message is about; validation has made sure that each is named once. */
function subjectsOf({ product, purchase }: Pick<MessageInput, 'product' | 'purchase'>): {
  product: ProductReference | null;
  purchase: PurchaseReference | null;
} {
  return {
    product: product ? productReferenceOf(product) : null,
    purchase: purchase
      ? purchase.externalId
        ? { externalId: purchase.externalId }
        : { id: purchase.id ?? '' }
      : null,
  };
}
