import type { Restaurant } from '../restaurant.js';
import type { Settings } from '../../settings-types.js';
import { RestaurantSettings } from './settings.js';

/** The settings of a world's restaurants. Throws RangeError for restaurants of another world. */
export function worldSettings(restaurants: readonly Restaurant[]): Settings {
  const byGuid = new Map(
    restaurants.map((restaurant) => [restaurant.guid, new RestaurantSettings(restaurant)]),
  );
  const of = (guid: string): RestaurantSettings => {
    const settings = byGuid.get(guid);
    if (settings) return settings;
    throw new RangeError(`This world has no restaurant ${guid}; ask for one of its restaurants.`);
  };
  return {
    publishedAt: (guid, now) => of(guid).at(now).publishedAt,
    list: (guid, name, now) => of(guid).list(name, now),
    change: (guid, change, now) => of(guid).change(change, now),
  };
}
