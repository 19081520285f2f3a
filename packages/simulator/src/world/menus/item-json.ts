import type { Json } from '../contract/json.js';
import type { MenuItem, ModifierGroup } from '../restaurant/catalogue.js';
import { toastReference } from '../restaurant/references.js';
import { prepStationOf } from '../settings/floor-settings.js';
import type { Configured } from '../settings/types.js';
import { itemPricing } from './item-pricing.js';
import {
  allergens,
  catalogProductInfo,
  contentAdvisories,
  isAlcoholic,
  itemTags,
} from './labels.js';
import { entityJson, guidsOf, idsOf, imagesOf, type MenuPage } from './menu-page.js';

/**
 * Builds the halves of an item or option (definition `Portion`), with the modifier groups of each.
 */
export function halves(
  { restaurant }: MenuPage,
  ownerName: string,
  modifierGroupReferences: readonly number[],
): readonly Json[] {
  return ['1st Half', '2nd Half'].map((name) => ({
    name,
    guid: toastReference(restaurant, 'Portion', `${ownerName}/${name}`).guid,
    modifierGroupReferences,
    priceScaleFactor: 0.5,
  }));
}

/** Properties of items and modifier options that these restaurants leave empty. */
export const UNMEASURED = {
  length: null,
  height: null,
  width: null,
  dimensionUnitOfMeasure: null,
  weight: null,
  weightUnitOfMeasure: null,
  guestCount: null,
  sortOrder: null,
  prepTime: null,
};

/** Builds definition `SalesCategory`; null when the category is not configured. */
function salesCategoryJson({ configuration }: MenuPage, item: MenuItem): Json | null {
  const { guid } = item.salesCategory.reference;
  const category = configuration.lists.salesCategories.get(guid);
  return category ? { name: category.payload['name'], guid } : null;
}

const inPortions = ({ portions }: ModifierGroup): boolean => portions;

/** Builds the halves of items with toppings by the half (definition `Portion`). */
function portionsJson(page: MenuPage, item: MenuItem): readonly Json[] {
  const groups = item.modifierGroups.filter(inPortions);
  if (groups.length === 0) return [];
  return halves(
    page,
    item.name,
    idsOf(
      page.referenceIds,
      groups.map(({ reference }) => reference.guid),
    ),
  );
}

/** Builds definition `MenuItem`, on one of the menus that it is on. */
export function itemJson(
  page: MenuPage,
  setting: Configured,
  menu: string,
  menus: readonly string[],
): Json | undefined {
  const { restaurant, groups } = page;
  const item = page.items.get(setting.guid);
  if (item === undefined) return undefined;
  const { image, images } = imagesOf(setting);
  const { payload } = setting;
  const station = prepStationOf(restaurant, item.salesCategory.name);
  const whole = guidsOf(payload['optionGroups']).filter(
    (guid) => groups.get(guid)?.portions !== true,
  );
  return {
    ...entityJson(page, setting),
    kitchenName: item.name.slice(0, 12).toUpperCase(),
    description: images.length > 0 ? `Our ${item.name}, “comme il faut”.` : '',
    image,
    images,
    ...itemPricing(item, setting, menu, menus),
    isDeferred: false,
    isDiscountable: item.taxes.length > 0,
    salesCategory: salesCategoryJson(page, item),
    taxInfo: item.taxes.map(({ reference }) => reference.guid),
    taxInclusion: item.taxIncluded ? 'TAX_INCLUDED' : 'TAX_NOT_INCLUDED',
    itemTags: itemTags(restaurant, item.name),
    plu: payload['plu'],
    sku: payload['sku'],
    calories: payload['calories'],
    contentAdvisories: contentAdvisories(isAlcoholic(item)),
    unitOfMeasure: payload['unitOfMeasure'],
    portions: portionsJson(page, item),
    prepStations: station && page.configuration.lists.prepStations.has(station) ? [station] : [],
    modifierGroupReferences: idsOf(page.referenceIds, whole),
    eligiblePaymentAssistancePrograms: item.taxes.length === 0 ? ['SNAP', 'EBT_CASH'] : [],
    allergens: allergens(restaurant, item.name),
    ...UNMEASURED,
    catalogProductInfo: catalogProductInfo(restaurant, item.name),
    isComboParent: null,
  };
}
