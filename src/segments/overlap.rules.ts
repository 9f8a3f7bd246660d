/** How many are in two groups, in each of them, and altogether. */
export interface Meeting {
  all: number;
  size: number;
  otherSize: number;
  common: number;
}

/** Those in both over those in either (Jaccard 1901); null when nobody is in either. */
export function jaccardOf({ size, otherSize, common }: Omit<Meeting, 'all'>): number | null {
  const either = size + otherSize - common;
  return either === 0 ? null : common / either;
}

/**
 * How many times as many are in both as would be if one had nothing to do with the other: 1 is chance. Null when nobody
 * is in one of them.
 */
export function liftOf({ all, size, otherSize, common }: Meeting): number | null {
  return size === 0 || otherSize === 0 ? null : (common * all) / (size * otherSize);
}
