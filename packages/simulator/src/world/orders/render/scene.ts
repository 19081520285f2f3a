import type { Restaurant } from '../../restaurant/restaurant.js';
import { latest } from '../../values/instants.js';
import { type Life, timesOf } from '../life/types.js';
import type { OrderPlan } from '../plan/types.js';

/** Guest data that the client's scopes reveal (Toast's guide, section on scopes). */
export interface Scopes {
  /** `guest.pi:read`: customers, curbside pickup. */
  readonly guestPi: boolean;
  /** `delivery_info.address:read`. */
  readonly deliveryAddress: boolean;
}

/** One order at one moment: the input of the functions that build its JSON. */
export interface Scene {
  readonly restaurant: Restaurant;
  readonly life: Life;
  readonly plan: OrderPlan;
  readonly scopes: Scopes;
  readonly now: number;
}

/** Returns the latest change of the order at or before the scene's moment. */
export function modifiedAt({ life, now }: Scene): number {
  return latest(now, timesOf(life));
}

/** Returns when a check was voided, if it was: by itself or with its order. */
export function checkVoid({ life, now }: Scene, check: number): number | null {
  const own = check === life.checks - 1 ? life.checkVoided : Number.POSITIVE_INFINITY;
  const at = Math.min(own, life.orderVoided);
  return at <= now ? at : null;
}
