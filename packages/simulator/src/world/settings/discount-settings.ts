import type { Discount, DiscountKey } from '../catalogue/types.js';
import { dollars } from '../values/money.js';
import type { Restaurant } from '../restaurant.js';
import type { Json } from '../contract/world.js';
import { named, toastReference } from './references.js';

/** Discounts that orders take off single items; the others are taken off checks. */
const ON_ITEMS: readonly DiscountKey[] = ['staffMeal', 'freeUpgrade', 'combo'];

const usageTypes = ['MULTI_USE', 'SINGLE_USE_PHONE', 'SINGLE_USE_UNIQUE_CODE'] as const;

function promoCodes(restaurant: Restaurant, codes: readonly string[]): readonly Json[] {
  return codes.map((code, n) => ({
    ...toastReference(restaurant, 'PromoCode', code),
    code,
    name: `Code ${code}`,
    usageType: usageTypes[n % usageTypes.length],
  }));
}

/** Definition `Discount`. */
function discountJson(discount: Discount, selectionType: string, codes: readonly Json[]): Json {
  const { type, value } = discount;
  const priority = { CHECK: null, ITEM: 'FIRST', BOGO: 'LEAST_EXPENSIVE' }[selectionType];
  return {
    ...named(discount),
    active: true,
    type,
    percentage: type === 'PERCENT' ? value : null,
    amount: type === 'FIXED' ? dollars(value) : null,
    selectionType,
    nonExclusive: selectionType !== 'CHECK',
    itemPickingPriority: priority ?? null,
    fixedTotal: type === 'FIXED_TOTAL' ? dollars(value) : null,
    promoCodes: codes,
  };
}

/** The discounts that orders know, those with a code of a promotion among them. */
export function discountSettings(restaurant: Restaurant): readonly Json[] {
  return Object.entries(restaurant.catalogue.discounts).map(([key, discount]) => {
    const onItems = ON_ITEMS.includes(key as DiscountKey);
    const selectionType = discount.type === 'BOGO' ? 'BOGO' : onItems ? 'ITEM' : 'CHECK';
    const codes = key === 'welcome' ? ['BIENVENUE10', 'WELCOME-SMS', 'WELCOME-MAIL'] : [];
    return discountJson(discount, selectionType, promoCodes(restaurant, codes));
  });
}

const SEASONAL = ['Game Day', 'Étudiants 20 %', 'Locals’ Wednesday', 'Snow Day'];

/** Discounts that come and go, beside those that orders know. */
export function extraDiscounts(restaurant: Restaurant): readonly Json[] {
  return SEASONAL.map((name, n) =>
    discountJson(
      {
        name,
        type: n % 2 === 0 ? 'PERCENT' : 'FIXED',
        value: n % 2 === 0 ? 10 + 5 * n : 150 * n,
        reference: toastReference(restaurant, 'Discount', name),
      },
      'CHECK',
      promoCodes(restaurant, n === 0 ? ['GAMEDAY'] : []),
    ),
  );
}
