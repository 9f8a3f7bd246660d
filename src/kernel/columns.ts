/** Rows as lines, in columns as wide as what stands in them. */
export function inColumns(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** UTC, as everything the API tells. */
export function minuteOf(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16)}Z`;
}
