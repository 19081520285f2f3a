import type { MenuItem, ModifierGroup, ModifierOption } from '../../restaurant/catalogue.js';
import { NEVER } from '../../values/instants.js';
import type { LinePlan } from './types.js';
import { newLine, ONE, type PlanContext } from './context.js';

function modifier(context: PlanContext, group: ModifierGroup, option: ModifierOption): LinePlan {
  const { rng, catalogue, life } = context;
  const line = newLine(context.guid(), option.name, 'NONE', life.created);
  line.item = option.reference;
  line.optionGroup = group.reference;
  line.pricingMode = group.pricingMode;
  line.plu = option.plu;
  if (group.preModified && rng.chance(260)) line.preModifier = rng.pick(catalogue.preModifiers);
  line.unitPrice = option.price * (line.preModifier?.times ?? 1);
  if (line.preModifier === null && group.most > 1 && rng.chance(40)) line.quantity = 2 * ONE;
  if (option.tax) {
    line.taxes = [option.tax];
    line.taxGuids = [context.guid()];
  }
  if (option.groups.length > 0) line.modifiers = modifiersOf(context, option.groups);
  return line;
}

function portion(context: PlanContext, group: ModifierGroup, topping: LinePlan): LinePlan {
  const name = context.rng.pick(['1st Half', '2nd Half']);
  const line = newLine(context.guid(), name, 'PORTION', context.life.created);
  line.optionGroup = group.reference;
  line.modifiers = [topping];
  return line;
}

/** Draws what a guest chooses from the modifier groups of an item or option, to any depth. */
export function modifiersOf(context: PlanContext, groups: readonly ModifierGroup[]): LinePlan[] {
  const { rng } = context;
  const lines: LinePlan[] = [];
  for (const group of groups) {
    if (!rng.chance(group.chosen)) continue;
    const first = rng.int(0, group.options.length - 1);
    const count = group.most === 1 ? 1 : rng.int(1, group.most);
    for (let k = 0; k < count; k++) {
      const option = group.options[(first + k) % group.options.length] as ModifierOption;
      const chosen = modifier(context, group, option);
      lines.push(group.portions && rng.chance(200) ? portion(context, group, chosen) : chosen);
    }
  }
  return lines;
}

const REQUESTS = ['Allergy: nuts 🥜', 'No onions, please', 'Sauce à part', '"Extra crispy"'];

/** Plans a note to the kitchen, on an item or on its own. */
export function specialRequest(context: PlanContext): LinePlan {
  return newLine(
    context.guid(),
    context.rng.pick(REQUESTS),
    'SPECIAL_REQUEST',
    context.life.created,
  );
}

/** Plans a selection of a menu item. */
export function itemLine(context: PlanContext, item: MenuItem): LinePlan {
  const { rng, restaurant, life } = context;
  const line = newLine(context.guid(), item.name, 'NONE', life.created);
  line.item = item.reference;
  line.itemGroup = item.group;
  line.salesCategory = item.salesCategory.reference;
  line.plu = item.plu;
  line.unitPrice = item.price;
  line.unit = item.unit;
  line.taxes = item.taxes;
  line.taxGuids = item.taxes.map(() => context.guid());
  // Not every restaurant of the group includes tax in its bar prices.
  line.taxIncluded = item.taxIncluded && restaurant.index % 3 !== 2;
  if (item.unit === 'LB') line.quantity = rng.int(150, 2400);
  else if (rng.chance(90)) line.quantity = rng.int(2, 3) * ONE;
  // Waste is counted by item, without modifiers.
  if (item.modifierGroups.length > 0 && life.kind !== 'excessFood') {
    const modifiers = modifiersOf(context, item.modifierGroups);
    if (rng.chance(25)) modifiers.push(specialRequest(context));
    line.modifiers = modifiers;
  }
  return line;
}

/** Plans an item that is not on the menu, with a price that the server enters. */
function openItem(context: PlanContext): LinePlan {
  const { taxRates, salesCategories } = context.catalogue;
  const line = newLine(context.guid(), 'Open Food', 'OPEN_ITEM', context.life.created);
  line.salesCategory = salesCategories[0]?.reference ?? null;
  line.unitPrice = context.rng.int(20, 160) * 25;
  line.taxes = [taxRates.state, taxRates.local];
  line.taxGuids = [context.guid(), context.guid()];
  return line;
}

/** Plans a sale of credit: deferred, without item and tax (Toast's guide on net sales). */
function deferredLine(context: PlanContext): LinePlan {
  const { rng, life } = context;
  const house = life.kind === 'houseAccount';
  const [name, type] = house
    ? (['Pay House Account Balance', 'HOUSE_ACCOUNT_PAY_BALANCE'] as const)
    : rng.chance(350)
      ? (['Gift Card Reload', 'TOAST_CARD_RELOAD'] as const)
      : (['eGift Card', 'TOAST_CARD_SELL'] as const);
  const line = newLine(context.guid(), name, type, life.created);
  line.unitPrice = house ? rng.int(4000, 60_000) : rng.int(1, 10) * 1000;
  line.deferred = true;
  return line;
}

/** Returns the minimum number of lines that the order's history needs. */
function fewest({ life }: PlanContext): number {
  if (life.checks > 1) return life.checks * 3;
  return Math.min(life.lineRemoved, life.lineVoided) === NEVER ? 1 : 4;
}

/** Plans what the guests order, over the rounds and checks of the order. */
function menuLines(context: PlanContext): LinePlan[] {
  const { rng, life, catalogue } = context;
  const table = life.kind === 'table';
  const wanted = table ? life.guests + rng.int(0, life.guests + 1) : rng.int(1, 5);
  const lines = Array.from({ length: Math.max(fewest(context), wanted) }, (_, k) => {
    const line = rng.chance(12) ? openItem(context) : itemLine(context, rng.pick(catalogue.items));
    line.seat = table && rng.chance(700) ? k % (life.guests + 1) : -1;
    line.check = k % life.checks;
    // The first lines of every check are there from the beginning.
    const round = k < life.checks * 2 ? 0 : rng.int(0, life.rounds.length - 1);
    line.addedAt = life.rounds[round] as number;
    return line;
  });
  const [removed, voided] = [lines[life.checks], lines[life.checks + 1]];
  if (removed) removed.removedAt = life.lineRemoved;
  if (voided) {
    voided.voidedAt = life.lineVoided;
    voided.unsent = life.lineVoided !== NEVER && rng.chance(300);
  }
  return lines;
}

/** Plans the selections of an order over its whole history, without those that discounts add. */
export function linesOf(context: PlanContext): LinePlan[] {
  const { rng, life } = context;
  if (life.kind === 'houseAccount') return [deferredLine(context)];
  const lines = life.kind === 'giftCard' ? [deferredLine(context)] : [];
  // A discount on a check with a gift card comes from what is eaten.
  const eats = life.kind !== 'giftCard' || life.discounted !== NEVER || rng.chance(250);
  if (eats) lines.push(...menuLines(context));
  if (life.noteRemoved !== NEVER || rng.chance(20)) {
    const note = specialRequest(context);
    note.removedAt = life.noteRemoved;
    lines.push(note);
  }
  return lines;
}
