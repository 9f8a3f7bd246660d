import type { EntityManager } from '@mikro-orm/postgresql';
import type { Caller, ShopSettings } from '../api/context.ts';
import type { Contributions } from '../api/contributions.ts';
import { inUnit } from '../api/unit.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Envelope } from './message.rules.ts';
import { type Tracked, trackMessages } from './track.service.ts';

const trackingScope = 'events:write';

export interface TrackerSetting {
  database: { fork(): EntityManager };
  clock: Clock;
  shop: ShopSettings;
  contributions: Contributions;
}

/** Takes tracked calls outside GraphQL, each batch in a transaction. */
export function trackerOver(setting: TrackerSetting) {
  return {
    scope: trackingScope,
    async take(
      caller: Caller,
      calls: readonly unknown[],
      envelope: Omit<Envelope, 'receivedAt'>,
    ): Promise<Tracked> {
      try {
        return await inUnit(unitSetting(setting, caller), async (unit) => {
          const tracked = await trackMessages(unit, calls, envelope);
          // Nobody is to be met by a call that is refused.
          if (tracked.taken === 0 && tracked.refused.length > 0) throw new NothingTaken(tracked);
          return tracked;
        });
      } catch (error) {
        if (error instanceof NothingTaken) return error.tracked;
        throw error;
      }
    },
  };
}

class NothingTaken extends Error {
  readonly tracked: Tracked;

  constructor(tracked: Tracked) {
    super('Nothing could be taken.');
    this.tracked = tracked;
  }
}

function unitSetting({ database, ...setting }: TrackerSetting, { actor }: Caller) {
  return {
    ...setting,
    em: database.fork(),
    actor: actor ?? 'anonymous',
    // Whoever tracks may ask nothing, errors included.
    mayNameHolders: false,
    mayNameEmailHolders: false,
  };
}
