import type { MenuItem, ModifierGroup, ModifierOption, Reference } from '../catalogue/types.js';
import type { Restaurant } from '../restaurant.js';
import type { Json } from '../contract/world.js';
import { menuTree, type GroupNode, type MenuNode } from './menu-tree.js';
import { external, named, namedExternal, toastReference } from './references.js';
import { standingItem } from './seasonal-items.js';
import type { Payloads } from './types.js';

const ORDERABLE = { orderableOnline: 'YES', visibility: 'ALL' };

const referencesTo = (list: readonly { readonly reference: Reference }[]): readonly Json[] =>
  list.map(({ reference }) => ({ ...external(reference) }));

const imagesOf = (guid: string, shown: boolean): readonly Json[] =>
  shown ? [{ url: `https://images.example.com/${guid}.jpg` }] : [];

/** Whether an option of a group can be chosen again below itself: "double avocado". */
const repeats = (option: ModifierOption, group: ModifierGroup): boolean =>
  group.name === 'Extras' && option.name.startsWith('Avocado');

/** The groups below an option; one of them is the option's own, so menus have a cycle. */
function groupsBelow(option: ModifierOption, group: ModifierGroup): readonly ModifierGroup[] {
  return repeats(option, group) ? [...option.groups, group] : option.groups;
}

function menuJson(menu: MenuNode): Json {
  return {
    ...namedExternal(menu),
    orderableOnline: menu.groups.length > 0 ? 'YES' : 'NO',
    visibility: menu.groups.length > 0 ? 'ALL' : 'POS_ONLY',
    groups: referencesTo(menu.groups),
    images: imagesOf(menu.reference.guid, menu.name === 'Food'),
    unitOfMeasure: 'NONE',
  };
}

function groupJson(menu: MenuNode, parent: GroupNode | null, group: GroupNode): readonly Json[] {
  const own = {
    ...namedExternal(group),
    menu: external(menu.reference),
    ...ORDERABLE,
    parent: parent && external(parent.reference),
    items: referencesTo(group.items),
    subgroups: referencesTo(group.subgroups),
    // A group's own modifiers, which its items may inherit.
    optionGroups: group.name === 'Burgers' ? referencesTo(burgerGroups(group)) : [],
    inheritOptionGroups: parent !== null,
    images: [],
    unitOfMeasure: 'NONE',
    inheritUnitOfMeasure: true,
  };
  return [own, ...group.subgroups.flatMap((below) => groupJson(menu, group, below))];
}

const burgerGroups = (group: GroupNode): readonly ModifierGroup[] =>
  group.items[0]?.modifierGroups.slice(0, 1) ?? [];

/** Definition `MenuItem`, of an item on a menu. */
export function itemJson(item: MenuItem): Json {
  return {
    ...namedExternal(item),
    calories: item.unit === 'NONE' ? 90 + (Number(item.plu) % 17) * 45 : null,
    sku: `SKU-${item.plu}`,
    plu: item.plu,
    orderableOnline: item.taxIncluded ? 'NO' : 'YES',
    visibility: item.taxIncluded ? 'POS_ONLY' : 'ALL',
    type: 'NONE',
    optionGroups: referencesTo(item.modifierGroups),
    inheritOptionGroups: true,
    images: imagesOf(item.reference.guid, Number(item.plu) % 4 === 0),
    unitOfMeasure: item.unit,
    inheritUnitOfMeasure: item.unit === 'NONE',
  };
}

/** Definition `MenuItem`, of the item that a modifier option stands for. */
function optionJson(option: ModifierOption, group: ModifierGroup): Json {
  return {
    ...namedExternal(option),
    calories: null,
    sku: '',
    plu: option.plu,
    ...ORDERABLE,
    type: 'NONE',
    optionGroups: referencesTo(groupsBelow(option, group)),
    inheritOptionGroups: false,
    images: [],
    unitOfMeasure: 'NONE',
    inheritUnitOfMeasure: true,
  };
}

/** Items that every restaurant has and no menu lists: where employees enter the price or the name. */
function specialItems(restaurant: Restaurant): readonly Json[] {
  return ['OPEN_ITEM', 'SPECIAL_REQUEST'].map((type) => ({
    ...toastReference(restaurant, 'MenuItem', type),
    externalId: null,
    name: type === 'OPEN_ITEM' ? 'Open Item' : 'Special Request',
    calories: null,
    sku: '',
    plu: '',
    orderableOnline: 'NO',
    visibility: 'POS_ONLY',
    type,
    optionGroups: [],
    inheritOptionGroups: false,
    images: [],
    unitOfMeasure: 'NONE',
    inheritUnitOfMeasure: false,
  }));
}

/** Menus and all that is on them, modifiers included. */
export function menuSettings(
  restaurant: Restaurant,
): Payloads<
  'menus' | 'menuGroups' | 'menuItems' | 'menuOptionGroups' | 'salesCategories' | 'priceGroups'
> {
  const { items, modifierGroups, salesCategories } = restaurant.catalogue;
  const menus = menuTree(restaurant);
  return {
    menus: menus.map(menuJson),
    menuGroups: menus.flatMap((menu) =>
      menu.groups.flatMap((group) => groupJson(menu, null, group)),
    ),
    menuItems: [
      ...[...items, standingItem(restaurant)].map(itemJson),
      ...modifierGroups.flatMap((group) =>
        group.options.map((option) => optionJson(option, group)),
      ),
      ...specialItems(restaurant),
    ],
    menuOptionGroups: modifierGroups.map((group) => ({
      ...namedExternal(group),
      options: referencesTo(group.options),
      minSelections: group.chosen === 1000 ? 1 : 0,
      maxSelections: group.most,
    })),
    salesCategories: salesCategories.map((category, n) => ({
      ...named(category),
      plu: String(10 + n),
    })),
    priceGroups: ['Standard', 'Happy Hour', 'Staff'].map((name) => ({
      ...toastReference(restaurant, 'PriceGroup', name),
      name,
    })),
  };
}
