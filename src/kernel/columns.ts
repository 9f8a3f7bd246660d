type Rows = readonly (readonly string[])[];

/** Rows as lines, in columns as wide as what stands in them. */
export function inColumns(rows: Rows): string {
  return joined(rows, (cell, width) => cell.padEnd(width));
}

/** The same of figures, which end one under the other; what they are of, in the first column, begins so. */
export function figuresInColumns(rows: Rows): string {
  return joined(rows, (cell, width, column) => (column === 0 ? cell.padEnd(width) : cell.padStart(width)));
}

function joined(rows: Rows, padded: (cell: string, width: number, column: number) => string): string {
  const columns = Math.max(...rows.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) => row.map((cell, column) => padded(cell, widths[column] ?? 0, column)));
  return lines.map((cells) => cells.join('  ').trimEnd()).join('\n');
}

/** UTC, as everything the API tells. */
export function minuteOf(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16)}Z`;
}
