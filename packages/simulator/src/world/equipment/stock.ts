import type { Json } from '../contract/json.js';
import type { MenuFacts } from '../menus/menu-page.js';
import type { Configuration } from '../settings/types.js';
import { HOUR } from '../values/calendar.js';
import { guidOf } from '../values/guid.js';
import { Rng, wordsOf } from '../values/random.js';

/** Interval at which an item's stock changes. */
const SLOT = 6 * HOUR;
const STREAM = 0x57;

/**
 * Lists what is out of stock or counted at `now`, both items and modifier options: definition
 * `MenuItemInventory`. What is not listed is in stock (stock API).
 */
export function stockOf(facts: MenuFacts, configuration: Configuration, now: number): Json[] {
  const { restaurant, multiLocationIds } = facts;
  const slot = Math.floor(now / SLOT);
  return [...configuration.lists.menuItems.keys()].flatMap((guid, n) => {
    const rng = new Rng(wordsOf(restaurant.seed, STREAM, restaurant.index, slot, n));
    const multiLocationId = multiLocationIds.get(guid);
    if (multiLocationId === undefined || !rng.chance(120)) return [];
    const counted = rng.chance(600);
    return [
      {
        guid,
        itemGuidValidity: 'VALID',
        status: counted ? 'QUANTITY' : 'OUT_OF_STOCK',
        quantity: counted ? rng.int(2, 40) / 2 : null,
        multiLocationId,
        versionId: guidOf(restaurant.seed, `Stock/${guid}/${slot}`),
      },
    ];
  });
}
