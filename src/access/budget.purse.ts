import type { Budget } from '../api/limits/budget.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ask, Filling } from './budget.lease.ts';

/** What this process holds of a caller's budget. */
export interface Purse extends Budget {
  /** When it was last taken from, in milliseconds. */
  readonly usedAt: number;
  /** Puts everything it holds back into the bucket. */
  empty(): Promise<void>;
}

/** How large a part of the bucket is taken at once. A crash loses as much at most. */
const share = 1 / 10;

/** How long an empty bucket is left alone: those who hurry would ask it for every drop. */
const pauseMilliseconds = 100;

/**
 * A purse is filled from the bucket by the handful and paid from without asking anybody; it is filled again in the
 * background when it is half empty. When the bucket is empty it knows until when, and says so without asking.
 */
export function purseOf(ask: Ask, { capacity, perSecond }: Filling, clock: Clock): Purse {
  const handful = Math.max(1, Math.floor(capacity * share));
  let held = 0;
  let bucket = { tokens: capacity, at: 0 };
  let pausedUntil = 0;
  let usedAt = 0;
  let filling: Promise<void> | null = null;

  const now = () => clock.now().getTime();
  const inBucket = () => {
    const seconds = Math.max(0, now() - bucket.at) / 1_000;
    return Math.max(0, Math.min(capacity - held, bucket.tokens + perSecond * seconds));
  };

  async function move(wanted: number): Promise<void> {
    const at = clock.now();
    const { granted, left } = await ask({ wanted, holding: held, now: at });
    held += granted;
    bucket = { tokens: left, at: at.getTime() };
    if (granted < wanted) pausedUntil = at.getTime() + pauseMilliseconds;
  }

  function fill(wanted: number): Promise<void> {
    filling ??= move(wanted).finally(() => {
      filling = null;
    });
    return filling;
  }

  function pay(tokens: number): boolean {
    if (held < tokens) return false;
    held -= tokens;
    // That the database is away, those hear who need it.
    if (held < handful / 2 && now() >= pausedUntil) fill(handful).catch(() => {});
    return true;
  }

  /** Answers 0 once paid, else in how many seconds to ask again. */
  async function fillAndPay(tokens: number): Promise<number> {
    // Others who wait for the same filling may pay first, so that one may not be enough.
    while (!pay(tokens)) {
      const isKnownToLack = now() < pausedUntil || held + inBucket() < tokens;
      if (filling === null && isKnownToLack) return secondsUntil(tokens);
      try {
        await fill(Math.max(handful, tokens - held));
      } catch {
        // Without its database a shop has nothing to spend on, and whoever asks hears that rather than of budgets.
        return 0;
      }
    }
    return 0;
  }

  function secondsUntil(tokens: number): number {
    return Math.max(1, Math.ceil((tokens - held - inBucket()) / perSecond));
  }

  return {
    capacity,
    restoresPerSecond: perSecond,
    remaining: () => Math.max(0, Math.floor(held + inBucket())),
    take(tokens) {
      usedAt = now();
      return pay(tokens) ? 0 : fillAndPay(tokens);
    },
    giveBack(tokens) {
      held += tokens;
    },
    get usedAt() {
      return usedAt;
    },
    async empty() {
      await filling;
      if (held !== 0) await move(-held);
    },
  };
}
