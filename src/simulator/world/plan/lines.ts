import type { MenuItem } from '../catalogue/types.js';
import { MODIFIER, modifiersOf, specialRequest } from './modifiers.js';
import type { LinePlan } from './types.js';
import type { Workshop } from './workshop.js';

const ONE = 1000;

/** A selection of an item of the menu. */
export function itemLine(shop: Workshop, item: MenuItem, seat: number): LinePlan {
  const { rng, restaurant, life } = shop;
  // What is thrown away is counted by item, without what it was modified with.
  const groups = life.kind === 'excessFood' ? [] : item.modifierGroups;
  const modifiers = modifiersOf(shop, groups);
  if (groups.length > 0 && rng.chance(25)) modifiers.push(specialRequest(shop));
  return {
    ...MODIFIER,
    guid: shop.guid(),
    name: item.name,
    type: 'NONE',
    item: item.reference,
    itemGroup: item.group,
    optionGroup: null,
    preModifier: null,
    salesCategory: item.salesCategory.reference,
    pricingMode: null,
    plu: item.plu,
    unitPrice: item.price,
    quantity: item.unit === 'LB' ? rng.int(150, 2400) : rng.chance(90) ? rng.int(2, 3) * ONE : ONE,
    unit: item.unit,
    taxes: item.taxes,
    taxGuids: item.taxes.map(() => shop.guid()),
    taxIncluded: item.taxIncluded && restaurant.index % 3 !== 2,
    seat,
    addedAt: life.created,
    modifiers,
  };
}

/** Something the menu lacks, with a price the server enters. */
function openItem(shop: Workshop, seat: number): LinePlan {
  const { taxRates, salesCategories } = shop.catalogue;
  return {
    ...specialRequest(shop, seat),
    name: 'Open Food',
    type: 'OPEN_ITEM',
    salesCategory: salesCategories[0]?.reference ?? null,
    unitPrice: shop.rng.int(20, 160) * 25,
    taxes: [taxRates.state, taxRates.local],
    taxGuids: [shop.guid(), shop.guid()],
    addedAt: shop.life.created,
  };
}

/** Money taken now for later: deferred, without item and tax (Toast's guide on net sales). */
function deferredLine(shop: Workshop): LinePlan {
  const { rng, life } = shop;
  const house = life.kind === 'houseAccount';
  const reload = !house && rng.chance(350);
  return {
    ...specialRequest(shop),
    name: house ? 'Pay House Account Balance' : reload ? 'Gift Card Reload' : 'eGift Card',
    type: house ? 'HOUSE_ACCOUNT_PAY_BALANCE' : reload ? 'TOAST_CARD_RELOAD' : 'TOAST_CARD_SELL',
    unitPrice: house ? rng.int(4000, 60_000) : rng.int(1, 10) * 1000,
    deferred: true,
    addedAt: life.created,
  };
}

/** How many lines an order needs at least for all that its life does to them. */
function fewest({ life }: Workshop): number {
  if (life.checks > 1) return life.checks * 3;
  return Math.min(life.lineRemoved, life.lineVoided) === Infinity ? 1 : 4;
}

/** The selections of an order over its whole life, in the order they are added. */
export function linesOf(shop: Workshop): LinePlan[] {
  const { rng, life, catalogue } = shop;
  if (life.kind === 'houseAccount') return [deferredLine(shop)];
  const lines: LinePlan[] = life.kind === 'giftCard' ? [deferredLine(shop)] : [];
  if (life.kind !== 'giftCard' || rng.chance(250)) {
    const wanted =
      life.kind === 'table' ? life.guests + rng.int(0, life.guests + 1) : rng.int(1, 5);
    const count = Math.max(fewest(shop), wanted);
    for (let k = 0; k < count; k++) {
      const seat = life.kind === 'table' && rng.chance(700) ? k % (life.guests + 1) : -1;
      const line = rng.chance(12)
        ? openItem(shop, seat)
        : itemLine(shop, rng.pick(catalogue.items), seat);
      line.check = k % life.checks;
      // Added over time, but the first lines of every check are there from the beginning.
      const round = k < life.checks * 2 ? 0 : rng.int(0, life.rounds.length - 1);
      line.addedAt = life.rounds[round] as number;
      lines.push(line);
    }
    const [removed, voided] = [lines[life.checks], lines[life.checks + 1]];
    if (removed) removed.removedAt = life.lineRemoved;
    if (voided) voided.voidedAt = life.lineVoided;
  }
  if (life.noteRemoved !== Infinity || rng.chance(20)) {
    const note = specialRequest(shop);
    note.addedAt = life.created;
    note.removedAt = life.noteRemoved;
    lines.push(note);
  }
  return lines;
}
