import type {
  ChaseKind,
  Compared,
  Report,
  ReportedRestaurant,
} from '../../../src/report/document/report.js';
import { buildReport } from './build-report.js';

/** What a page must say when there is little to say. Each is a report of its own. */
export const cases = {
  one: () => buildReport(),
  three: () => buildReport({ restaurants: 3 }),
  fifty: () => buildReport({ restaurants: 50 }),
  fiftyOnABadDay: () => badDay(buildReport({ restaurants: 50 })),
  firstDay: () => firstDay(buildReport()),
  closedDay: () => closedDay(buildReport()),
  oneClosedOfThree: () => closedDay(buildReport({ restaurants: 3 })),
  noScopes: () => withoutScopes(buildReport()),
  twoCurrencies: () => twoCurrencies(buildReport({ restaurants: 3 })),
  quiet: () => quiet(buildReport()),
  notComplete: () => notComplete(buildReport({ restaurants: 3 })),
  doesNotTie: () => doesNotTie(buildReport({ restaurants: 3 })),
  empty: () => empty(buildReport()),
} satisfies Record<string, () => Report>;

const unknown: Compared = { value: null, fourWeeks: null, lastWeek: null, lastYear: null };
const noItems = { top: [], bottom: [], movers: [], stockouts: [], stockoutCounts: [] };
const ofOrders = ({ kind }: { kind: ChaseKind }) => kind === 'open_check' || kind === 'order_due';
const onlyValue = ({ value }: Compared): Compared => ({ ...unknown, value });

/* A report lists up to ten of each kind. */
function badDay(report: Report): Report {
  const ten = <Row extends { kind: string }>(rows: readonly Row[]) => {
    const kinds = new Map(rows.map((row) => [row.kind, row]));
    return report.restaurants.flatMap(({ id: restaurantId }) =>
      [...kinds.values()].flatMap((row) =>
        Array.from({ length: 10 }, () => ({ ...row, restaurantId })),
      ),
    );
  };
  return { ...report, exceptions: ten(report.exceptions), chase: ten(report.chase) };
}

function firstOf(
  report: Report,
  change: (restaurant: ReportedRestaurant) => Partial<ReportedRestaurant>,
): Pick<Report, 'restaurants'> {
  return {
    restaurants: report.restaurants.map((each, index) =>
      index === 0 ? { ...each, ...change(each) } : each,
    ),
  };
}

function firstDay(report: Report): Report {
  return {
    ...report,
    ...firstOf(report, () => ({ isFirstDay: true })),
    locations: {
      rows: report.locations.rows.map((row) => ({
        restaurantId: row.restaurantId,
        netSales: onlyValue(row.netSales),
        orders: onlyValue(row.orders),
        guests: onlyValue(row.guests),
        averageCheck: onlyValue(row.averageCheck),
        laborPercent: onlyValue(row.laborPercent),
        variance: null,
      })),
      totals: [],
    },
    trend: report.trend.map((trend) => ({
      ...trend,
      days: trend.days.map((day, index, { length }) => ({
        ...{ ...day, low: null, average: null, high: null },
        netSales: index === length - 1 ? day.netSales : null,
      })),
    })),
    items: {
      ...report.items,
      top: report.items.top.map((item) => ({ ...item, fourWeeks: null, change: null })),
      ...{ bottom: [], movers: [], stockouts: [], stockoutCounts: [] },
    },
    serverRates: [],
    restated: { since: null, count: 0, days: [] },
  };
}

function closedDay(report: Report): Report {
  const { id } = report.restaurants[0]!;
  const others = <Row extends { restaurantId: string }>(rows: readonly Row[]) =>
    rows.filter(({ restaurantId }) => restaurantId !== id);
  const isAlone = report.restaurants.length === 1;
  return {
    ...report,
    ...firstOf(report, () => ({ isClosedDay: true })),
    locations: {
      ...report.locations,
      rows: report.locations.rows.map((row) =>
        row.restaurantId === id
          ? {
              ...row,
              netSales: { ...row.netSales, value: null },
              orders: { ...row.orders, value: null },
              guests: { ...row.guests, value: null },
              averageCheck: { ...row.averageCheck, value: null },
              laborPercent: { ...row.laborPercent, value: null },
              variance: null,
            }
          : row,
      ),
    },
    hours: others(report.hours),
    mix: { channels: others(report.mix.channels), tenders: others(report.mix.tenders) },
    items: isAlone ? noItems : report.items,
    exceptions: others(report.exceptions),
    exceptionTotals: others(report.exceptionTotals),
    serverRates: others(report.serverRates),
    proof: isAlone ? [] : report.proof,
  };
}

