import { generateMersenne53Randomizer } from '@faker-js/faker';
import jstat from 'jstat';
import type { BuyingParameters } from './buying.rules.ts';
import { daysPerWeek } from './history.ts';
import type { PurchaseDays } from './purchase.days.ts';
import type { SpendingParameters } from './spending.rules.ts';

export interface SimulationOptions {
  seed: number;
  customers: number;
  /** Within how many days customers buy first. */
  joiningDays: number;
  /** How many days there are. */
  days: number;
  buying: BuyingParameters;
  spending: SpendingParameters;
}

const { jStat } = jstat;

/**
 * Customers who buy as the two models say: at a rate of their own, until they leave after a purchase by a chance of their
 * own, for amounts about a mean of their own. Purchases on one day are one. The same seed gives the same customers.
 */
export function simulatedCustomers(options: SimulationOptions): PurchaseDays[] {
  const randomizer = generateMersenne53Randomizer(options.seed);
  // jstat draws from one source for all of the process.
  jStat.setRandom(() => randomizer.next());
  try {
    return Array.from({ length: options.customers }, () => purchaseDays(options));
  } finally {
    jStat.setRandom(Math.random);
  }
}

function purchaseDays({ joiningDays, days, buying, spending }: SimulationOptions): PurchaseDays {
  const rate = jStat.gamma.sample(buying.r, 1 / buying.alpha) / daysPerWeek;
  const leaving = jStat.beta.sample(buying.a, buying.b);
  const scale = 1 / jStat.gamma.sample(spending.q, 1 / spending.gamma);
  const draw = () => jStat.uniform.sample(0, 1);
  const bought = new Map<number, number>();
  for (let at = draw() * joiningDays; at < days; at += jStat.exponential.sample(rate)) {
    bought.set(Math.floor(at), Math.round(100 * jStat.gamma.sample(spending.p, scale)) / 100);
    if (bought.size > 1 && draw() < leaving) break;
  }
  return bought;
}
