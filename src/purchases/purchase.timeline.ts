import { sql } from 'kysely';
import type { TimelineSource } from '../api/timeline.ts';
import { purchaseColumns } from './purchase.queries.ts';
import { PurchaseType, RefundType } from './purchase.type.ts';
import { refundColumns } from './refund.queries.ts';

export const purchaseTimeline: readonly TimelineSource[] = [
  {
    kind: 'PURCHASE',
    description: 'A purchase, as of when it was made. Scope: purchases:read.',
    type: () => PurchaseType,
    typeName: 'Purchase',
    scope: 'purchases:read',
    table: 'purchase',
    at: sql.ref('purchase.purchased_at'),
    columns: purchaseColumns(null),
  },
  {
    kind: 'REFUND',
    description: 'A refund, as of when it was paid. Scope: purchases:read.',
    type: () => RefundType,
    typeName: 'Refund',
    scope: 'purchases:read',
    table: 'refund',
    at: sql.ref('refund.refunded_at'),
    columns: sql`${refundColumns(null)}, purchase.currency`,
    joined: sql`join purchase on purchase.id = refund.purchase_id and purchase.customer_id = refund.customer_id`,
  },
];
