import type {
  Items,
  ItemSold,
  LocationNumbers,
  Mix,
  ReportedRestaurant,
} from '../../../src/report/document/report.js';
import { cents, type Dice } from './dice.js';
import { ITEMS } from './names.js';

type Row = LocationNumbers & { readonly restaurantId: string };

const CHANNELS = [
  ['Dine In', 'In store', 58],
  ['Take Out', 'In store', 11],
  ['Take Out', 'Online', 12],
  ['Delivery', 'Third party', 14],
  ['Delivery', 'Online', 5],
] as const;

const TENDERS = [
  ['Visa', 0.46, 2.49],
  ['Mastercard', 0.22, 2.51],
  ['Amex', 0.12, 3.15],
  ['Cash', 0.11, null],
  ['Gift card', 0.05, null],
  ['Uber Eats', 0.04, null],
] as const;

/** Builds what each restaurant sold by channel and was paid by tender. */
export function buildMix(
  dice: Dice,
  restaurants: readonly ReportedRestaurant[],
  rows: readonly Row[],
): Mix {
  const salesOf = (id: string) =>
    rows.find(({ restaurantId }) => restaurantId === id)!.netSales.value!;
  return {
    channels: restaurants.flatMap(({ id }) =>
      CHANNELS.map(([diningOption, orderChannel, share]) => ({
        ...{ restaurantId: id, diningOption, orderChannel, share },
        sales: cents((salesOf(id) * share) / 100),
        checks: Math.round((salesOf(id) * share) / 100 / 47),
      })),
    ),
    tenders: restaurants.flatMap(({ id }) =>
      TENDERS.map(([tender, part, feePercent]) => {
        const amount = cents(salesOf(id) * part * 1.08);
        const tips = feePercent === null ? 0 : cents(amount * dice.between(0.17, 0.2));
        const refunds = tender === 'Visa' ? dice.cents(10, 60) : 0;
        const total = cents(amount + tips - refunds);
        return {
          ...{ restaurantId: id, tender, amount, tips, refunds, total, feePercent },
          payments: Math.round(amount / 51),
          fees: cents((total * (feePercent ?? 0)) / 100),
          paymentsWithoutFee: tender === 'Amex' ? dice.whole(0, 2) : 0,
        };
      }),
    ),
  };
}

/** Builds what sold best, worst and unlike before, and what ran out. */
export function buildItems(
  dice: Dice,
  restaurants: readonly ReportedRestaurant[],
  sales: number,
): Items {
  const sold = ITEMS.map((item, index): ItemSold => {
    const netSales = cents((sales * 0.9 * 0.16) / (1 + index * 0.55));
    const fourWeeks = index === 11 ? null : cents(netSales * dice.between(0.75, 1.3));
    return {
      ...{ currency: 'USD', item, netSales, fourWeeks },
      quantity: Math.max(1, Math.round(netSales / dice.between(9, 19))),
      change: fourWeeks === null ? null : cents(netSales - fourWeeks),
    };
  });
  const bySize = (item: ItemSold) => -Math.abs(item.change ?? 0);
  const [first, second = first] = restaurants;
  return {
    top: sold.slice(0, 10),
    bottom: sold.slice(-10).toReversed(),
    movers: sold.toSorted((a, b) => bySize(a) - bySize(b)).slice(0, 10),
    stockouts: [
      {
        ...{ restaurantId: first!.id, item: 'Oysters, half dozen', minutes: 187 },
        ...{ since: '2026-11-25 18:53', until: null },
      },
      {
        ...{ restaurantId: second!.id, item: 'Clam chowder', minutes: 45 },
        ...{ since: '2026-11-25 12:20', until: '2026-11-25 13:05' },
      },
    ],
    stockoutCounts: [
      { restaurantId: first!.id, count: first === second ? 2 : 1 },
      ...(first === second ? [] : [{ restaurantId: second!.id, count: 1 }]),
    ],
  };
}
