import type { Slice } from '../api/slice.ts';
import { purchaseClause } from './purchase.clause.ts';
import { Purchase, PurchaseKey, PurchaseLine, Refund, RefundKey, RefundLine } from './purchase.entity.ts';
import { purchaseById, refundById } from './purchase.loader.ts';
import { purchaseOccasion } from './purchase.occasion.ts';
import { CustomerPurchases, ProductPurchases, PurchaseResolver } from './purchase.resolver.ts';
import { purchaseTimeline } from './purchase.timeline.ts';
import { refreshSummaries, summaryDifferences } from './summary.service.ts';

export const purchases: Slice = {
  name: 'purchases',
  entities: [Purchase, PurchaseKey, PurchaseLine, Refund, RefundLine, RefundKey],
  facts: [
    { table: 'purchase' },
    { table: 'purchase_key', isKeyed: true },
    { table: 'purchase_line' },
    { table: 'refund' },
    { table: 'refund_line' },
    { table: 'refund_key', isKeyed: true },
  ],
  settlings: [refreshSummaries],
  timeline: purchaseTimeline,
  occasions: [purchaseOccasion],
  clauses: [purchaseClause],
  resolvers: [PurchaseResolver, CustomerPurchases, ProductPurchases],
  nodes: [
    { typeName: 'Purchase', prefix: 'purchase', by: purchaseById, scope: 'purchases:read' },
    { typeName: 'Refund', prefix: 'refund', by: refundById, scope: 'purchases:read' },
  ],
  scopes: {
    'purchases:read': 'Read purchases and refunds.',
    'purchases:write': 'Record, refund and cancel purchases.',
  },
  checks: [{ prefix: 'customer', differences: summaryDifferences }],
};
