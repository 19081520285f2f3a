import type { Json } from '../contract/json.js';
import { child, children, type Ledger, tenThousandths } from './ledger.js';

/** The tables that published menus fill, with the columns that are added up. */
export const MENU_TABLES: Readonly<Record<string, readonly string[]>> = {
  published_menu: [],
  published_menu_group: ['depth'],
  published_menu_item: ['price'],
  published_menu_item_tag: [],
  published_menu_item_portion: ['price_scale_factor'],
  published_menu_item_modifier_group: [],
  published_modifier_group: [],
  published_modifier_group_option: [],
  published_modifier_option: ['price'],
  published_modifier_option_portion: [],
  published_modifier_option_modifier_group: [],
  published_pre_modifier_group: [],
  published_pre_modifier: ['fixed_price'],
};

/** Counts one restaurant's published menus; an item counts in every group that it is in. */
export function countMenus(ledger: Ledger, menus: Json | undefined): void {
  if (menus === undefined) return;
  const rows = (table: string, parent: Json, property: string): void =>
    children(parent, property).forEach(() => ledger.row(table));
  const price = (table: string, entity: Json): void =>
    ledger.add(table, 'price', tenThousandths(entity['price']));
  const all = (map: string): Json[] => Object.values(child(menus, map)) as Json[];

  const countItem = (item: Json): void => {
    ledger.row('published_menu_item');
    price('published_menu_item', item);
    rows('published_menu_item_tag', item, 'itemTags');
    rows('published_menu_item_modifier_group', item, 'modifierGroupReferences');
    for (const portion of children(item, 'portions')) {
      const table = 'published_menu_item_portion';
      ledger.row(table);
      ledger.add(table, 'price_scale_factor', tenThousandths(portion['priceScaleFactor']));
      rows('published_menu_item_modifier_group', portion, 'modifierGroupReferences');
    }
  };
  const countGroup = (group: Json, depth: number): void => {
    ledger.row('published_menu_group');
    ledger.add('published_menu_group', 'depth', tenThousandths(depth));
    children(group, 'menuItems').forEach(countItem);
    children(group, 'menuGroups').forEach((below) => countGroup(below, depth + 1));
  };

  for (const menu of children(menus, 'menus')) {
    ledger.row('published_menu');
    children(menu, 'menuGroups').forEach((group) => countGroup(group, 1));
  }
  for (const group of all('modifierGroupReferences')) {
    ledger.row('published_modifier_group');
    rows('published_modifier_group_option', group, 'modifierOptionReferences');
  }
  for (const option of all('modifierOptionReferences')) {
    ledger.row('published_modifier_option');
    price('published_modifier_option', option);
    rows('published_modifier_option_portion', option, 'portions');
    rows('published_modifier_option_modifier_group', option, 'modifierGroupReferences');
  }
  for (const group of all('preModifierGroupReferences')) {
    ledger.row('published_pre_modifier_group');
    for (const { fixedPrice } of children(group, 'preModifiers')) {
      ledger.row('published_pre_modifier');
      ledger.add('published_pre_modifier', 'fixed_price', tenThousandths(fixedPrice));
    }
  }
}
