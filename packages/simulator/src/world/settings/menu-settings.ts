import type { Json } from '../contract/json.js';
import type {
  Entity,
  MenuItem,
  MenuReference,
  ModifierGroup,
  ModifierOption,
  Reference,
} from '../restaurant/catalogue.js';
import { external, menuReference, named, namedExternal } from '../restaurant/references.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { type GroupNode, type MenuNode, menuTree, standingItem } from './menu-tree.js';
import type { Payloads } from './types.js';
import { EXTRAS, withReferences } from './extras.js';

const ORDERABLE = { orderableOnline: 'YES', visibility: 'ALL' };

const referencesTo = (list: readonly { readonly reference: Reference }[]): readonly Json[] =>
  list.map(({ reference }) => ({ ...external(reference) }));

const imagesOf = (guid: string, shown: boolean): readonly Json[] =>
  shown ? [{ url: `https://images.example.com/${guid}.jpg` }] : [];

/** Tells whether an option can be chosen again below itself: "double avocado". */
const repeats = (option: ModifierOption, group: ModifierGroup): boolean =>
  group.name === 'Extras' && option.name.startsWith('Avocado');

/**
 * Returns the groups below an option; for one option its own group is among them, so menus have a
 * cycle.
 */
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
    // The group's own modifiers, which its items may inherit.
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

/** Builds definition `MenuItem` for an item on a menu. */
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

/** Builds definition `MenuItem` for a modifier option. */
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

/** Builds the settings of menus and everything on them, including modifiers. */
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
      ...withReferences(restaurant, 'MenuItem', EXTRAS.menuItems),
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
    priceGroups: withReferences(restaurant, 'PriceGroup', EXTRAS.priceGroups),
  };
}

/** Returns the pre-modifiers that no order refers to, preceded by their group. */
export function barPreModifiers(restaurant: Restaurant): readonly Entity<MenuReference>[] {
  return [
    { name: 'Bar', reference: menuReference(restaurant, 'PreModifierGroup', 'Bar', 50) },
    ...EXTRAS.barPreModifiers.map(({ name }, n) => ({
      name,
      reference: menuReference(restaurant, 'PreModifier', name, 51 + n),
    })),
  ];
}

/** Builds the settings of pre-modifiers and their groups, the catalogue's and the bar's. */
export function preModifierSettings(
  restaurant: Restaurant,
): Payloads<'preModifierGroups' | 'preModifiers'> {
  const { preModifierGroup, preModifiers } = restaurant.catalogue;
  const [barGroup, ...bar] = barPreModifiers(restaurant).map(named);
  const parent = (group: Json | undefined) =>
    group ? { guid: group['guid'], entityType: group['entityType'] } : null;
  return {
    preModifierGroups: [
      { ...named(preModifierGroup), isDefault: true },
      { ...barGroup, isDefault: false },
    ],
    preModifiers: [
      ...preModifiers.map((preModifier) => ({
        ...named(preModifier),
        scalePrice: true,
        basePrice: null,
        scaleFactor: preModifier.times,
        displayMode: 'PREFIX',
        parent: parent(named(preModifierGroup)),
        chargeAsExtra: null,
      })),
      ...bar.map((preModifier, n) => ({
        ...preModifier,
        scalePrice: false,
        basePrice: EXTRAS.barPreModifiers[n]?.basePrice ?? null,
        scaleFactor: null,
        displayMode: 'SUFFIX',
        parent: parent(barGroup),
        chargeAsExtra: EXTRAS.barPreModifiers[n]?.chargeAsExtra ?? null,
      })),
    ],
  };
}
