import type { Entity, MenuItem, MenuReference } from '../restaurant/catalogue.js';
import { menuReference } from '../restaurant/references.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { EXTRAS } from './extras.js';

const { seasonal: SEASONAL } = EXTRAS;

/** Returns the reference to the group of seasonal items. */
export function seasonalGroup(restaurant: Restaurant): MenuReference {
  return menuReference(restaurant, 'MenuGroup', SEASONAL.group, 20);
}

function itemOf(restaurant: Restaurant, name: string, price: number, n: number): MenuItem {
  const { items, taxRates } = restaurant.catalogue;
  // All other properties are those of the first item on the menu.
  const like = items[0] as MenuItem;
  return {
    ...like,
    name,
    reference: menuReference(restaurant, 'MenuItem', name, 40 + n),
    price,
    plu: String(7000 + n),
    group: seasonalGroup(restaurant),
    taxes: [taxRates.state, taxRates.local],
    modifierGroups: [],
  };
}

/** Returns the seasonal group's permanent item, which has no price of its own. */
export function standingItem(restaurant: Restaurant): MenuItem {
  return itemOf(restaurant, SEASONAL.standingItem, 0, Object.keys(SEASONAL.items).length);
}

/** Returns the items that come and go with the season, which no order refers to. */
export function seasonalItems(restaurant: Restaurant): readonly MenuItem[] {
  return Object.entries(SEASONAL.items).map(([name, price], n) =>
    itemOf(restaurant, name, price, n),
  );
}

export interface GroupNode extends Entity<MenuReference> {
  readonly items: readonly MenuItem[];
  readonly subgroups: readonly GroupNode[];
}

export interface MenuNode extends Entity<MenuReference> {
  readonly groups: readonly GroupNode[];
}

function surround(restaurant: Restaurant, menu: string, groups: GroupNode[]): GroupNode[] {
  return EXTRAS.groupsAround.reduce((outer, { menu: on, name, holds: held }, n) => {
    if (on !== menu) return outer;
    const reference = menuReference(restaurant, 'MenuGroup', name, n);
    const subgroups = outer.filter((group) => held.includes(group.name));
    return [
      ...outer.filter((group) => !subgroups.includes(group)),
      { name, reference, items: [], subgroups },
    ];
  }, groups);
}

/** Builds all menus with their nested groups, before any edit. */
export function menuTree(restaurant: Restaurant): readonly MenuNode[] {
  const { menus, items } = restaurant.catalogue;
  const extra = EXTRAS.menus.map((name, n) => ({
    name,
    reference: menuReference(restaurant, 'Menu', name, 30 + n),
    groups: [],
  }));
  return [...menus, ...extra].map((menu) => {
    const own = menu.groups.map((group): GroupNode => ({ ...group, subgroups: [] }));
    const beside = EXTRAS.groupsBeside.flatMap(
      ({ menu: on, name, holds: held }, n): GroupNode[] => {
        if (on !== menu.name) return [];
        const reference = menuReference(restaurant, 'MenuGroup', name, 10 + n);
        const shown = items.filter((item) => held.includes(item.name));
        return [{ name, reference, items: shown, subgroups: [] }];
      },
    );
    const seasonal: GroupNode = {
      name: SEASONAL.group,
      reference: seasonalGroup(restaurant),
      items: [standingItem(restaurant)],
      subgroups: [],
    };
    const groups = [...surround(restaurant, menu.name, own), ...beside];
    return {
      name: menu.name,
      reference: menu.reference,
      groups: menu.name === SEASONAL.menu ? [...groups, seasonal] : groups,
    };
  });
}
