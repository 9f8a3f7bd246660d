import { sql } from 'kysely';
import type { Occasion } from '../api/contributions.ts';

/** The first resolution of a case that has not been reopened since. */
export const caseOccasion: Occasion = {
  event: 'CASE_RESOLVED',
  table: 'service_case',
  at: sql.ref('service_case.resolved_at'),
  where: sql`service_case.resolved_at is not null and service_case.status in ('RESOLVED', 'CLOSED')`,
  subject: 'serviceCaseId',
};
