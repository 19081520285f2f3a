import type { Settings } from './contract/settings.js';
import { devicesOf } from './equipment/devices.js';
import { packagingConfig } from './equipment/packaging.js';
import { stockOf } from './equipment/stock.js';
import { menuFacts, type MenuFacts } from './menus/menu-page.js';
import { publishedMenus } from './menus/published-menus.js';
import type { Restaurant } from './restaurant/restaurant.js';
import { RestaurantSettings } from './settings/restaurant-settings.js';

/** Every fifth restaurant publishes neither menus nor packaging. */
const UNPUBLISHED = 5;

const publishes = ({ index }: Restaurant): boolean => index % UNPUBLISHED !== UNPUBLISHED - 1;

/**
 * Creates the settings of a world's restaurants, lazily. Throws what `restaurantOf` throws for
 * restaurants of another world.
 */
export function worldSettings(restaurantOf: (guid: string) => Restaurant): Settings {
  const known = new Map<string, { settings: RestaurantSettings; facts: MenuFacts }>();
  const of = (guid: string) => {
    const restaurant = restaurantOf(guid);
    const parts = known.get(guid) ?? {
      settings: new RestaurantSettings(restaurant),
      facts: menuFacts(restaurant),
    };
    known.set(guid, parts);
    return parts;
  };
  return {
    publishedAt: (guid, now) => of(guid).settings.at(now).publishedAt,
    list: (guid, name, now) => of(guid).settings.list(name, now),
    change: (guid, change, now) => of(guid).settings.change(change, now),
    menus: (guid, now) => {
      const { settings, facts } = of(guid);
      return publishes(facts.restaurant) ? publishedMenus(facts, settings.at(now)) : undefined;
    },
    stock: (guid, now) => {
      const { settings, facts } = of(guid);
      return stockOf(facts, settings.at(now).configuration, now);
    },
    packagingConfig: (guid) => packagingConfig(restaurantOf(guid), publishes(restaurantOf(guid))),
    devices: (guid, now) => devicesOf(restaurantOf(guid), now),
  };
}
