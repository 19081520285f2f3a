import type { Json } from '../contract/json.js';
import { prepStationOf } from '../settings/floor-settings.js';
import { barPreModifiers } from '../settings/menu-settings.js';
import type { Configured } from '../settings/types.js';
import { halves, UNMEASURED } from './item-json.js';
import { sequenceRules } from './item-pricing.js';
import { contentAdvisories } from './labels.js';
import { entityJson, guidsOf, idsOf, imagesOf, type MenuPage } from './menu-page.js';

/** The group whose options are priced by the order in which they are chosen. */
const SEQUENCED = 'Served';

/** Builds definition `ModifierGroup`, under one of its reference IDs. */
export function modifierGroupJson(
  page: MenuPage,
  setting: Configured,
  referenceId: number | undefined,
): Json {
  const { restaurant, referenceIds } = page;
  const { payload, guid } = setting;
  const group = page.groups.get(guid);
  const sequenced = group?.name === SEQUENCED;
  const required = Number(payload['minSelections']) > 0;
  const preModifierGroup = group?.preModified
    ? restaurant.catalogue.preModifierGroup
    : sequenced
      ? barPreModifiers(restaurant)[0]
      : undefined;
  return {
    ...entityJson(page, setting),
    referenceId,
    pricingStrategy: sequenced ? 'SEQUENCE_PRICE' : 'NONE',
    pricingRules: sequenced ? sequenceRules() : null,
    defaultOptionsChargePrice: 'YES',
    defaultOptionsSubstitutionPricing: 'NO',
    minSelections: payload['minSelections'],
    maxSelections: payload['maxSelections'],
    requiredMode: required ? 'REQUIRED' : sequenced ? 'OPTIONAL_FORCE_SHOW' : 'OPTIONAL',
    isMultiSelect: payload['maxSelections'] !== 1,
    preModifierGroupReference:
      (preModifierGroup && referenceIds.get(preModifierGroup.reference.guid)) ?? null,
    modifierOptionReferences: idsOf(referenceIds, guidsOf(payload['options'])),
  };
}

/** Builds definition `ModifierOption`: the nth of its group. */
export function modifierOptionJson(
  page: MenuPage,
  setting: Configured,
  groupName: string | undefined,
  n: number,
): Json {
  const { payload, guid, price } = setting;
  const { state, local } = page.restaurant.catalogue.taxRates;
  const own = page.options.get(guid)?.tax ?? null;
  const taxInfo = own ? [own.reference.guid] : [state.reference.guid, local.reference.guid];
  const shared = groupName === SEQUENCED;
  const { image, images } = imagesOf(setting);
  const below = idsOf(page.idsBelowOptions, guidsOf(payload['optionGroups']));
  const station = prepStationOf(page.restaurant, own ? 'Liquor' : 'Food');
  return {
    referenceId: page.referenceIds.get(guid),
    ...entityJson(page, setting),
    kitchenName: '',
    description: '',
    prepStations: station && page.configuration.lists.prepStations.has(station) ? [station] : [],
    image,
    images,
    price: shared ? null : price,
    pricingStrategy: shared ? 'GROUP_PRICE' : 'BASE_PRICE',
    pricingRules: null,
    salesCategory: null,
    taxInfo,
    modifierOptionTaxInfo: { taxRateGuids: taxInfo, overrideItemTaxRates: own !== null },
    itemTags: [],
    plu: payload['plu'],
    sku: payload['sku'],
    calories: payload['calories'],
    contentAdvisories: contentAdvisories(own !== null),
    unitOfMeasure: payload['unitOfMeasure'],
    isDefault: n === 0 && !shared,
    allowsDuplicates: groupName === 'Extras',
    /* A side with modifiers of its own is sold in halves. */
    portions: below.length > 0 ? halves(page, String(payload['name']), []) : [],
    modifierGroupReferences: below,
    ...UNMEASURED,
    allergens: [],
  };
}
