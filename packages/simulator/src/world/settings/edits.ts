import type { Json } from '../contract/json.js';
import type { SettingName } from '../contract/settings.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { dollars } from '../values/money.js';
import type { Rng } from '../values/random.js';
import { extraTables } from './floor-settings.js';
import { itemJson } from './menu-settings.js';
import { seasonalGroup, seasonalItems } from './menu-tree.js';
import { extraDiscounts } from './money-settings.js';
import type { Configuration, Edit } from './types.js';
import { EXTRAS, withReferences } from './extras.js';

/** Something that is added for a while, removed and added again. */
interface Seasonal {
  readonly name: SettingName;
  readonly payload: Json;
  readonly price?: number;
}

const SUFFIXES = ['', ' (GF)', ' – New', ' Deluxe'];

/** Draws how one restaurant changes its configuration over time. */
export class Edits {
  readonly #restaurant: Restaurant;
  readonly #seasonals: readonly Seasonal[];

  constructor(restaurant: Restaurant) {
    this.#restaurant = restaurant;
    const all = (name: SettingName, payloads: readonly Json[]): Seasonal[] =>
      payloads.map((payload) => ({ name, payload }));
    this.#seasonals = [
      ...all('discounts', extraDiscounts(restaurant)),
      ...all('tables', extraTables(restaurant)),
      ...all('voidReasons', withReferences(restaurant, 'VoidReason', EXTRAS.seasonal.voidReasons)),
      ...seasonalItems(restaurant).map((item): Seasonal => ({
        name: 'menuItems',
        payload: itemJson(item),
        price: dollars(item.price),
      })),
    ];
  }

  /** Draws the edits that are published together, at least one. */
  draw(rng: Rng, now: Configuration): readonly Edit[] {
    const kind = rng.int(0, 99);
    if (kind < 35) return [this.#rename(rng, now)];
    if (kind < 60) return [this.#price(rng, now)];
    return this.#toggleSeasonal(rng, now);
  }

  #rename(rng: Rng, now: Configuration): Edit {
    const { name, reference } = rng.pick(this.#restaurant.catalogue.items);
    const current = now.lists.menuItems.get(reference.guid)?.payload['name'];
    const names = SUFFIXES.map((suffix) => name + suffix).filter((each) => each !== current);
    return { name: 'menuItems', guid: reference.guid, payload: { name: rng.pick(names) } };
  }

  #price(rng: Rng, now: Configuration): Edit {
    const { reference, price } = rng.pick(this.#restaurant.catalogue.items);
    const old = now.lists.menuItems.get(reference.guid)?.price ?? dollars(price);
    const cents = Math.round(old * 100) + 5 * rng.int(1, 12);
    return { name: 'menuItems', guid: reference.guid, payload: {}, price: dollars(cents) };
  }

  /** Adds a seasonal entity, or removes it when it is present. */
  #toggleSeasonal(rng: Rng, now: Configuration): readonly Edit[] {
    const { name, payload, price } = rng.pick(this.#seasonals);
    const guid = String(payload['guid']);
    const up = now.lists[name].has(guid);
    const self: Edit = up
      ? { name, guid }
      : { name, guid, payload, ...(price === undefined ? {} : { price }) };
    return name === 'menuItems' ? [self, this.#seasonalGroup(now, self)] : [self];
  }

  /** Adds an item to the seasonal group, or removes it. */
  #seasonalGroup({ lists }: Configuration, { guid, payload }: Edit): Edit {
    const group = seasonalGroup(this.#restaurant).guid;
    const items = (lists.menuGroups.get(group)?.payload['items'] ?? []) as readonly Json[];
    const others = items.filter((item) => item['guid'] !== guid);
    const item = { guid, entityType: 'MenuItem', externalId: null };
    return {
      name: 'menuGroups',
      guid: group,
      payload: { items: payload ? [...others, item] : others },
    };
  }
}
