import type { MenuItem, ModifierGroup, ModifierOption } from '../../restaurant/catalogue.js';
import { NEVER } from '../../values/instants.js';
import type { LinePlan } from './types.js';
import { newDiscount, newLine, ONE, type Workshop } from './workshop.js';

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

/** Draws what a guest chooses from the modifier groups of an item or option, to any depth. */
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

/** Plans a note to the kitchen, on an item or on its own. */
export function specialRequest(shop: Workshop): LinePlan {
  return newLine(shop.guid(), shop.rng.pick(REQUESTS), 'SPECIAL_REQUEST', shop.life.created);
}

/** Plans a selection of a menu item. */
export function itemLine(shop: Workshop, item: MenuItem): LinePlan {
  const { rng, restaurant, life } = shop;
  const line = newLine(shop.guid(), item.name, 'NONE', life.created);
  line.item = item.reference;
  line.itemGroup = item.group;
  line.salesCategory = item.salesCategory.reference;
  line.plu = item.plu;
  line.unitPrice = item.price;
  line.unit = item.unit;
  line.taxes = item.taxes;
  line.taxGuids = item.taxes.map(() => shop.guid());
  // Not every restaurant of the group includes tax in its bar prices.
  line.taxIncluded = item.taxIncluded && restaurant.index % 3 !== 2;
  if (item.unit === 'LB') line.quantity = rng.int(150, 2400);
  else if (rng.chance(90)) line.quantity = rng.int(2, 3) * ONE;
  // Waste is counted by item, without modifiers.
  if (item.modifierGroups.length > 0 && life.kind !== 'excessFood') {
    const modifiers = modifiersOf(shop, item.modifierGroups);
    if (rng.chance(25)) modifiers.push(specialRequest(shop));
    line.modifiers = modifiers;
  }
  return line;
}

/** Plans an item that is not on the menu, with a price that the server enters. */
function openItem(shop: Workshop): LinePlan {
  const { taxRates, salesCategories } = shop.catalogue;
  const line = newLine(shop.guid(), 'Open Food', 'OPEN_ITEM', shop.life.created);
  line.salesCategory = salesCategories[0]?.reference ?? null;
  line.unitPrice = shop.rng.int(20, 160) * 25;
  line.taxes = [taxRates.state, taxRates.local];
  line.taxGuids = [shop.guid(), shop.guid()];
  return line;
}

/** Plans a sale of credit: deferred, without item and tax (Toast's guide on net sales). */
function deferredLine(shop: Workshop): LinePlan {
  const { rng, life } = shop;
  const house = life.kind === 'houseAccount';
  const [name, type] = house
    ? (['Pay House Account Balance', 'HOUSE_ACCOUNT_PAY_BALANCE'] as const)
    : rng.chance(350)
      ? (['Gift Card Reload', 'TOAST_CARD_RELOAD'] as const)
      : (['eGift Card', 'TOAST_CARD_SELL'] as const);
  const line = newLine(shop.guid(), name, type, life.created);
  line.unitPrice = house ? rng.int(4000, 60_000) : rng.int(1, 10) * 1000;
  line.deferred = true;
  return line;
}

/** Returns the minimum number of lines that the order's history needs. */
function fewest({ life }: Workshop): number {
  if (life.checks > 1) return life.checks * 3;
  return Math.min(life.lineRemoved, life.lineVoided) === NEVER ? 1 : 4;
}

/** Plans what the guests order, over the rounds and checks of the order. */
function menuLines(shop: Workshop): LinePlan[] {
  const { rng, life, catalogue } = shop;
  const table = life.kind === 'table';
  const wanted = table ? life.guests + rng.int(0, life.guests + 1) : rng.int(1, 5);
  const lines = Array.from({ length: Math.max(fewest(shop), wanted) }, (_, k) => {
    const line = rng.chance(12) ? openItem(shop) : itemLine(shop, rng.pick(catalogue.items));
    line.seat = table && rng.chance(700) ? k % (life.guests + 1) : -1;
    line.check = k % life.checks;
    // The first lines of every check are there from the beginning.
    const round = k < life.checks * 2 ? 0 : rng.int(0, life.rounds.length - 1);
    line.addedAt = life.rounds[round] as number;
    return line;
  });
  const [removed, voided] = [lines[life.checks], lines[life.checks + 1]];
  if (removed) removed.removedAt = life.lineRemoved;
  if (voided) voided.voidedAt = life.lineVoided;
  return lines;
}

/** Plans the selections of an order over its whole history, without those that discounts add. */
export function linesOf(shop: Workshop): LinePlan[] {
  const { rng, life } = shop;
  if (life.kind === 'houseAccount') return [deferredLine(shop)];
  const lines = life.kind === 'giftCard' ? [deferredLine(shop)] : [];
  if (life.kind !== 'giftCard' || rng.chance(250)) lines.push(...menuLines(shop));
  if (life.noteRemoved !== NEVER || rng.chance(20)) {
    const note = specialRequest(shop);
    note.removedAt = life.noteRemoved;
    lines.push(note);
  }
  return lines;
}
