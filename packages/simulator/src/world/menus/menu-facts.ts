import type { MenuItem, ModifierGroup, ModifierOption } from '../catalogue/types.js';
import type { Restaurant } from '../restaurant.js';
import { menuTree, type GroupNode } from '../settings/menu-tree.js';
import { barPreModifiers } from '../settings/pre-modifier-settings.js';
import { seasonalItems, standingItem } from '../settings/seasonal-items.js';

/** What published menus tell of a restaurant's entities beyond their configuration, by GUID. */
export interface MenuFacts {
  readonly restaurant: Restaurant;
  readonly items: ReadonlyMap<string, MenuItem>;
  readonly options: ReadonlyMap<string, ModifierOption>;
  readonly groups: ReadonlyMap<string, ModifierGroup>;
  /** By which a restaurant began; what they are called now tells its configuration. */
  readonly names: ReadonlyMap<string, string>;
  readonly multiLocationIds: ReadonlyMap<string, string>;
}

const groupsWithin = (group: GroupNode): readonly GroupNode[] => [
  group,
  ...group.subgroups.flatMap(groupsWithin),
];

export function menuFacts(restaurant: Restaurant): MenuFacts {
  const { catalogue } = restaurant;
  const menus = menuTree(restaurant);
  const items = [...catalogue.items, standingItem(restaurant), ...seasonalItems(restaurant)];
  const options = catalogue.modifierGroups.flatMap((group) => group.options);
  const all = [
    ...menus,
    ...menus.flatMap((menu) => menu.groups.flatMap(groupsWithin)),
    ...items,
    ...catalogue.modifierGroups,
    ...options,
    catalogue.preModifierGroup,
    ...catalogue.preModifiers,
    ...barPreModifiers(restaurant),
  ];
  return {
    restaurant,
    items: byGuid(items),
    options: byGuid(options),
    groups: byGuid(catalogue.modifierGroups),
    names: new Map(all.map(({ reference, name }) => [reference.guid, name])),
    multiLocationIds: new Map(
      all.map(({ reference }) => [reference.guid, reference.multiLocationId]),
    ),
  };
}

function byGuid<T extends { readonly reference: { readonly guid: string } }>(
  list: readonly T[],
): ReadonlyMap<string, T> {
  return new Map(list.map((each) => [each.reference.guid, each]));
}
