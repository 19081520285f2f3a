import type { Discount, DiscountKey, MenuItem } from '../catalogue/types.js';
import { NEVER } from '../life/types.js';
import { itemLine } from './lines.js';
import type { DiscountPlan, LinePlan } from './types.js';
import type { Workshop } from './workshop.js';

function discountPlan(
  shop: Workshop,
  discount: Discount,
  rest: Partial<DiscountPlan> & Pick<DiscountPlan, 'by'>,
): DiscountPlan {
  return {
    guid: shop.guid(),
    discount,
    triggers: [],
    reason: -1,
    approver: null,
    promoCode: null,
    loyalty: null,
    withdrawn: false,
    ...rest,
  };
}

/** A discount whose amount follows from its configuration or from what the employee enters. */
function plain(shop: Workshop, key: DiscountKey): DiscountPlan {
  const { rng, catalogue } = shop;
  const discount = catalogue.discounts[key];
  const entered = discount.value === 0;
  const percent = discount.type === 'PERCENT' || discount.type === 'OPEN_PERCENT';
  const value = entered ? (percent ? rng.int(5, 60) : rng.int(50, 900)) : discount.value;
  const approved = entered || key === 'comp';
  return discountPlan(shop, discount, {
    by: percent ? { percent: value } : { cents: value },
    reason: approved ? rng.int(0, catalogue.discountReasons.length - 1) : -1,
    approver: approved ? rng.pick(catalogue.servers).reference : null,
    promoCode: key === 'welcome' ? 'BIENVENUE10' : null,
    loyalty: key === 'loyalty' ? `LOYALTY-${rng.int(100_000, 999_999)}` : null,
  });
}

const itemOf = (shop: Workshop, name: string): MenuItem =>
  shop.catalogue.items.find((item) => item.name === name) as MenuItem;

/** Two of a kind, the second free because of the first. */
function buyOneGetOne(shop: Workshop, lines: LinePlan[]): DiscountPlan {
  const item = itemOf(shop, shop.rng.pick(['House Lager', 'Fish Tacos', 'Cold Brew']));
  const [bought, free] = [itemLine(shop, item, -1), itemLine(shop, item, -1)];
  lines.push(bought, free);
  return discountPlan(shop, shop.catalogue.discounts.bogo, {
    by: { all: true, guids: [free.guid] },
    triggers: [bought.guid],
  });
}

/** Discounts on single selections; may add the selections that they are for. */
export function discountLines(shop: Workshop, lines: LinePlan[]): void {
  const { rng, life } = shop;
  if (life.kind === 'excessFood') return;
  const [first] = lines;
  if (first?.type === 'NONE' && rng.chance(55)) {
    const keys: readonly DiscountKey[] = ['happyHour', 'staffMeal', 'twoOff', 'manager', 'comp'];
    first.discount = plain(shop, rng.pick(keys));
  }
  if (life.kind !== 'giftCard' && life.kind !== 'houseAccount' && rng.chance(12)) {
    const discount = buyOneGetOne(shop, lines);
    const free = lines.at(-1) as LinePlan;
    free.discount = discount;
  }
}

/** Discounts on the first check of an order; may add the selections that they are for. */
export function checkDiscounts(shop: Workshop, lines: LinePlan[]): DiscountPlan[] {
  const { rng, life, catalogue } = shop;
  if (life.discounted === NEVER) return [];
  const draw = rng.int(0, 99);
  if (draw < 10) {
    const names = ['Classic Burger', 'Fountain Soda'];
    const combo = names.map((name) => itemLine(shop, itemOf(shop, name), -1));
    lines.push(...combo);
    const guids = combo.map(({ guid }) => guid);
    const { combo: discount } = catalogue.discounts;
    return [discountPlan(shop, discount, { by: { total: discount.value, guids } })];
  }
  if (draw < 18) return [buyOneGetOne(shop, lines)];
  if (draw < 24) {
    const withdrawn = { ...plain(shop, 'loyalty'), withdrawn: true };
    return [withdrawn, plain(shop, 'birthday')];
  }
  const keys: readonly DiscountKey[] = [
    'happyHour',
    'twoOff',
    'manager',
    'loyalty',
    'birthday',
    'welcome',
    'openPercent',
    'comp',
  ];
  return [plain(shop, keys[rng.weighted([30, 15, 15, 15, 10, 15, 6, 3])] as DiscountKey)];
}
