/** A line with its share of what its purchase comes to in the base currency. */
export type InBase<Line> = Line & { baseTotalMinor: number };

/**
 * Lines with their shares in the base currency, each reckoned from the first line on, so that rounding never makes them
 * add up to more or less than the purchase.
 */
export function inBase<Line extends { totalMinor: number }>(
  lines: readonly Line[],
  { totalMinor, baseTotalMinor }: { totalMinor: number; baseTotalMinor: number },
): InBase<Line>[] {
  let upTo = 0;
  let given = 0;
  return lines.map((line) => {
    upTo += line.totalMinor;
    const share = shareOf(upTo, totalMinor, baseTotalMinor) - given;
    given += share;
    return { ...line, baseTotalMinor: share };
  });
}

/** Half away from zero. */
function shareOf(part: number, whole: number, baseWhole: number): number {
  if (whole === baseWhole) return part;
  if (whole === 0) return 0;
  return Number((2n * BigInt(part) * BigInt(baseWhole) + BigInt(whole)) / (2n * BigInt(whole)));
}
