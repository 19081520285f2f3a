import type { Json } from '../contract/json.js';
import type { MenuItem, ModifierGroup, ModifierOption } from '../restaurant/catalogue.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { barPreModifiers } from '../settings/menu-settings.js';
import { type GroupNode, menuTree, seasonalItems, standingItem } from '../settings/menu-tree.js';
import type { Configuration, Configured } from '../settings/types.js';

/** Facts about entities that published menus show in addition to the configuration, by GUID. */
export interface MenuFacts {
  readonly restaurant: Restaurant;
  readonly items: ReadonlyMap<string, MenuItem>;
  readonly options: ReadonlyMap<string, ModifierOption>;
  readonly groups: ReadonlyMap<string, ModifierGroup>;
  /** Original names; the configuration has the current ones. */
  readonly names: ReadonlyMap<string, string>;
  readonly multiLocationIds: ReadonlyMap<string, string>;
}

const groupsWithin = (group: GroupNode): readonly GroupNode[] => [
  group,
  ...group.subgroups.flatMap(groupsWithin),
];

/** Collects the facts about a restaurant's menu entities. */
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

/** The context in which one restaurant's published menus are built. */
export interface MenuPage extends MenuFacts {
  readonly configuration: Configuration;
  /** Integer reference IDs of modifier groups, their options and pre-modifier groups. */
  readonly referenceIds: ReadonlyMap<string, number>;
  /**
   * Reference IDs of modifier groups below options: recorded menus contain such groups twice, too.
   */
  readonly idsBelowOptions: ReadonlyMap<string, number>;
}

/** Returns the GUIDs of a payload's references: a list, a single one or none. */
export function guidsOf(references: unknown): readonly string[] {
  return [references].flat().flatMap((each) => (each as { guid: string } | null)?.guid ?? []);
}

/** Numbers modifier groups with their options, then pre-modifier groups, from 1. */
export function menuPage(facts: MenuFacts, configuration: Configuration): MenuPage {
  const { menuItems, menuOptionGroups, preModifierGroups } = configuration.lists;
  const optionsOf = [...menuOptionGroups.values()].map(
    ({ guid, payload }) => [guid, guidsOf(payload['options'])] as const,
  );
  const belowOptions = optionsOf.flatMap(([, options]) =>
    options.flatMap((guid) => guidsOf(menuItems.get(guid)?.payload['optionGroups'])),
  );
  const first = numbered(
    [...optionsOf.flatMap(([guid, options]) => [guid, ...options]), ...preModifierGroups.keys()],
    1,
  );
  return {
    ...facts,
    configuration,
    referenceIds: first,
    idsBelowOptions: numbered(belowOptions, first.size + 1),
  };
}

function numbered(guids: readonly string[], from: number): ReadonlyMap<string, number> {
  return new Map([...new Set(guids)].map((guid, n) => [guid, from + n]));
}

/** Returns the reference IDs of the published ones among these entities. */
export function idsOf(ids: ReadonlyMap<string, number>, guids: readonly string[]): number[] {
  return guids.flatMap((guid) => ids.get(guid) ?? []);
}

const EVERYWHERE = ['POS', 'KIOSK', 'TOAST_ONLINE_ORDERING', 'ORDERING_PARTNERS'];
const VISIBILITY: Readonly<Record<string, readonly string[]>> = {
  ALL: EVERYWHERE,
  POS_ONLY: ['POS'],
  NONE: [],
};

/** Builds the properties that all entities of published menus share. */
export function identityJson({ multiLocationIds }: MenuFacts, { guid, payload }: Configured): Json {
  return { name: payload['name'], guid, multiLocationId: multiLocationIds.get(guid) };
}

/** Builds the properties that menus, groups, items and modifiers share. */
export function entityJson(facts: MenuFacts, setting: Configured): Json {
  const { guid, payload } = setting;
  return {
    ...identityJson(facts, setting),
    // Deprecated but still sent; the same number as the multi-location ID.
    masterId: Number(facts.multiLocationIds.get(guid)),
    posName: '',
    posButtonColorLight: '#f7f7f7',
    posButtonColorDark: '#1a1a1a',
    visibility: VISIBILITY[String(payload['visibility'] ?? 'ALL')] ?? EVERYWHERE,
  };
}

/** Returns the first image of an entity, and all of them. */
export function imagesOf({ payload }: Configured): { image: string | null; images: string[] } {
  const images = ((payload['images'] ?? []) as { url: string }[]).map(({ url }) => url);
  return { image: images[0] ?? null, images };
}
