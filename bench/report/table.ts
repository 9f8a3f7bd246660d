/** A Markdown table that also reads well on a terminal: the first column to the left, figures to the right. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const [header = []] = rows;
  const widths = header.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const lineOf = (row: readonly string[]) => `| ${row.map(padded).join(' | ')} |`;
  const rules = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  const [first = '', ...rest] = rows.map(lineOf);
  return [first, `| ${rules.join(' | ')} |`, ...rest].join('\n');
}

/** Three digits that matter. */
export function rounded(value: number | null): string {
  if (value === null) return '';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
