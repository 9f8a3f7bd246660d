import { sql } from 'kysely';
import type { Occasion } from '../api/contributions.ts';

/** A purchase that stands: how it was, its customer can be asked. */
export const purchaseOccasion: Occasion = {
  event: 'PURCHASE',
  table: 'purchase',
  at: sql.ref('purchase.purchased_at'),
  where: sql`purchase.status <> 'CANCELLED'`,
  subject: 'purchaseId',
};
