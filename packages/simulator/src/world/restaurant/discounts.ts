import type { DiscountKey } from './catalogue.js';

/** Definition `AppliedDiscount`, property `discountType`. */
export type DiscountType =
  'BOGO' | 'PERCENT' | 'FIXED' | 'OPEN_PERCENT' | 'OPEN_FIXED' | 'FIXED_TOTAL';

/** Name, type and value: percent for the percent types, else cents; 0 where it is entered. */
export const DISCOUNTS: Readonly<Record<DiscountKey, readonly [string, DiscountType, number]>> = {
  happyHour: ['Happy Hour', 'PERCENT', 25],
  staffMeal: ['Staff Meal', 'PERCENT', 50],
  twoOff: ['$2 Off', 'FIXED', 200],
  manager: ['Manager’s Discretion', 'OPEN_FIXED', 0],
  bogo: ['Buy One, Get One "Free"', 'BOGO', 0],
  freeUpgrade: ['Free Upgrade', 'FIXED', 100],
  loyalty: ['Loyalty Reward', 'FIXED', 500],
  birthday: ['Birthday 🎂', 'PERCENT', 15],
  welcome: ['Bienvenue – Welcome', 'PERCENT', 10],
  openPercent: ['Guest Recovery', 'OPEN_PERCENT', 0],
  combo: ['Lunch Combo', 'FIXED_TOTAL', 1800],
  comp: ['Comp', 'PERCENT', 100],
};

export const DISCOUNT_REASONS = ['Long wait', 'Wrong item', 'Regular guest', 'Qualité du plat'];
