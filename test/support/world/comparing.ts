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

export type Value = string | number | bigint | boolean | null;

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

/** A figure of somebody: how what it is compared with is read, and how it is told. */
export interface Figure {
  value: Value;
  read(operand: unknown): Value;
  told(value: NonNullable<Value>): string;
}

export function plainly(value: Value): Figure {
  return { value, read: plain, told: String };
}

/** In hundredths: `12.50` is 1250. */
export function exactly(value: number | null): Figure {
  return { value, read: hundredths, told: (hundredth) => (Number(hundredth) / 100).toFixed(2) };
}

/** In milliseconds. */
export function momentarily(value: number | null): Figure {
  return { value, read: instant, told: (time) => new Date(Number(time)).toISOString() };
}

/** Whether figures are as is asked of each. */
export function areAs(figures: Readonly<Record<string, Figure>>, asked: object): boolean {
  return Object.entries(figures).every(([name, { value, read }]) =>
    isAs(value, (asked as Record<string, Operators>)[name] ?? {}, read),
  );
}

function instant(operand: unknown): number {
  return Date.parse(String(operand));
}

function hundredths(operand: unknown): number {
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

/** How many facts there are, and when the last of them was. */
export function countAndLast(facts: readonly { at: Date }[]) {
  return { count: plainly(facts.length), lastAt: momentarily(lastOf(facts)) };
}

/** The last of moments, as a number; null where there is none. */
export function lastOf(facts: readonly { at: Date }[]): number | null {
  return facts.length === 0 ? null : Math.max(...facts.map(({ at }) => at.getTime()));
}
