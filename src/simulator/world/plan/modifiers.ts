import type { ModifierGroup, ModifierOption } from '../catalogue/types.js';
import type { DiscountPlan, LinePlan } from './types.js';
import { NEVER } from '../life/types.js';
import type { Workshop } from './workshop.js';

const ONE = 1000;

/** What a modifier has in common with every other. */
export const MODIFIER = {
  itemGroup: null,
  salesCategory: null,
  unit: 'NONE',
  taxIncluded: false,
  taxGuids: [],
  deferred: false,
  seat: -1,
  discount: null,
  check: 0,
  addedAt: 0,
  removedAt: NEVER,
  voidedAt: NEVER,
} as const;

function upgrade(shop: Workshop, price: number): DiscountPlan | null {
  if (price < 100 || !shop.rng.chance(12)) return null;
  return {
    guid: shop.guid(),
    discount: shop.catalogue.discounts.freeUpgrade,
    by: { cents: 100 },
    triggers: [],
    reason: -1,
    approver: null,
    promoCode: null,
    loyalty: null,
    withdrawn: false,
  };
}

function modifier(shop: Workshop, group: ModifierGroup, option: ModifierOption): LinePlan {
  const { rng, catalogue } = shop;
  const preModifier =
    group.preModified && rng.chance(260) ? rng.pick(catalogue.preModifiers) : null;
  const unitPrice = option.price * (preModifier?.times ?? 1);
  return {
    ...MODIFIER,
    guid: shop.guid(),
    name: option.name,
    type: 'NONE',
    item: option.reference,
    optionGroup: group.reference,
    preModifier,
    pricingMode: group.pricingMode,
    plu: option.plu,
    unitPrice,
    quantity: preModifier === null && group.most > 1 && rng.chance(40) ? 2 * ONE : ONE,
    taxes: option.tax ? [option.tax] : [],
    taxGuids: option.tax ? [shop.guid()] : [],
    discount: upgrade(shop, unitPrice),
    modifiers: modifiersOf(shop, option.groups),
  };
}

function portion(shop: Workshop, group: ModifierGroup, topping: LinePlan): LinePlan {
  return {
    ...MODIFIER,
    guid: shop.guid(),
    name: shop.rng.pick(['1st Half', '2nd Half']),
    type: 'PORTION',
    item: null,
    optionGroup: group.reference,
    preModifier: null,
    pricingMode: null,
    plu: null,
    unitPrice: 0,
    quantity: ONE,
    taxes: [],
    modifiers: [topping],
  };
}

/** What a guest chooses from the modifier groups of an item or of an option, to any depth. */
export function modifiersOf(shop: Workshop, groups: readonly ModifierGroup[]): LinePlan[] {
  const { rng } = shop;
  return groups.flatMap((group) => {
    if (!rng.chance(group.chosen)) return [];
    const first = rng.int(0, group.options.length - 1);
    const count = group.most === 1 ? 1 : rng.int(1, group.most);
    return Array.from({ length: count }, (_, k) => {
      const option = group.options[(first + k) % group.options.length] as ModifierOption;
      const chosen = modifier(shop, group, option);
      return group.portions && rng.chance(200) ? portion(shop, group, chosen) : chosen;
    });
  });
}

/** A note to the kitchen, on an item or on its own. */
export function specialRequest(shop: Workshop, seat = -1): LinePlan {
  const texts = ['Allergy: nuts 🥜', 'No onions, please', 'Sauce à part', '"Extra crispy"'];
  return {
    ...MODIFIER,
    guid: shop.guid(),
    name: shop.rng.pick(texts),
    type: 'SPECIAL_REQUEST',
    item: null,
    optionGroup: null,
    preModifier: null,
    pricingMode: null,
    plu: null,
    unitPrice: 0,
    quantity: ONE,
    taxes: [],
    seat,
    modifiers: [],
  };
}