function withoutScopes(report: Report): Report {
  return {
    ...report,
    ...firstOf(report, () => ({ hasLabor: false, hasCash: false, hasGuests: false })),
    locations: {
      rows: report.locations.rows.map((row) => ({
        ...row,
        guests: unknown,
        laborPercent: unknown,
      })),
      totals: [],
    },
    hours: report.hours.map((hour) => ({ ...hour, laborCost: null, laborHours: null, guests: 0 })),
    exceptions: report.exceptions.filter(({ kind }) => kind !== 'no_sale'),
    exceptionTotals: report.exceptionTotals.filter(({ kind }) => kind !== 'no_sale'),
    chase: report.chase.filter(ofOrders),
    chaseTotals: report.chaseTotals.filter(ofOrders),
  };
}

function twoCurrencies(report: Report): Report {
  const { id } = report.restaurants[0]!;
  return {
    ...report,
    ...firstOf(report, () => ({
      ...{ name: 'The Liffey Room', currency: 'EUR', country: 'IE', timeZone: 'Europe/Dublin' },
    })),
    locations: {
      ...report.locations,
      totals: report.locations.totals.map((total) => ({ ...total, restaurants: 2 })),
    },
    trend: report.trend.map((trend) =>
      trend.restaurantId === id ? { ...trend, currency: 'EUR' } : trend,
    ),
    items: {
      ...report.items,
      top: [
        ...report.items.top,
        ...report.items.top.slice(0, 4).map((item) => ({ ...item, currency: 'EUR' })),
      ],
    },
  };
}

function quiet(report: Report): Report {
  return {
    ...report,
    ...{ exceptions: [], exceptionTotals: [], serverRates: [], chase: [], chaseTotals: [] },
    items: { ...report.items, stockouts: [], stockoutCounts: [] },
    restated: { ...report.restated, count: 0, days: [] },
  };
}

function notComplete(report: Report): Report {
  return {
    ...report,
    ...firstOf(report, () => ({
      isComplete: false,
      lastCompleteDate: '2026-11-24',
      problems: [
        {
          ...{ resource: 'orders', lastCompleteDate: '2026-11-24', windowsFailed: 2 },
          ...{ windowsSkipped: 0, rejected: 1, reason: 'Toast answered 503 four times' },
        },
        {
          ...{ resource: 'time_entries', lastCompleteDate: '2026-11-23', windowsFailed: 0 },
          ...{ windowsSkipped: 0, rejected: 0, reason: null },
        },
      ],
    })),
  };
}

function doesNotTie(report: Report): Report {
  const [first, ...rest] = report.proof;
  const { id } = report.restaurants[0]!;
  return {
    ...report,
    proof: [
      {
        ...first!,
        ...{ right: first!.left + 31.2, difference: -31.2, offCount: 2 },
        off: [
          { restaurantId: id, label: 'Check 184 of Wed, Nov 25', difference: -27.95 },
          { restaurantId: id, label: 'Check 201 of Wed, Nov 25', difference: -3.25 },
        ],
      },
      ...rest,
    ],
  };
}

function empty(report: Report): Report {
  return {
    businessDate: report.businessDate,
    madeAt: report.madeAt,
    restaurants: [],
    locations: { rows: [], totals: [] },
    ...{ trend: [], hours: [], exceptions: [], exceptionTotals: [], serverRates: [] },
    ...{ chase: [], chaseTotals: [], proof: [] },
    mix: { channels: [], tenders: [] },
    items: noItems,
    restated: { since: null, count: 0, days: [] },
  };
}
