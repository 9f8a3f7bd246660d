import { dayAfter, daysBetween } from '../kernel/clock.ts';
import { counted } from '../kernel/text.ts';
import type { Holdout } from './holdout.rules.ts';
import { sum } from './likelihood.ts';
import type { ModelData } from './model.data.ts';
import type { Spendings } from './spending.likelihood.ts';

interface Found {
  repeaters: number;
  holdout: Holdout | null;
  correlation: number | null;
  reason: string | null;
}

const fewRepeaters = 100;
const highCorrelation = 0.3;
const worstMiss = 0.2;
/** A pause is a hole when it is this long, and this many times as long as pauses are. */
const [shortestHoleDays, longerThanUsual] = [14, 10];

/** What whoever reads the figures should know of the data. */
export function warningsOf(data: ModelData, { repeaters, holdout, correlation, reason }: Found): string[] {
  return [
    ...holesIn(data),
    ...(reason === null && repeaters < fewRepeaters
      ? [`Only ${counted(repeaters, 'customer')} bought on a second day: the figures are rough.`]
      : []),
    ...(correlation !== null && Math.abs(correlation) > highCorrelation
      ? [
          `Who buys more often spends ${correlation > 0 ? 'more' : 'less'} each time (correlation ${correlation.toFixed(2)}), of which the model of spends knows nothing.`,
        ]
      : []),
    ...(reason === null ? holdoutWarnings(holdout) : []),
  ];
}

/** Pearson's, between purchase days and mean spend; null where one of them does not vary. */
export function correlationOf({ repeats, meanSpend }: Spendings): number | null {
  const n = repeats.length;
  const [meanCount, meanOfSpends] = [sum(repeats) / n, sum(meanSpend) / n];
  let [together, ofCounts, ofSpends] = [0, 0, 0];
  for (let index = 0; index < n; index += 1) {
    const [count, spend] = [repeats[index]! - meanCount, meanSpend[index]! - meanOfSpends];
    together += count * spend;
    ofCounts += count * count;
    ofSpends += spend * spend;
  }
  const correlation = together / Math.sqrt(ofCounts * ofSpends);
  return Number.isFinite(correlation) ? correlation : null;
}

function holdoutWarnings(holdout: Holdout | null): string[] {
  if (!holdout)
    return ['The model could not be tried on the last quarter of the time: what came before gives none.'];
  const { until, actual, predicted } = holdout;
  if (Math.abs(predicted - actual) <= worstMiss * actual) return [];
  return [
    `Fitted to what was known on ${until}, the model expects ${Math.round(predicted)} purchase days until the end of the data, and there were ${actual}.`,
  ];
}

/** Pauses of the whole shop, which the model takes for customers who left. */
function holesIn({ from, to, today, tradingDays }: ModelData): string[] {
  const usual = (tradingDays.at(-1) ?? 0) / Math.max(1, tradingDays.length - 1);
  const isHole = (days: number) => days >= shortestHoleDays && days > longerThanUsual * usual;
  const holes = tradingDays.flatMap((day, index) => {
    const before = tradingDays[index - 1] ?? day;
    if (!isHole(day - before - 1)) return [];
    return [
      `Nobody bought from ${dayAfter(from, before + 1)} to ${dayAfter(from, day - 1)}: is something missing?`,
    ];
  });
  const silence = daysBetween(to, today);
  return isHole(silence) ? [...holes, `Nobody has bought since ${to}.`] : holes;
}
