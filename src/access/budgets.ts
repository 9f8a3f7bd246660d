import type { Kysely } from 'kysely';
import type { Caller } from '../api/context.ts';
import type { Budget } from '../api/limits/budget.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Filling, localBucket, storedBucket } from './budget.lease.ts';
import { type Purse, purseOf } from './budget.purse.ts';
import { networkOf } from './network.ts';

/** The budgets of everybody who calls. */
export interface Budgets {
  /** A key has its own, whichever process it calls; callers without one share that of their address. */
  of(caller: Caller, address: string): Budget | null;
  /** Puts back what nobody has used for a while. */
  tidy(): Promise<void>;
  /** Puts back everything. */
  close(): Promise<void>;
}

export interface BudgetSetting {
  kysely: Kysely<unknown>;
  clock: Clock;
  /** 0 in either: no budgets. */
  filling: Filling;
}

/** What callers without a key have, or less where a key has less. They can read nothing but the schema. */
const anonymous: Filling = { capacity: 10_000, perSecond: 200 };
const mostAddresses = 10_000;
const idleMilliseconds = 10_000;

export function budgetsOf({ kysely, clock, filling }: BudgetSetting): Budgets {
  const byKey = new Map<string, Purse>();
  // Not in the database: whoever has many addresses would fill it, a statement for each.
  const byAddress = new Map<string, Purse>();
  const isOff = filling.capacity === 0 || filling.perSecond === 0;
  const small = {
    capacity: Math.min(filling.capacity, anonymous.capacity),
    perSecond: Math.min(filling.perSecond, anonymous.perSecond),
  };

  async function letGo(purses: Map<string, Purse>, isDone: (purse: Purse) => boolean): Promise<void> {
    const done = [...purses].filter(([, purse]) => isDone(purse));
    for (const [owner] of done) purses.delete(owner);
    await Promise.all(done.map(([, purse]) => purse.empty()));
  }

  return {
    of({ actor }, address) {
      if (isOff) return null;
      if (actor !== null) {
        return kept(byKey, actor, () => purseOf(storedBucket(kysely, actor, filling), filling, clock));
      }
      if (byAddress.size >= mostAddresses) byAddress.delete(byAddress.keys().next().value ?? '');
      return kept(byAddress, networkOf(address), () => purseOf(localBucket(small), small, clock));
    },
    async tidy() {
      const now = clock.now().getTime();
      await letGo(byKey, ({ usedAt }) => usedAt < now - idleMilliseconds);
      await letGo(byAddress, (purse) => purse.remaining() === purse.capacity);
    },
    close: () => letGo(byKey, () => true),
  };
}

function kept(purses: Map<string, Purse>, owner: string, open: () => Purse): Purse {
  const purse = purses.get(owner) ?? open();
  purses.set(owner, purse);
  return purse;
}
