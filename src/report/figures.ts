/** What a figure counts, which decides how it is written for people. */
export type Unit = 'number' | 'money' | 'share' | 'change' | 'seconds';

/** One figure of an answer. */
export interface Figure {
  /** The list that it is of: `over time`; empty for the whole. */
  section: string;
  /** What it is of: a day, a channel, a product; null: of all, or of what is not known. */
  key: string | null;
  name: string;
  unit: Unit;
  value: number | null;
  /** Of an amount. */
  currency: string | null;
  /** Of how many, and the 95 % interval, where there is one. */
  n: number | null;
  low: number | null;
  high: number | null;
  /** Of a part of the calendar that is not over, or of which the period has not all days. */
  isPart: boolean;
}

type Place = Pick<Figure, 'section' | 'key' | 'isPart'>;
/** An object of an answer. */
export type Row = Readonly<Record<string, unknown>>;

/** The figures of an answer of the API, in its order: what is listed in it is a section. */
export function figuresIn(answer: Row): Figure[] {
  return figuresOf(answer, { section: '', key: null, isPart: false }, '');
}

function figuresOf(row: Row, place: Place, prefix: string): Figure[] {
  return Object.entries(row).flatMap(([name, value]) => {
    const called = prefix === '' ? inWords(name) : `${prefix} ${inWords(name)}`;
    if (keyNames.includes(name) || name === '__typename') return [];
    if (Array.isArray(value)) return listed(value as Row[], place, called);
    if (typeof value === 'number') return [plain(place, called, unitOf(name), value)];
    if (value === null) return [plain(place, called, unitOf(name), null)];
    return isRow(value) ? objectFigures(value, place, called) : [];
  });
}

function objectFigures(row: Row, place: Place, called: string): Figure[] {
  if (typeof row.amount === 'string')
    return [{ ...plain(place, called, 'money', Number(row.amount)), currency: String(row.currency) }];
  return 'low' in row ? measuredFigures(row, place, called) : figuresOf(row, place, called);
}

/** A figure with its interval, and what is told beside it. */
function measuredFigures(
  { value, n, low, high, __typename, ...rest }: Row,
  place: Place,
  called: string,
): Figure[] {
  const unit = String(__typename).endsWith('Rate') ? 'share' : 'number';
  const [of, from, to] = [n, low, high].map(numberOrNull);
  const figure = { ...plain(place, called, unit, numberOrNull(value)), n: of, low: from, high: to } as Figure;
  return [figure, ...figuresOf(rest, place, called)];
}

/** Each of a list is under its key; a list within one of a list is told beside it. */
function listed(rows: readonly Row[], place: Place, called: string): Figure[] {
  if (place.section !== '')
    return rows.flatMap((row) => objectFigures(leadingTo(row), place, String(row.period)));
  return rows.flatMap((row) => {
    const own = { section: called, key: keyIn(row), isPart: row.isComplete === false };
    return 'low' in row ? measuredFigures(withoutKeys(row), own, 'score') : figuresOf(row, own, '');
  });
}

/** What a cell of a cohort has to tell. */
function leadingTo({ share }: Row): Row {
  return isRow(share) ? share : { value: null, n: null, low: null, high: null, __typename: 'Rate' };
}

const keyNames = ['key', 'from', 'channel', 'assignee', 'group', 'product', 'isComplete'];

function keyIn(row: Row): string | null {
  if (isRow(row.product)) return String(row.product.name);
  const key = keyNames.map((name) => row[name]).find((value) => typeof value === 'string');
  return typeof key === 'string' ? key : null;
}

function withoutKeys(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !keyNames.includes(name)));
}

function plain(place: Place, name: string, unit: Unit, value: number | null): Figure {
  return { ...place, name, unit, value, currency: null, n: null, low: null, high: null };
}

function unitOf(name: string): Unit {
  if (name.endsWith('Seconds')) return 'seconds';
  return name === 'change' ? 'change' : 'number';
}

/** `medianSeconds` → `median`, `purchaseCount` → `purchases`, `averageBasket` → `average basket`. */
function inWords(name: string): string {
  return name
    .replace(/Seconds$/, '')
    .replace(/(ed|open)Count$/, '$1')
    .replace(/Count$/, 's')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
