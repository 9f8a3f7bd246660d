import type { EntityManager } from '@mikro-orm/postgresql';
import type { Caller, ShopSettings } from '../api/context.ts';
import type { Contributions } from '../api/contributions.ts';
import { inUnit } from '../api/unit.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Envelope } from './message.rules.ts';
import { type Tracked, trackMessages } from './track.service.ts';

export const trackingScope = 'events:write';

export interface TrackerSetting {
  database: { fork(): EntityManager };
  clock: Clock;
  shop: ShopSettings;
  contributions: Contributions;
}

/** Takes tracked calls outside GraphQL, each batch in a transaction. */
export function trackerOver({ database, ...setting }: TrackerSetting) {
  return {
    scope: trackingScope,
    take(
      caller: Caller,
      calls: readonly unknown[],
      envelope: Omit<Envelope, 'receivedAt'>,
    ): Promise<Tracked> {
      return inUnit(
        {
          ...setting,
          em: database.fork(),
          actor: caller.actor ?? 'anonymous',
          // Whoever tracks may ask nothing, errors included.
          mayNameHolders: false,
          mayNameEmailHolders: false,
        },
        (unit) => trackMessages(unit, calls, envelope),
      );
    },
  };
}
