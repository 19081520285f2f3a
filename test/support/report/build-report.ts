import type {
  Compared,
  HourOfRestaurant,
  LocationNumbers,
  Report,
  ReportedRestaurant,
  Trend,
} from '../../../src/report/document/report.js';
import { buildExceptions } from './build-exceptions.js';
import { buildItems, buildMix } from './build-sales.js';
import { cents, Dice } from './dice.js';
import { PLACES, TOWNS } from './names.js';

const BUSINESS_DATE = '2026-11-25';

/** Builds a report on an ordinary Wednesday of as many restaurants as asked for; each has data of everything. */
export function buildReport({ restaurants: count = 1 } = {}): Report {
  const dice = new Dice(20261125 + count);
  const restaurants = Array.from({ length: count }, (_, index) => restaurantAt(index)).toSorted(
    (a, b) => (a.name < b.name ? -1 : 1),
  );
  const rows = restaurants
    .map(({ id }) => ({ restaurantId: id, ...numbers(dice, dice.between(4_000, 21_000)) }))
    .toSorted((a, b) => a.variance! - b.variance!);
  const total = added(rows);
  const trend = restaurants.map(({ id }) =>
    trendOf(dice, id, rows.find(({ restaurantId }) => restaurantId === id)!.netSales),
  );
  const all: Trend = { restaurantId: null, currency: 'USD', days: addedDays(trend) };
  return {
    businessDate: BUSINESS_DATE,
    madeAt: '2026-11-26T11:14:05.000Z',
    restaurants,
    locations: {
      rows,
      totals: count > 1 ? [{ currency: 'USD', restaurants: count, ...total }] : [],
    },
    trend: count > 1 ? [all, ...trend] : trend,
    hours: restaurants.flatMap(({ id }) =>
      hoursOf(dice, id, rows.find(({ restaurantId }) => restaurantId === id)!.netSales.value!),
    ),
    mix: buildMix(dice, restaurants, rows),
    items: buildItems(dice, restaurants, total.netSales.value!),
    ...buildExceptions(dice, restaurants, total.netSales.value!),
  };
}

function restaurantAt(index: number): ReportedRestaurant {
  const place = PLACES[index % PLACES.length]!;
  const town = TOWNS[Math.floor(index / PLACES.length) % TOWNS.length]!;
  return {
    id: `0000${index + 1}`.slice(-4),
    name: index < PLACES.length ? place : `${place} ${town}`,
    currency: 'USD',
    country: 'US',
    timeZone: 'America/New_York',
    lastCompleteDate: BUSINESS_DATE,
    isComplete: true,
    isClosedDay: false,
    isFirstDay: false,
    dataAsOf: `2026-11-26 06:${10 + (index % 50)}`,
    problems: [],
    hasLabor: true,
    hasCash: true,
    hasGuests: true,
  };
}

function compared(dice: Dice, value: number, spread: number): Compared {
  const near = () => cents(value * (1 + dice.between(-spread, spread)));
  return { value: cents(value), fourWeeks: near(), lastWeek: near(), lastYear: near() };
}

function whole({ value, fourWeeks, lastWeek, lastYear }: Compared): Compared {
  const round = (number: number | null) => (number === null ? null : Math.round(number));
  return {
    ...{ value: round(value), fourWeeks, lastWeek: round(lastWeek), lastYear: round(lastYear) },
  };
}

function numbers(dice: Dice, sales: number): LocationNumbers {
  const netSales = compared(dice, sales, 0.18);
  const averageCheck = compared(dice, dice.between(38, 64), 0.08);
  const orders = whole(compared(dice, sales / averageCheck.value!, 0.15));
  return {
    netSales,
    orders,
    guests: whole(compared(dice, orders.value! * dice.between(1.6, 2.2), 0.15)),
    averageCheck,
    laborPercent: compared(dice, dice.between(22, 36), 0.12),
    variance: changeOf(netSales),
  };
}

function changeOf({ value, fourWeeks }: Compared): number {
  return Math.round(((value! - fourWeeks!) / fourWeeks!) * 1000) / 10;
}

function added(rows: readonly LocationNumbers[]): LocationNumbers {
  const sum = (of: (row: LocationNumbers) => Compared): Compared => {
    const add = (key: keyof Compared) =>
      cents(rows.reduce((total, row) => total + of(row)[key]!, 0));
    return {
      ...{ value: add('value'), fourWeeks: add('fourWeeks') },
      ...{ lastWeek: add('lastWeek'), lastYear: add('lastYear') },
    };
  };
  const netSales = sum((row) => row.netSales);
  const orders = sum((row) => row.orders);
  const ratio = (key: keyof Compared) => cents(netSales[key]! / orders[key]!);
  return {
    netSales,
    orders,
    guests: sum((row) => row.guests),
    averageCheck: {
      ...{ value: ratio('value'), fourWeeks: ratio('fourWeeks') },
      ...{ lastWeek: ratio('lastWeek'), lastYear: ratio('lastYear') },
    },
    laborPercent: rows[0]!.laborPercent,
    variance: changeOf(netSales),
  };
}

/** Lists the dates of as many days, up to the business date. */
export function datesBefore(count: number): readonly string[] {
  const end = Date.parse(BUSINESS_DATE);
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}

/* From Sunday to Saturday, against Wednesday. */
const WEEK = [0.92, 0.78, 0.85, 1, 1.08, 1.52, 1.44];

function trendOf(dice: Dice, restaurantId: string, netSales: Compared): Trend {
  const days = datesBefore(35).map((businessDate) => {
    const usual = netSales.fourWeeks! * WEEK[new Date(businessDate).getUTCDay()]!;
    const isLast = businessDate === BUSINESS_DATE;
    return {
      businessDate,
      netSales: isLast ? netSales.value : cents(usual * dice.between(0.84, 1.17)),
      low: cents(usual * dice.between(0.82, 0.93)),
      average: isLast ? netSales.fourWeeks : cents(usual),
      high: cents(usual * dice.between(1.06, 1.17)),
    };
  });
  return { restaurantId, currency: 'USD', days };
}

function addedDays(trends: readonly Trend[]): Trend['days'] {
  return trends[0]!.days.map(({ businessDate }, index) => {
    const sum = (key: 'netSales' | 'low' | 'average' | 'high') =>
      cents(trends.reduce((total, { days }) => total + days[index]![key]!, 0));
    return {
      ...{ businessDate, netSales: sum('netSales') },
      ...{ low: sum('low'), average: sum('average'), high: sum('high') },
    };
  });
}

/* Lunch, a quiet afternoon and dinner; people come before the guests and leave after them. */
const DAY = [0, 1, 4, 9, 12, 8, 4, 3, 5, 11, 15, 13, 9, 4, 2];

function hoursOf(dice: Dice, restaurantId: string, sales: number): HourOfRestaurant[] {
  const whole = DAY.reduce((sum, part) => sum + part, 0);
  return DAY.map((part, index) => {
    const inHour = cents(((sales * part) / whole) * dice.between(0.9, 1.1));
    const laborHours = cents((sales / 11_000) * (8 + part * 1.4) * dice.between(0.95, 1.05));
    return {
      restaurantId,
      businessHour: 10 + index,
      sales: inHour,
      checks: Math.round(inHour / 48),
      guests: Math.round(inHour / 25),
      laborCost: cents(laborHours * 15.2),
      laborHours,
    };
  });
}
