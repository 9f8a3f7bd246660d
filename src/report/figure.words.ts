import type { Figure } from './figures.ts';

/** A figure as people read it, with how far it can be trusted where that is known; empty where there is none. */
export function shownFigure({ value, unit, currency, n, low, high }: Figure): string {
  if (value === null) return n === 0 ? '- (n 0)' : '-';
  const told = shownValue(value, unit, currency);
  if (low === null || high === null) return n === null ? told : `${told} (n ${whole(n)})`;
  const [from, to] = [low, high].map((bound) => shownValue(bound, unit, null));
  return `${told} (${from} to ${to}, n ${whole(n ?? 0)})`;
}

function shownValue(value: number, unit: Figure['unit'], currency: string | null): string {
  if (unit === 'share') return `${rounded(100 * value, 1)} %`;
  if (unit === 'change') return `${value > 0 ? '+' : ''}${rounded(100 * value, 1)} %`;
  if (unit === 'seconds') return shownTime(value);
  if (unit === 'money')
    return [value.toLocaleString('en', { minimumFractionDigits: 2 }), currency ?? ''].join(' ').trim();
  return rounded(value, 2);
}

function shownTime(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

function rounded(value: number, decimals: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: decimals });
}

function whole(value: number): string {
  return value.toLocaleString('en');
}
