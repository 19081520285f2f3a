import type {
  Compared,
  LocationNumbers,
  Report,
  ReportedRestaurant,
} from '../../src/report/document/report.js';

/** Returns a number beside what it is compared with: as much in four weeks, last week and last year. */
export function compared(value: number | null, fourWeeks = value): Compared {
  return { value, fourWeeks, lastWeek: fourWeeks, lastYear: null };
}

/** Returns a restaurant that is complete and has everything. */
export function restaurant(id: string, more: Partial<ReportedRestaurant> = {}): ReportedRestaurant {
  return {
    ...{ id, name: `Restaurant ${id}`, currency: 'USD', country: 'US' },
    timeZone: 'America/New_York',
    ...{ lastCompleteDate: '2026-11-25', isComplete: true, isClosedDay: false, isFirstDay: false },
    ...{ dataAsOf: '2026-11-26 10:15', problems: [] },
    ...{ hasLabor: true, hasCash: true, hasGuests: true },
    ...more,
  };
}

/** Returns the numbers of a restaurant or of a group: net sales of `sales` against `fourWeeks`. */
export function numbers(sales: number, fourWeeks: number | null = sales): LocationNumbers {
  return {
    netSales: compared(sales, fourWeeks),
    orders: compared(120, 110),
    guests: compared(260, 250),
    averageCheck: compared(34.5, 33),
    laborPercent: compared(28.4, 29),
    variance: fourWeeks === null ? null : (100 * (sales - fourWeeks)) / fourWeeks,
  };
}

/** Returns a report of these restaurants on a day without anything out of line. */
export function sampleReport(
  restaurants: readonly ReportedRestaurant[] = [restaurant('1')],
  more: Partial<Report> = {},
): Report {
  return {
    businessDate: '2026-11-25',
    madeAt: '2026-11-26T15:15:00.000Z',
    restaurants,
    locations: {
      rows: restaurants.map(({ id }) => ({ restaurantId: id, ...numbers(4100, 4000) })),
      totals: [],
    },
    trend: [],
    hours: [],
    mix: { channels: [], tenders: [] },
    items: { top: [], bottom: [], movers: [], stockouts: [], stockoutCounts: [] },
    exceptions: [],
    exceptionTotals: [],
    serverRates: [],
    chase: [],
    chaseTotals: [],
    proof: [
      {
        name: 'payments',
        title: 'Payments and what was due on closed checks',
        currency: 'USD',
        ...{ left: 4600, right: 4600, difference: 0, offCount: 0, off: [] },
      },
    ],
    restated: { since: '2026-11-24', count: 0, days: [] },
    ...more,
  };
}
