import type * as t from './catalogue.js';
import { readData } from '../values/read-data.js';

type TaxClass = 'food' | 'alcohol' | 'includedAlcohol' | 'bottle' | 'goods' | 'untaxed';

/** The form of `data/menu.json`. Prices are in cents; groups refer to `modifierGroups` by key. */
interface MenuData {
  /** The items of a group share their sales category and taxes. */
  readonly menuGroups: readonly {
    readonly menu: string;
    readonly name: string;
    readonly category: string;
    readonly tax: TaxClass;
    readonly items: readonly (readonly [
      name: string,
      price: number,
      groups?: readonly string[],
      unit?: 'LB',
    ])[];
  }[];
  /** A side salad's dressing has a placement: three levels below an item. */
  readonly modifierGroups: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly mode: t.ModifierGroup['pricingMode'];
        readonly chosen: number;
        readonly most: number;
        readonly preModified?: true;
        readonly portions?: true;
        readonly options: readonly (readonly [
          name: string,
          price: number,
          groups?: readonly string[],
          ownTax?: true,
        ])[];
      }
    >
  >;
  /** Name → factor of the option's price. */
  readonly preModifiers: Readonly<Record<string, number>>;
}

const DATA = readData<MenuData>('menu');

interface MenuOptions {
  readonly guid: (kind: string, key: string) => string;
  readonly taxRates: t.Catalogue['taxRates'];
  /** Converts a price of the group's list to the restaurant's, both in cents. */
  readonly price: (cents: number) => number;
}

type MenuParts = Pick<
  t.Catalogue,
  'menus' | 'items' | 'modifierGroups' | 'preModifierGroup' | 'preModifiers' | 'salesCategories'
>;

/**
 * Builds the menu of one restaurant: the same entities everywhere, with GUIDs and prices of its
 * own.
 */
export function buildMenu({ guid, taxRates, price }: MenuOptions): MenuParts {
  // Counted in list order, hence the same at every restaurant of the group.
  let entities = 0;
  const reference = (entityType: string, key: string): t.MenuReference => ({
    guid: guid(entityType, key),
    entityType,
    externalId: null,
    multiLocationId: String(500_000_000_001_000 + entities++),
  });
  const named = (entityType: string, name: string): t.Entity<t.MenuReference> => ({
    name,
    reference: reference(entityType, name),
  });

  const groups = new Map<string, t.ModifierGroup>();
  for (const [key, data] of Object.entries(DATA.modifierGroups)) {
    const options = data.options.map(([name, cents, below, ownTax]) => ({
      ...named('MenuItem', `${data.name}/${name}`),
      name,
      price: price(cents),
      plu: String(9000 + entities),
      tax: ownTax ? taxRates.alcohol : null,
      groups: (below ?? []).map((under) => groups.get(under) as t.ModifierGroup),
    }));
    groups.set(key, {
      ...named('MenuOptionGroup', data.name),
      pricingMode: data.mode,
      chosen: data.chosen,
      most: data.most,
      preModified: data.preModified ?? false,
      portions: data.portions ?? false,
      options,
    });
  }

  const taxes: Readonly<Record<TaxClass, readonly t.TaxRate[]>> = {
    food: [taxRates.state, taxRates.local],
    alcohol: [taxRates.state, taxRates.alcohol],
    includedAlcohol: [taxRates.state],
    bottle: [taxRates.state, taxRates.deposit],
    goods: [taxRates.state],
    untaxed: [],
  };
  const categories = new Map<string, t.Entity<t.MenuReference>>();
  const menus = new Map<string, t.MenuGroup[]>();
  for (const data of DATA.menuGroups) {
    const salesCategory = categories.get(data.category) ?? named('SalesCategory', data.category);
    categories.set(data.category, salesCategory);
    const group = named('MenuGroup', data.name);
    const items = data.items.map(([name, cents, below, unit]) => ({
      ...named('MenuItem', name),
      price: price(cents),
      plu: String(1000 + entities),
      unit: unit ?? ('NONE' as const),
      salesCategory,
      group: group.reference,
      taxes: taxes[data.tax],
      taxIncluded: data.tax === 'includedAlcohol',
      modifierGroups: (below ?? []).map((key) => groups.get(key) as t.ModifierGroup),
    }));
    menus.set(data.menu, [...(menus.get(data.menu) ?? []), { ...group, items }]);
  }

  const built = [...menus].map(([name, list]) => ({ ...named('Menu', name), groups: list }));
  return {
    menus: built,
    items: built.flatMap((menu) => menu.groups.flatMap((group) => group.items)),
    modifierGroups: [...groups.values()],
    preModifierGroup: named('PreModifierGroup', 'Kitchen'),
    preModifiers: Object.entries(DATA.preModifiers).map(([name, times], n) => ({
      ...named('PreModifier', name),
      times,
      plu: String(80 + n),
    })),
    salesCategories: [...categories.values()],
  };
}
