import type { Entity, MenuItem, MenuReference } from '../catalogue/types.js';
import type { Restaurant } from '../restaurant.js';
import { menuReference } from './references.js';
import { SEASONAL, seasonalGroup, standingItem } from './seasonal-items.js';

export interface GroupNode extends Entity<MenuReference> {
  readonly items: readonly MenuItem[];
  readonly subgroups: readonly GroupNode[];
}

export interface MenuNode extends Entity<MenuReference> {
  readonly groups: readonly GroupNode[];
}

/** Groups around those that orders know, from the innermost to the outermost: menu, name, what it holds. */
const AROUND: readonly (readonly [string, string, readonly string[]])[] = [
  ['Drinks', 'Cold Drinks', ['Soft Drinks', 'Bottles']],
  ['Drinks', 'Alcohol-Free', ['Coffee', 'Cold Drinks']],
  ['Drinks', 'Bar', ['Beer', 'Wine', 'Cocktails']],
];

/** Groups of items that have their place elsewhere too: menu, name, items. */
const BESIDE: readonly (readonly [string, string, readonly string[]])[] = [
  ['Food', 'Favourites', ['Classic Burger', 'Fish Tacos', 'Crème Brûlée']],
  ['Happy Hour', 'Happy Hour Drinks', ['House Lager', 'Margarita', 'Prosecco']],
];

/** Menus beside those that orders know. The last has nothing on it. */
const MENUS = ['Happy Hour', 'Private Events'];

function surround(restaurant: Restaurant, menu: string, groups: GroupNode[]): GroupNode[] {
  return AROUND.reduce((outer, [on, name, held], n) => {
    if (on !== menu) return outer;
    const reference = menuReference(restaurant, 'MenuGroup', name, n);
    const subgroups = outer.filter((group) => held.includes(group.name));
    return [
      ...outer.filter((group) => !subgroups.includes(group)),
      { name, reference, items: [], subgroups },
    ];
  }, groups);
}

/** All menus with their groups as deep as they go. What is on them is not yet edited. */
export function menuTree(restaurant: Restaurant): readonly MenuNode[] {
  const { menus, items } = restaurant.catalogue;
  const extra = MENUS.map((name, n) => ({
    name,
    reference: menuReference(restaurant, 'Menu', name, 30 + n),
    groups: [],
  }));
  return [...menus, ...extra].map((menu) => {
    const own = menu.groups.map((group): GroupNode => ({ ...group, subgroups: [] }));
    const beside = BESIDE.flatMap(([on, name, held], n): GroupNode[] => {
      if (on !== menu.name) return [];
      const reference = menuReference(restaurant, 'MenuGroup', name, 10 + n);
      const shown = items.filter((item) => held.includes(item.name));
      return [{ name, reference, items: shown, subgroups: [] }];
    });
    const seasonal: GroupNode = {
      name: SEASONAL.name,
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
