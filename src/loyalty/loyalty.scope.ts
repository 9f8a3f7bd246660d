// How loyal customers are: who comes back, who stays away, and what each is worth. Figures over purchases; of its own it
// keeps only where customers are cut into fifths.

import type { Context } from '../api/context.ts';
import { badInput } from '../api/errors.ts';
import type { CustomerFilterShape } from '../customers/customer.filter.ts';

/** Of which customers figures are, and as of when. */
export interface LoyaltyScope {
  filter: CustomerFilterShape | null;
  /** What happened before it counts; null: all that is known by now. */
  asOf: Date | null;
}

/** Throws BAD_USER_INPUT for an instant that has not come: who will have bought by then is not known. */
export function scopeOf(
  { clock }: Context,
  { filter = null, asOf = null }: { filter?: CustomerFilterShape | null; asOf?: Date | null },
): LoyaltyScope {
  if (asOf !== null && asOf > clock.now()) throw badInput('asOf is an instant that has come.');
  return { filter, asOf };
}

/** The instant that figures are told as of. */
export function momentOf({ clock }: Context, { asOf }: LoyaltyScope): Date {
  return asOf ?? clock.now();
}

/** The instant before which facts count. */
export function endOf({ clock }: Context, { asOf }: LoyaltyScope): Date {
  return asOf ?? justAfter(clock.now());
}

/** What happens now has happened before it. */
export function justAfter(now: Date): Date {
  return new Date(now.getTime() + 1);
}
