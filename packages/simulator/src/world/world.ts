import { LruCache } from '../common/lru-cache.js';
import { createCash } from './cash/cash.js';
import type { Json } from './contract/json.js';
import type { OrderKey, Truth, World, WorldRestaurant } from './contract/world.js';
import { worldSettings } from './create-settings.js';
import { createLabor } from './labor/labor.js';
import { checkOptions, type WorldOptions } from './options.js';
import { byChange, editableOrders } from './orders/edited-orders.js';
import { lifeOf, partnerOf } from './orders/life/life.js';
import { lastChange, Listing } from './orders/listing.js';
import { planOf } from './orders/plan/plan.js';
import { renderOrder, type Source } from './orders/render/order.js';
import { samplesOf } from './orders/samples.js';
import type { Catalogue } from './restaurant/catalogue.js';
import { ordersOn } from './restaurant/demand.js';
import { infoOf, partnerRecordOf } from './restaurant/records.js';
import { buildRestaurant, type Restaurant } from './restaurant/restaurant.js';
import { countTruth } from './truth/truth.js';
import { dayOfBusinessDate, dayOfDate } from './values/calendar.js';
import { addressOf, guidOf, type OrderAddress, orderGuid } from './values/guid.js';
import { seed32 } from './values/random.js';

/** Restaurants that were disconnected through the control API, and when. */
export class Disconnections {
  readonly #since = new Map<string, number>();

  add(restaurantGuid: string, now: number): void {
    this.#since.set(restaurantGuid, Math.min(now, this.#since.get(restaurantGuid) ?? now));
  }

