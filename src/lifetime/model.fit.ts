import { counted } from '../kernel/text.ts';
import { type BuyingName, buyingDoubts, buyingFault, fitBuying } from './buying.rules.ts';
import type { Fitted } from './fitted.ts';
import type { Histories } from './history.ts';
import { checkedByHoldout, type Holdout } from './holdout.rules.ts';
import { sum } from './likelihood.ts';
import type { ModelData } from './model.data.ts';
import { correlationOf, warningsOf } from './model.warnings.ts';
import { fitSpending, type SpendingName, spendingDoubts, spendingFault } from './spending.rules.ts';

/** What came of fitting the two models. */
export interface ModelFit {
  from: string;
  to: string;
  customers: number;
  /** Those who bought on a second day. */
  repeaters: number;
  /** Those of them who spent something on those days. */
  spenders: number;
  purchaseDays: number;
  buying: Fitted<BuyingName> | null;
  spending: Fitted<SpendingName> | null;
  holdout: Holdout | null;
  /** Between how often customers buy and what they spend; null without spread. */
  correlation: number | null;
  warnings: string[];
  /** Why there are no figures; null when there are. */
  reason: string | null;
  /** Why there are none of value; null when there are. */
  valueReason: string | null;
}

export type FitStage = 'BUYING' | 'SPENDING' | 'HOLDOUT';

const leastRepeaters = 10;

/** Fits the models to what customers did, checks them and warns. `begin` is told of each stage. */
export function fitModel(data: ModelData, begin: (stage: FitStage) => void = () => {}): ModelFit {
  const { from, to, histories, spendings } = data;
  const counts = { ...countsOf(histories), spenders: spendings.repeats.length };
  begin('BUYING');
  const buying = counts.repeaters < leastRepeaters ? null : fitBuying(histories);
  const reason = buying ? buyingFault(buying) : tooFew(counts.repeaters, 'bought');
  begin('SPENDING');
  const spending = counts.spenders < leastRepeaters ? null : fitSpending(spendings);
  const valueReason = spending ? spendingFault(spending) : tooFew(counts.spenders, 'spent something');
  begin('HOLDOUT');
  const holdout = buying && reason === null ? checkedByHoldout(data.holdout, buying.parameters) : null;
  const correlation = correlationOf(spendings);
  const doubts = [...(buying ? buyingDoubts(buying) : []), ...(spending ? spendingDoubts(spending) : [])];
  const found = { from, to, ...counts, buying, spending, holdout, correlation, reason, valueReason };
  return { ...found, warnings: [...warningsOf(data, found), ...doubts] };
}

function countsOf({ repeats, customers }: Histories) {
  let [repeaters, purchaseDays] = [0, 0];
  for (let index = 0; index < customers.length; index += 1) {
    if (repeats[index]! > 0) repeaters += customers[index]!;
    purchaseDays += customers[index]! * (1 + repeats[index]!);
  }
  return { customers: sum(customers), repeaters, purchaseDays };
}

function tooFew(count: number, did: string): string {
  return `Only ${counted(count, 'customer')} ${did} on a second day; a model takes ${leastRepeaters}.`;
}
