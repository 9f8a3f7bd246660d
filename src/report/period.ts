import { isDay } from '../kernel/clock.ts';
import type { Reading } from '../kernel/reading.ts';
import type { Question } from './report.ts';

type Period = Question['period'];

/** `2026`, `2026-Q3`, `2026-09`, or the days `2026-09-01..2026-10-01`, the last of which is out; either may be left out. */
export function periodOf(text: string): Reading<Period> {
  const { year, quarter, month } =
    /^(?<year>\d{4})(?:-Q(?<quarter>[1-4])|-(?<month>0[1-9]|1[0-2]))?$/.exec(text)?.groups ?? {};
  if (year !== undefined) {
    const months = quarter ? 3 : month ? 1 : 12;
    const first = quarter ? 3 * (Number(quarter) - 1) : month ? Number(month) - 1 : 0;
    return { value: { from: dayOf(Number(year), first), to: dayOf(Number(year), first + months) } };
  }
  const days = text.split('..');
  const [from = '', to = ''] = days;
  const isRange =
    days.length === 2 && (from !== '' || to !== '') && [from, to].every((day) => day === '' || isDay(day));
  if (!isRange || (from !== '' && to !== '' && from > to))
    return { wrong: 'A period is 2026, 2026-Q3, 2026-09 or 2026-09-01..2026-10-01, whose last day is out.' };
  return { value: { from: from || null, to: to || null } };
}

function dayOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