  has(restaurantGuid: string, now: number): boolean {
    return now >= (this.#since.get(restaurantGuid) ?? Number.POSITIVE_INFINITY);
  }
}

export type { WorldOptions } from './options.js';
export type { Catalogue } from './restaurant/catalogue.js';

/** Lists are cached while their orders are read page by page: at most about 50 MB of keys. */
const LISTED_KEYS = 300_000;
const ALL_SCOPES = { guestPi: true, deliveryAddress: true };

/** A world with the catalogues of its restaurants. */
export interface SimulatedWorld extends World {
  /** Menus, tables, taxes and everything else that orders refer to, by restaurant GUID. */
  readonly catalogues: ReadonlyMap<string, Catalogue>;
}

/**
 * Creates a group of restaurants with their orders, the same for the same options on every machine.
 * No order is stored: each is generated from its seed on demand, so a world of any size is created
 * at once. Objects within an order are shared with other orders: do not change them. Throws
 * RangeError for invalid options, and for restaurants and orders that this world does not have, or
 * not yet.
 */
export function createWorld(options: WorldOptions): SimulatedWorld {
  checkOptions(options);
  const seed = seed32(options.seed);
  const { from, to, ordersPerDay, scopes = ALL_SCOPES } = options;
  const demand = { firstDay: dayOfDate(from), lastDay: dayOfDate(to), ordersPerDay };
  const restaurants = Array.from({ length: options.restaurants }, (_, index) =>
    buildRestaurant(seed, index, demand),
  );
  const byGuid = new Map(restaurants.map((restaurant) => [restaurant.guid, restaurant]));
  const managementGroupGuid = guidOf(seed, 'ManagementGroup');
  const samples = samplesOf((restaurants[0] as Restaurant).guid, options.samples ?? []);
  const recorded = new Map(samples.map((sample) => [sample.key.guid, sample]));
  const disconnections = new Disconnections();
  const listing = new Listing();
  const listed = new LruCache<readonly OrderKey[]>(LISTED_KEYS, (keys) => keys.length + 1);

  const restaurantOf = (guid: string): Restaurant => {
    const restaurant = byGuid.get(guid);
    if (restaurant) return restaurant;
    throw new RangeError(`This world has no restaurant ${guid}; use one of its restaurants.`);
  };
  const samplesAt = (restaurant: Restaurant, now: number) =>
    restaurant.index === 0 ? samples.filter(({ key }) => key.modifiedAt <= now) : [];
  const addressIn = (restaurant: Restaurant, guid: string): OrderAddress | undefined => {
    const address = addressOf(seed, guid);
    const present =
      address.restaurant === restaurant.index &&
      address.index < ordersOn(restaurant, address.day) &&
      orderGuid(seed, address) === guid;
    return present ? address : undefined;
  };
  const contentsOf = (restaurant: Restaurant, address: OrderAddress): Source => {
    const life = lifeOf(restaurant, address);
    return { life, plan: planOf(restaurant, life) };
  };

  const orders = editableOrders({
    modifiedBetween(restaurantGuid, start, end, now) {
      const restaurant = restaurantOf(restaurantGuid);
      const asked = `${restaurantGuid}/${start}/${end}/${now}`;
      const known = listed.get(asked);
      if (known) return known;
      const recordedThen = samplesAt(restaurant, now)
        .map(({ key }) => key)
        .filter(({ modifiedAt }) => modifiedAt >= start && modifiedAt < end);
      const keys = [...listing.modifiedBetween(restaurant, start, end, now), ...recordedThen];
      keys.sort(byChange);
      listed.set(asked, keys);
      return keys;
    },

    onBusinessDate(restaurantGuid, businessDate, now) {
      const restaurant = restaurantOf(restaurantGuid);
      return [
        ...listing.onDay(restaurant, dayOfBusinessDate(businessDate), now),
        ...samplesAt(restaurant, now).filter((sample) => sample.businessDate === businessDate),
      ]
        .sort((a, b) => a.opened - b.opened || (a.key.guid < b.key.guid ? -1 : 1))
        .map(({ key }) => key);
    },

    find(restaurantGuid, guid, now) {
      const restaurant = restaurantOf(restaurantGuid);
      const sample = samplesAt(restaurant, now).find(({ key }) => key.guid === guid);
      if (sample) return sample.key;
      const address = addressIn(restaurant, guid);
      if (!address) return undefined;
      const skeleton = listing.skeleton(restaurant, address.day);
      const modifiedAt = lastChange(skeleton, address.index, now);
      return modifiedAt === Number.NEGATIVE_INFINITY
        ? undefined
        : { restaurantGuid, guid, modifiedAt };
    },

    order({ restaurantGuid, guid }, now): Json {
      const sample = recorded.get(guid);
      if (sample) return sample.payload;
      const restaurant = restaurantOf(restaurantGuid);
      const address = addressIn(restaurant, guid);
      const own = address && contentsOf(restaurant, address);
      if (!own || own.life.created > now) {
        throw new RangeError(
          `Restaurant ${restaurantGuid} has no order ${guid} at ${new Date(now).toISOString()}; use keys that this world listed for that moment.`,
        );
      }
      const receives = own.life.role === 'mergeTarget' || own.life.role === 'moveTarget';
      const source =
        receives && own.life.joined <= now
          ? contentsOf(restaurant, partnerOf(own.life.address))
          : null;
      return renderOrder(restaurant, own, source, { now, scopes });
    },
  });

  const world: SimulatedWorld = {
    managementGroupGuid,
    restaurants: restaurants.map((restaurant): WorldRestaurant => ({
      guid: restaurant.guid,
      timeZone: restaurant.place.timeZone,
      closeoutHour: restaurant.place.closeoutHour,
      partner: partnerRecordOf(restaurant, managementGroupGuid),
      info: infoOf(restaurant, managementGroupGuid),
    })),
    connected: (restaurantGuid, now) => !disconnections.has(restaurantGuid, now),
    disconnect: (restaurantGuid, now) => disconnections.add(restaurantGuid, now),
    settings: worldSettings(restaurantOf),
    labor: createLabor(restaurantOf),
    cash: createCash(restaurantOf),
    catalogues: new Map(restaurants.map(({ guid, catalogue }) => [guid, catalogue])),

    ...orders,

    truth(now): Truth {
      return countTruth(world, now);
    },
  };
  return world;
}
