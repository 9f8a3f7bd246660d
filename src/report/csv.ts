import { csvLine } from '../kernel/csv.ts';
import type { Figure } from './figures.ts';

/** A line for each figure, as exact as the API tells it: for a spreadsheet. */
export function csvOf(figures: readonly Figure[]): string {
  const titles = ['section', 'key', 'figure', 'value', 'unit', 'n', 'low', 'high', 'is_part'];
  const lines = figures.map(({ section, key, name, value, unit, currency, n, low, high, isPart }) => [
    section,
    key ?? '',
    name,
    told(value),
    currency ?? unit,
    told(n),
    told(low),
    told(high),
    String(isPart),
  ]);
  return [titles, ...lines].map(csvLine).join('');
}

function told(value: number | null): string {
  return value === null ? '' : String(value);
}
