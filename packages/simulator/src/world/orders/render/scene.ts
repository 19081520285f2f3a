import type { Restaurant } from '../../restaurant/restaurant.js';
import { latest } from '../../values/instants.js';
import { type Life, timesOf } from '../life/types.js';
import type { OrderPlan } from '../plan/types.js';

/** Which guest data the client's scopes let it see (Toast's guide, section on scopes). */
export interface Scopes {
  /** `guest.pi:read`: customers, curbside pickup. */
  readonly guestPi: boolean;
  /** `delivery_info.address:read`. */
  readonly deliveryAddress: boolean;
}

/** One order at one moment: all that the functions which write its JSON need. */
export interface Scene {
  readonly restaurant: Restaurant;
  readonly life: Life;
  readonly plan: OrderPlan;
  readonly scopes: Scopes;
  readonly now: number;
}

/** The latest change of the order at or before the scene's moment. */
export function modifiedAt({ life, now }: Scene): number {
  return latest(now, timesOf(life));
}

/** The void that ends a check, if any by now: its own or that of its order. */
export function checkVoid({ life, now }: Scene, check: number): number | null {
  const own = check === life.checks - 1 ? life.checkVoided : Number.POSITIVE_INFINITY;
  const at = Math.min(own, life.orderVoided);
  return at <= now ? at : null;
}
