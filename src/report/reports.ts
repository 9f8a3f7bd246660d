import { loyaltyReport } from './loyalty.report.ts';
import type { Report } from './report.ts';
import { salesReport } from './sales.report.ts';
import { satisfactionReport } from './satisfaction.report.ts';
import { serviceReport } from './service.report.ts';

/** Every report by its name, which is that of its root field. */
export const reports = {
  sales: salesReport,
  loyalty: loyaltyReport,
  service: serviceReport,
  satisfaction: satisfactionReport,
} as const satisfies Record<string, Report>;
export type ReportName = keyof typeof reports;
