import type { Json } from '../contract/json.js';
import type { OrderKey, World } from '../contract/world.js';
import { timestamp } from '../values/instants.js';

type Orders = Pick<World, 'modifiedBetween' | 'onBusinessDate' | 'find' | 'order'>;

/** An edit through the control API. */
interface Edit {
  readonly at: number;
  readonly change: Json;
}

/** Compares orders in listing order: by latest change, then GUID. */
export function byChange(a: OrderKey, b: OrderKey): number {
  return a.modifiedAt - b.modifiedAt || (a.guid < b.guid ? -1 : 1);
}

/** Adds edits through the control API to orders that change by themselves. */
export function editableOrders(orders: Orders): Orders & Pick<World, 'edit' | 'revision'> {
  /* By restaurant, then order; ascending in time. */
  const edits = new Map<string, Map<string, Edit[]>>();

  const editsBy = (restaurantGuid: string, guid: string, now: number): readonly Edit[] =>
    (edits.get(restaurantGuid)?.get(guid) ?? []).filter(({ at }) => at <= now);
  const current = (key: OrderKey, now: number): OrderKey => {
    const last = editsBy(key.restaurantGuid, key.guid, now).at(-1);
    return last === undefined || last.at < key.modifiedAt ? key : { ...key, modifiedAt: last.at };
  };
  const find: World['find'] = (restaurantGuid, guid, now) => {
    const key = orders.find(restaurantGuid, guid, now);
    return key && current(key, now);
  };

  return {
    find,

    modifiedBetween(restaurantGuid, start, end, now) {
      const keys = orders.modifiedBetween(restaurantGuid, start, end, now);
      const edited = edits.get(restaurantGuid);
      if (edited === undefined) return keys;
      const moved = [...edited.keys()]
        .map((guid) => find(restaurantGuid, guid, now))
        .filter((key) => key !== undefined)
        .filter(({ modifiedAt }) => modifiedAt >= start && modifiedAt < end);
      return [...keys.filter(({ guid }) => !edited.has(guid)), ...moved].sort(byChange);
    },

    onBusinessDate: (restaurantGuid, businessDate, now) => {
      const keys = orders.onBusinessDate(restaurantGuid, businessDate, now);
      return edits.has(restaurantGuid) ? keys.map((key) => current(key, now)) : keys;
    },

    order(key, now) {
      const payload = orders.order(key, now);
      const done = editsBy(key.restaurantGuid, key.guid, now);
      const own = done.length > 0 && orders.find(key.restaurantGuid, key.guid, now);
      if (!own) return payload;
      const changes = done.map(({ change }) => change);
      const modifiedDate = timestamp(current(own, now).modifiedAt);
      return Object.assign({}, payload, ...changes, { modifiedDate }) as Json;
    },

    edit(restaurantGuid, guid, change, now) {
      const key = find(restaurantGuid, guid, now);
      const known = edits.get(restaurantGuid)?.get(guid) ?? [];
      const ahead = known.some(({ at }) => at >= now);
      if (key === undefined || key.modifiedAt === now || ahead) return false;
      const ofRestaurant = edits.get(restaurantGuid) ?? new Map<string, Edit[]>();
      edits.set(restaurantGuid, ofRestaurant.set(guid, [...known, { at: now, change }]));
      return true;
    },

    revision: (restaurantGuid) =>
      [...(edits.get(restaurantGuid)?.values() ?? [])].reduce((sum, of) => sum + of.length, 0),
  };
}
