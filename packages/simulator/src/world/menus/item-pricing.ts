import type { Json } from '../contract/json.js';
import type { MenuItem } from '../restaurant/catalogue.js';
import type { Configured } from '../settings/types.js';
import { dollars } from '../values/money.js';

/** A price, its strategy and its rules: part of definition `MenuItem`. */
export interface Pricing {
  readonly price: number | null;
  readonly pricingStrategy: string;
  readonly pricingRules: Json | null;
}

const REDUCED_MENU = 'Happy Hour';
const BY_THE_HOUR = ['Chicken Wings', 'Truffle Fries'];
const LATE_WEEK = ['THURSDAY', 'FRIDAY', 'SATURDAY'];

const rules = (given: Json): Json => ({
  timeSpecificPricingRules: [],
  sizeSpecificPricingGuid: null,
  sizeSequencePricingRules: [],
  ...given,
});

const part = (price: number, percent: number): number =>
  dollars(Math.round((price * percent) / 5) * 5);

function timeRules(basePrice: number): Json {
  const rule = (percent: number, days: readonly string[], start: string, end: string): Json => ({
    timeSpecificPrice: part(basePrice, percent),
    basePrice,
    schedule: [{ days, timeRanges: [{ start, end }] }],
  });
  return rules({
    timeSpecificPricingRules: [
      rule(80, LATE_WEEK, '17:00', '19:00'),
      rule(70, ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY'], '15:00', '18:00'),
    ],
  });
}

/** Prices an item on one of its menus; the same item may be cheaper on another. */
export function itemPricing(
  item: MenuItem,
  { price }: Configured,
  menu: string,
  menus: readonly string[],
): Pricing {
  const size = item.modifierGroups.find(({ pricingMode }) => pricingMode === 'REPLACES_PRICE');
  if (size) {
    const pricingRules = rules({ sizeSpecificPricingGuid: size.reference.guid });
    return { price: null, pricingStrategy: 'SIZE_PRICE', pricingRules };
  }
  if (price === null) return { price: null, pricingStrategy: 'OPEN_PRICE', pricingRules: null };
  if (menus.includes(REDUCED_MENU)) {
    return {
      price: menu === REDUCED_MENU ? part(price, 75) : price,
      pricingStrategy: 'MENU_SPECIFIC_PRICE',
      pricingRules: null,
    };
  }
  return BY_THE_HOUR.includes(item.name)
    ? { price, pricingStrategy: 'TIME_SPECIFIC_PRICE', pricingRules: timeRules(price) }
    : { price, pricingStrategy: 'BASE_PRICE', pricingRules: null };
}

/** Builds the prices of options by the order in which they are chosen: here, always 0. */
export function sequenceRules(): Json {
  const sequencePrices = [1, 2].map((sequence) => ({ sequence, price: 0 }));
  return rules({ sizeSequencePricingRules: [{ sizeName: null, sizeGuid: null, sequencePrices }] });
}
