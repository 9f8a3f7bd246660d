/** What an answer holds, whatever its fields are called: enough to see that two servers said the same. */
export interface Shape {
  /** Customers, purchases, lines, products and external ids: whatever has an id. */
  entities: number;
  totalCount: number | null;
  /** Field and value of what every server calls and writes alike; of ids and amounts each has its own way. */
  facts: string[];
  bytes: number;
}

export function shapeOf(body: string): Shape {
  const shape: Shape = { entities: 0, totalCount: null, facts: [], bytes: Buffer.byteLength(body) };
  collect(JSON.parse(body), shape);
  shape.facts.sort();
  return shape;
}

export function agree(one: Shape, other: Shape): boolean {
  return (
    one.entities === other.entities &&
    one.totalCount === other.totalCount &&
    one.facts.join('\n') === other.facts.join('\n')
  );
}

function collect(value: unknown, shape: Shape): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'id') shape.entities += 1;
    const fact = factOf(key, inner);
    if (fact !== null) shape.facts.push(fact);
    if (key === 'totalCount' && typeof inner === 'number') shape.totalCount = inner;
    collect(inner, shape);
  }
}

function factOf(key: string, value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  if (writtenAlike.has(key)) return `${key} ${value}`;
  return key === 'lastPurchaseAt' ? `${key} ${Date.parse(String(value))}` : null;
}

const writtenAlike = new Set([
  'name',
  'country',
  'sku',
  'source',
  'channel',
  'status',
  'quantity',
  'unitCount',
  'purchaseCount',
]);
