import type { DiscountKey, MenuItem } from '../../restaurant/catalogue.js';
import { NEVER } from '../../values/instants.js';
import { itemLine } from './lines.js';
import type { DiscountPlan, LinePlan } from './types.js';
import { newDiscount, type PlanContext } from './context.js';

/** Plans a discount whose amount is configured or entered by the employee. */
function plain(context: PlanContext, key: DiscountKey): DiscountPlan {
  const { rng, catalogue } = context;
  const discount = catalogue.discounts[key];
  const entered = discount.value === 0;
  const percent = discount.type === 'PERCENT' || discount.type === 'OPEN_PERCENT';
  const value = entered ? (percent ? rng.int(5, 60) : rng.int(50, 900)) : discount.value;
  const approved = entered || key === 'comp';
  return newDiscount(context, discount, {
    by: percent ? { percent: value } : { cents: value },
    reason: approved ? rng.int(0, catalogue.discountReasons.length - 1) : -1,
    approver: approved ? rng.pick(catalogue.servers).reference : null,
    promoCode: key === 'welcome' ? 'BIENVENUE10' : null,
    loyalty: key === 'loyalty' ? `LOYALTY-${rng.int(100_000, 999_999)}` : null,
  });
}

const itemOf = (context: PlanContext, name: string): MenuItem =>
  context.catalogue.items.find((item) => item.name === name) as MenuItem;

/** Plans two of an item, the second free because of the first. */
function buyOneGetOne(context: PlanContext, lines: LinePlan[]): DiscountPlan {
  const item = itemOf(context, context.rng.pick(['House Lager', 'Fish Tacos', 'Cold Brew']));
  const [bought, free] = [itemLine(context, item), itemLine(context, item)];
  lines.push(bought, free);
  return newDiscount(context, context.catalogue.discounts.bogo, {
    by: { above: 0 },
    only: [free.guid],
    triggers: [bought.guid],
  });
}

/** Adds a burger with a drink, sold for less than the two together. */
function comboLines(context: PlanContext, lines: LinePlan[]): LinePlan[] {
  const combo = ['Classic Burger', 'Fountain Soda'].map((name) =>
    itemLine(context, itemOf(context, name)),
  );
  lines.push(...combo);
  return combo;
}

const ITEM_DISCOUNTS: readonly DiscountKey[] = [
  'happyHour',
  'staffMeal',
  'twoOff',
  'manager',
  'freeUpgrade',
  'comp',
];

/** Plans discounts on single selections; may add selections for them. */
export function discountLines(context: PlanContext, lines: LinePlan[]): void {
  const { rng, life, catalogue } = context;
  if (life.kind === 'excessFood' || life.kind === 'giftCard' || life.kind === 'houseAccount')
    return;
  const [first] = lines;
  if (first?.type === 'NONE' && rng.chance(55)) {
    first.discount = plain(context, rng.pick(ITEM_DISCOUNTS));
  }
  if (rng.chance(12)) {
    const discount = buyOneGetOne(context, lines);
    (lines.at(-1) as LinePlan).discount = discount;
  }
  if (rng.chance(8)) {
    const [main, drink] = comboLines(context, lines) as [LinePlan, LinePlan];
    main.discount = newDiscount(context, catalogue.discounts.combo, {
      by: { cents: 300 },
      comboItems: [main.guid, drink.guid],
    });
  }
}

const CHECK_DISCOUNTS: readonly DiscountKey[] = [
  'happyHour',
  'twoOff',
  'manager',
  'loyalty',
  'birthday',
  'welcome',
  'openPercent',
  'comp',
];

/** Plans discounts on the first check of an order; may add selections for them. */
export function checkDiscounts(context: PlanContext, lines: LinePlan[]): DiscountPlan[] {
  const { rng, life, catalogue } = context;
  if (life.discounted === NEVER) return [];
  if (life.kind === 'giftCard') return [plain(context, rng.pick(['happyHour', 'twoOff']))];
  const draw = rng.int(0, 99);
  if (draw < 10) {
    const guids = comboLines(context, lines).map(({ guid }) => guid);
    const { combo } = catalogue.discounts;
    const by = { above: combo.value };
    return [newDiscount(context, combo, { by, only: guids, comboItems: guids })];
  }
  if (draw < 18) return [buyOneGetOne(context, lines)];
  if (draw < 24) {
    const withdrawn = rng.pick(['PENDING_VOID', 'VOID'] as const);
    return [{ ...plain(context, 'loyalty'), withdrawn }, plain(context, 'birthday')];
  }
  const key = CHECK_DISCOUNTS[rng.weighted([30, 15, 15, 15, 10, 15, 6, 3])] as DiscountKey;
  return [plain(context, key)];
}
