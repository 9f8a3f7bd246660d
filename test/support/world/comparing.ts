/** What a value is compared with; instants as they are written. */
export interface Operators {
  eq?: unknown;
  ne?: unknown;
  in?: unknown[];
  notIn?: unknown[];
  gt?: unknown;
  gte?: unknown;
  lt?: unknown;
  lte?: unknown;
  contains?: string;
  startsWith?: string;
  isNull?: boolean;
}

type Value = string | number | bigint | boolean | null;

/** Whether a value is as all operators say: what is not known is nothing but not this, none of these, and unknown. */
export function isAs(value: Value, operators: Operators, read: (operand: unknown) => Value = plain): boolean {
  return Object.entries(operators).every(([operator, operand]) => {
    if (operator === 'isNull') return (value === null) === operand;
    if (operator === 'ne') return value !== read(operand);
    if (operator === 'notIn') return !(operand as unknown[]).some((one) => read(one) === value);
    if (value === null) return false;
    if (operator === 'in') return (operand as unknown[]).some((one) => read(one) === value);
    return holds(value, operator, read(operand) ?? '');
  });
}

function holds(value: NonNullable<Value>, operator: string, operand: NonNullable<Value>): boolean {
  const [text, part] = [String(value).toLowerCase(), String(operand).toLowerCase()];
  switch (operator) {
    case 'eq':
      return value === operand;
    case 'gt':
      return value > operand;
    case 'gte':
      return value >= operand;
    case 'lt':
      return value < operand;
    case 'lte':
      return value <= operand;
    case 'contains':
      return text.includes(part);
    case 'startsWith':
      return text.startsWith(part);
    default:
      throw new Error(`What is ${operator}?`);
  }
}

function plain(operand: unknown): Value {
  return operand as Value;
}

/** An instant to compare with, as a number. */
export function instant(operand: unknown): number {
  return Date.parse(String(operand));
}

/** `12.5` in hundredths: 1250. */
export function hundredths(operand: unknown): number {
  const [whole = '', fraction = ''] = String(operand).split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

export interface Window {
  days?: number;
  from?: string;
  to?: string;
}

export function isWithin(at: Date, { days, from, to }: Window | undefined = {}, now: Date): boolean {
  const time = at.getTime();
  if (days !== undefined && (time > now.getTime() || time < now.getTime() - days * 86_400_000)) return false;
  if (from !== undefined && time < instant(from)) return false;
  return to === undefined || time < instant(to);
}

/** The last of moments, as a number; null where there is none. */
export function lastOf(facts: readonly { at: Date }[]): number | null {
  return facts.length === 0 ? null : Math.max(...facts.map(({ at }) => at.getTime()));
}
