import { ordersOn } from '../restaurant/demand.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { share } from '../values/money.js';
import type { Rng } from '../values/random.js';
import type { Member } from './staff.js';

/** Sales and tips of an employee, in cents. */
export interface Takings {
  readonly cashSales: number;
  readonly nonCashSales: number;
  readonly cashTips: number;
  readonly nonCashTips: number;
  readonly cashGratuity: number;
  readonly nonCashGratuity: number;
  readonly withheld: number;
  /** Cents that rounding the tips up to five added; null where they are not rounded. */
  readonly roundingLoss: number | null;
}

export const NO_TAKINGS: Takings = {
  cashSales: 0,
  nonCashSales: 0,
  cashTips: 0,
  nonCashTips: 0,
  cashGratuity: 0,
  nonCashGratuity: 0,
  withheld: 0,
  roundingLoss: null,
};

/** Approximate mean total of an order, tax included, in cents. */
const MEAN_ORDER = 6900;
/* Tip withholding in millionths, equal to the configured one. */
const WITHHELD = 25_000;

/**
 * Draws a server's share of the day's approximate sales, with tips. Others in tipped jobs have tips
 * only.
 */
export function takingsOf(
  restaurant: Restaurant,
  day: number,
  member: Member,
  tipped: boolean,
  rng: Rng,
): Takings {
  if (!tipped) return NO_TAKINGS;
  const { catalogue, index } = restaurant;
  const total = ordersOn(restaurant, day) * MEAN_ORDER;
  const part = Math.floor((total * rng.int(700, 1300)) / (1000 * catalogue.servers.length));
  const sales = member.serves ? part : 0;
  const cashSales = share(sales, rng.int(100_000, 240_000));
  const nonCashTips = share(part - cashSales, rng.int(90_000, 200_000));
  const gratuity = rng.chance(250) ? share(sales, 40_000) : 0;
  return {
    cashSales,
    nonCashSales: sales - cashSales,
    cashTips: share(part, rng.int(4_000, 30_000)),
    nonCashTips,
    cashGratuity: rng.chance(300) ? gratuity : 0,
    nonCashGratuity: gratuity,
    withheld: index % 2 === 0 ? share(nonCashTips, WITHHELD) : 0,
    roundingLoss: index % 2 === 0 ? (5 - ((nonCashTips + gratuity) % 5)) % 5 : null,
  };
}
