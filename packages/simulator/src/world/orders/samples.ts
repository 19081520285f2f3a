import type { Json } from '../contract/json.js';
import type { OrderKey } from '../contract/world.js';

export interface Sample {
  readonly key: OrderKey;
  readonly businessDate: number;
  readonly opened: number;
  readonly payload: Json;
}

/** Serves recorded orders as orders of one restaurant, from their modification time on. */
export function samplesOf(restaurantGuid: string, recorded: readonly Json[]): Sample[] {
  return recorded.map((payload) => ({
    key: {
      restaurantGuid,
      guid: String(payload['guid']),
      modifiedAt: instant(payload['modifiedDate']),
    },
    businessDate: Number(payload['businessDate']),
    opened: instant(payload['openedDate']),
    payload,
  }));
}

function instant(text: unknown): number {
  const parsed = Date.parse(String(text).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(parsed)) {
    throw new RangeError(
      `A sample order has ${JSON.stringify(text)} instead of a timestamp; modifiedDate and openedDate must have the form that Toast sends.`,
    );
  }
  return parsed;
}
