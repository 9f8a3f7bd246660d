/** What an answer holds, whatever its fields are called: enough to see that two servers said the same. */
export interface Shape {
  /** Customers, purchases, lines and products: whatever has an id. */
  entities: number;
  totalCount: number | null;
  names: string[];
  bytes: number;
}

export function shapeOf(body: string): Shape {
  const shape: Shape = { entities: 0, totalCount: null, names: [], bytes: Buffer.byteLength(body) };
  collect(JSON.parse(body), shape);
  shape.names.sort();
  return shape;
}

export function agree(one: Shape, other: Shape): boolean {
  return (
    one.entities === other.entities &&
    one.totalCount === other.totalCount &&
    one.names.join('\n') === other.names.join('\n')
  );
}

function collect(value: unknown, shape: Shape): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'id') shape.entities += 1;
    if (key === 'name' && typeof inner === 'string') shape.names.push(inner);
    if (key === 'totalCount' && typeof inner === 'number') shape.totalCount = inner;
    collect(inner, shape);
  }
}
