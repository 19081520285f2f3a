import type { Json } from '../contract/json.js';
import type { Publication } from '../settings/restaurant-settings.js';
import type { Configured } from '../settings/types.js';
import { timestamp } from '../values/instants.js';
import { itemJson } from './item-json.js';
import { itemTags } from './labels.js';
import {
  entityJson,
  guidsOf,
  identityJson,
  imagesOf,
  type MenuFacts,
  menuPage,
  type MenuPage,
} from './menu-page.js';
import { modifierGroupJson, modifierOptionJson } from './modifier-json.js';

/** Opening hours of menus that are not always available. */
const HOURS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'Happy Hour': [['15:00', '18:30']],
  'Private Events': [
    ['11:00', '14:00'],
    ['18:00', '23:00'],
  ],
};
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];

/** Builds definition `Availability`, in the restaurant's local time. */
function availability(menu: string): Json {
  const hours = HOURS[menu];
  if (hours === undefined) return { alwaysAvailable: true };
  const timeRanges = hours.map(([start, end]) => ({ start, end }));
  return { alwaysAvailable: false, schedule: [{ days: DAYS, timeRanges }] };
}

const of = (list: ReadonlyMap<string, Configured>, guids: readonly string[]) =>
  guids.flatMap((guid) => list.get(guid) ?? []);

/** Returns the names of the menus that an item is on. */
function menusOfItems({ configuration, names }: MenuPage): (guid: string) => readonly string[] {
  const { menus, menuGroups } = configuration.lists;
  const pairs = [...menuGroups.values()].flatMap(({ payload }) => {
    const [menu] = of(menus, guidsOf(payload['menu']));
    const name = (menu && names.get(menu.guid)) ?? '';
    return guidsOf(payload['items']).map((guid) => ({ guid, name }));
  });
  return (guid) => pairs.filter((pair) => pair.guid === guid).map(({ name }) => name);
}

/** Builds definition `MenuGroup`, with all groups below it. */
function groupJson(
  page: MenuPage,
  group: Configured,
  menu: string,
  menusOf: (guid: string) => readonly string[],
): Json {
  const { menuGroups, menuItems } = page.configuration.lists;
  const { payload } = group;
  return {
    ...entityJson(page, group),
    description: '',
    image: imagesOf(group).image,
    itemTags: itemTags(page.restaurant, String(payload['name'])),
    menuGroups: of(menuGroups, guidsOf(payload['subgroups'])).map((below) =>
      groupJson(page, below, menu, menusOf),
    ),
    menuItems: of(menuItems, guidsOf(payload['items'])).flatMap(
      (item) => itemJson(page, item, menu, menusOf(item.guid)) ?? [],
    ),
  };
}

function byReferenceId(entities: readonly Json[]): Json {
  return Object.fromEntries(entities.map((entity) => [String(entity['referenceId']), entity]));
}

/** Builds definition `PreModifierGroup`. */
function preModifierGroupJson(page: MenuPage, group: Configured): Json {
  const all = [...page.configuration.lists.preModifiers.values()];
  const own = all.filter(({ payload }) => guidsOf(payload['parent'])[0] === group.guid);
  return {
    ...identityJson(page, group),
    referenceId: page.referenceIds.get(group.guid),
    preModifiers: own.map((preModifier) => ({
      ...identityJson(page, preModifier),
      fixedPrice: preModifier.payload['basePrice'],
      multiplicationFactor: preModifier.payload['scaleFactor'],
      displayMode: preModifier.payload['displayMode'],
      posName: '',
      posButtonColorLight: '#f7f7f7',
      posButtonColorDark: '#1a1a1a',
      chargeAsExtra: preModifier.payload['chargeAsExtra'],
      plu: '',
    })),
  };
}

/** Builds a restaurant's published menus: definition `Restaurant` of `menus.yaml`. */
export function publishedMenus(
  facts: MenuFacts,
  { configuration, publishedAt }: Publication,
): Json {
  const page = menuPage(facts, configuration);
  const { menus, menuGroups, menuItems, menuOptionGroups, preModifierGroups } = configuration.lists;
  const menusOf = menusOfItems(page);
  return {
    restaurantGuid: facts.restaurant.guid,
    lastUpdated: timestamp(publishedAt),
    restaurantTimeZone: facts.restaurant.place.timeZone,
    menus: [...menus.values()].map((menu) => {
      const name = facts.names.get(menu.guid) ?? '';
      return {
        ...entityJson(page, menu),
        description: '',
        highResImage: null,
        image: imagesOf(menu).image,
        availability: availability(name),
        menuGroups: of(menuGroups, guidsOf(menu.payload['groups'])).map((group) =>
          groupJson(page, group, name, menusOf),
        ),
      };
    }),
    modifierGroupReferences: byReferenceId(
      [page.referenceIds, page.idsBelowOptions].flatMap((ids) =>
        [...menuOptionGroups.values()]
          .filter(({ guid }) => ids.has(guid))
          .map((group) => modifierGroupJson(page, group, ids.get(group.guid))),
      ),
    ),
    modifierOptionReferences: byReferenceId(
      [...menuOptionGroups.values()].flatMap(({ guid, payload }) =>
        of(menuItems, guidsOf(payload['options'])).map((option, n) =>
          modifierOptionJson(page, option, facts.names.get(guid), n),
        ),
      ),
    ),
    preModifierGroupReferences: byReferenceId(
      [...preModifierGroups.values()].map((group) => preModifierGroupJson(page, group)),
    ),
  };
}
