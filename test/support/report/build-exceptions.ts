import type {
  ChaseItem,
  ChaseKind,
  Exception,
  GroupTotal,
  Identity,
  Report,
  ReportedRestaurant,
} from '../../../src/report/document/report.js';
import { cents, type Dice } from './dice.js';
import { DISCOUNTS, ITEMS, PEOPLE, VOID_REASONS } from './names.js';

type Parts = Pick<
  Report,
  'exceptions' | 'exceptionTotals' | 'serverRates' | 'chase' | 'chaseTotals' | 'proof' | 'restated'
>;

/** Builds what went wrong on the day, what is still open, and the identities, which all hold. */
export function buildExceptions(
  dice: Dice,
  restaurants: readonly ReportedRestaurant[],
  sales: number,
): Parts {
  const [first, second = first] = restaurants;
  const exceptions = restaurants.flatMap(({ id }) => exceptionsOf(dice, id));
  const chase = restaurants.flatMap(({ id }, index) => chaseOf(dice, id, index));
  return {
    exceptions,
    exceptionTotals: totalsOf(exceptions),
    serverRates: [
      {
        ...{ kind: 'void', restaurantId: first!.id, server: 'Jonah Reed' },
        ...{ amount: 86.4, rate: 4.9, fourWeekRate: 1.1, isOfRestaurant: false, excess: 67 },
      },
      {
        ...{ kind: 'discount', restaurantId: second!.id, server: 'Priya Nair' },
        ...{ amount: 142.25, rate: 9.3, fourWeekRate: 5.8, isOfRestaurant: true, excess: 53.53 },
      },
    ],
    chase,
    chaseTotals: totalsOf(chase),
    proof: identities(sales),
    restated: {
      since: '2026-11-24',
      count: 3,
      days: [
        {
          ...{ restaurantId: first!.id, businessDate: '2026-11-22', measure: 'net_sales' },
          ...{ oldValue: 14_210.35, newValue: 14_168.1, difference: -42.25 },
          seenAt: '2026-11-26 06:10',
        },
        {
          ...{ restaurantId: first!.id, businessDate: '2026-11-22', measure: 'order_count' },
          ...{ oldValue: 301, newValue: 300, difference: -1, seenAt: '2026-11-26 06:10' },
        },
        {
          ...{ restaurantId: second!.id, businessDate: '2026-11-23', measure: 'labor_cost' },
          ...{ oldValue: 2_804.5, newValue: 2_861.9, difference: 57.4 },
          seenAt: '2026-11-26 06:10',
        },
      ],
    },
  };
}

function exceptionsOf(dice: Dice, restaurantId: string): Exception[] {
  const time = () => `2026-11-25 ${dice.whole(11, 22)}:${dice.whole(10, 59)}`;
  const base = () => ({
    restaurantId,
    checkNumber: String(dice.whole(1, 320)),
    at: time(),
    employee: dice.of(PEOPLE),
    approver: null,
  });
  const several = (count: number, create: () => Exception) =>
    Array.from({ length: count }, create).toSorted((a, b) => (b.amount ?? 0) - (a.amount ?? 0));
  return [
    ...several(dice.whole(2, 4), () => ({
      ...{ ...base(), kind: 'discount', description: dice.of(DISCOUNTS) },
      ...{ reason: null, amount: dice.cents(3, 38) },
    })),
    ...several(1, () => ({
      ...{ ...base(), kind: 'comp', approver: dice.of(PEOPLE), description: 'Manager comp 100%' },
      ...{ reason: 'Guest waited 40 minutes for mains', amount: dice.cents(24, 80) },
    })),
    ...several(dice.whole(2, 4), () => ({
      ...{ ...base(), kind: 'void', description: dice.of(ITEMS) },
      ...{ reason: dice.of(VOID_REASONS), amount: dice.cents(6, 42) },
    })),
    ...several(1, () => ({
      ...{ ...base(), kind: 'refund', description: 'Visa ····4242' },
      ...{ reason: null, amount: dice.cents(12, 64) },
    })),
    ...several(dice.whole(0, 2), () => ({
      ...{ ...base(), kind: 'no_sale', checkNumber: null, description: 'Front bar' },
      ...{ reason: 'Made change', amount: null },
    })),
  ];
}

function chaseOf(dice: Dice, restaurantId: string, index: number): ChaseItem[] {
  const item = (
    kind: ChaseKind,
    ageDays: number,
    amount: number | null,
    rest: Partial<ChaseItem>,
  ) => ({
    ...{ kind, restaurantId, ageDays, amount, employee: null, description: null },
    businessDate: `2026-11-${26 - ageDays}`,
    ...rest,
  });
  const all = [
    item('open_check', 1, dice.cents(18, 120), {
      ...{ employee: dice.of(PEOPLE), description: 'Check 184, table P4' },
    }),
    item('open_time_entry', 1, null, {
      ...{ employee: dice.of(PEOPLE), description: 'Line cook, clocked in at 3:58 PM' },
    }),
    item('cash_over_short', 1, -12.35, { description: 'Front bar, short' }),
    item('deposit_missing', 2, dice.cents(420, 980), { description: 'Cash of November 24' }),
    item('order_due', 0, dice.cents(180, 640), { description: 'Catering, 12:30 PM, 24 guests' }),
  ];
  return index < 2 ? all : all.filter((_, n) => (n + index) % 4 === 0);
}

/* What the marts hold together. */
function identities(sales: number): Identity[] {
  const holds = (name: string, title: string, value: number): Identity => ({
    ...{ name, title, currency: 'USD', left: value, right: value, difference: 0 },
    ...{ offCount: 0, off: [] },
  });
  const due = cents(sales * 1.21);
  return [
    holds('payments', 'Payments and what was due on closed checks', due),
    holds('checks', 'Net sales of checks and of the day', cents(sales)),
    holds('items', 'Net sales of items and of checks', cents(sales * 0.98)),
    holds('hours', 'Sales by hour and of the day', cents(sales)),
    holds('tax', 'Tax of items and charges and of checks', cents(sales * 0.08)),
    holds('labor', 'Labor cost by hour and of shifts', cents(sales * 0.29)),
  ];
}

function totalsOf<Kind extends string>(
  rows: readonly { restaurantId: string; kind: Kind; amount: number | null }[],
): GroupTotal<Kind>[] {
  const groups = new Map<string, GroupTotal<Kind>>();
  for (const { restaurantId, kind, amount } of rows) {
    const key = `${restaurantId} ${kind}`;
    const { count = 0, amount: before = null } = groups.get(key) ?? {};
    const sum = amount === null ? before : cents((before ?? 0) + amount);
    groups.set(key, { kind, restaurantId, count: count + 1, amount: sum });
  }
  return [...groups.values()];
}
