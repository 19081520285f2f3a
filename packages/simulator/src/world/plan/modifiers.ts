import type { ModifierGroup, ModifierOption } from '../catalogue/types.js';
import { newDiscount } from './discount.js';
import { newLine, ONE } from './line.js';
import type { LinePlan } from './types.js';
import type { Workshop } from './workshop.js';

function modifier(shop: Workshop, group: ModifierGroup, option: ModifierOption): LinePlan {
  const { rng, catalogue, life } = shop;
  const line = newLine(shop.guid(), option.name, 'NONE', life.created);
  line.item = option.reference;
  line.optionGroup = group.reference;
  line.pricingMode = group.pricingMode;
  line.plu = option.plu;
  if (group.preModified && rng.chance(260)) line.preModifier = rng.pick(catalogue.preModifiers);
  line.unitPrice = option.price * (line.preModifier?.times ?? 1);
  if (line.preModifier === null && group.most > 1 && rng.chance(40)) line.quantity = 2 * ONE;
  if (option.tax) {
    line.taxes = [option.tax];
    line.taxGuids = [shop.guid()];
  }
  if (line.unitPrice >= 100 && rng.chance(12)) {
    line.discount = newDiscount(shop, catalogue.discounts.freeUpgrade, { by: { cents: 100 } });
  }
  if (option.groups.length > 0) line.modifiers = modifiersOf(shop, option.groups);
  return line;
}

function portion(shop: Workshop, group: ModifierGroup, topping: LinePlan): LinePlan {
  const name = shop.rng.pick(['1st Half', '2nd Half']);
  const line = newLine(shop.guid(), name, 'PORTION', shop.life.created);
  line.optionGroup = group.reference;
  line.modifiers = [topping];
  return line;
}

/** What a guest chooses from the modifier groups of an item or of an option, to any depth. */
export function modifiersOf(shop: Workshop, groups: readonly ModifierGroup[]): LinePlan[] {
  const { rng } = shop;
  const lines: LinePlan[] = [];
  for (const group of groups) {
    if (!rng.chance(group.chosen)) continue;
    const first = rng.int(0, group.options.length - 1);
    const count = group.most === 1 ? 1 : rng.int(1, group.most);
    for (let k = 0; k < count; k++) {
      const option = group.options[(first + k) % group.options.length] as ModifierOption;
      const chosen = modifier(shop, group, option);
      lines.push(group.portions && rng.chance(200) ? portion(shop, group, chosen) : chosen);
    }
  }
  return lines;
}

const REQUESTS = ['Allergy: nuts 🥜', 'No onions, please', 'Sauce à part', '"Extra crispy"'];

/** A note to the kitchen, on an item or on its own. */
export function specialRequest(shop: Workshop): LinePlan {
  return newLine(shop.guid(), shop.rng.pick(REQUESTS), 'SPECIAL_REQUEST', shop.life.created);
}
