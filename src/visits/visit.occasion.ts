import { sql } from 'kysely';
import type { Occasion } from '../api/contributions.ts';

/** A visit, as of its beginning: its end moves as long as it goes on. */
export const visitOccasion: Occasion = {
  event: 'VISIT',
  table: 'visit',
  at: sql.ref('visit.started_at'),
  where: sql`true`,
  subject: null,
};
