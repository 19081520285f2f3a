import type {
  Compared,
  LocationNumbers,
  Report,
  ReportedRestaurant,
} from '../../../src/report/document/report.js';
import { cases } from './cases.js';

/** Returns a number beside what it is compared with: as much in four weeks and last week. */
export function compared(value: number | null, fourWeeks = value): Compared {
  return { value, fourWeeks, lastWeek: fourWeeks, lastYear: null };
}

/** Returns a restaurant that is complete and has everything. */
export function restaurant(id: string, more: Partial<ReportedRestaurant> = {}): ReportedRestaurant {
  const [one] = cases.one().restaurants;
  if (one === undefined) throw new Error('The report has no restaurant.');
  return { ...one, id, name: `Restaurant ${id}`, ...more };
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

/** Returns a report of these restaurants, of round numbers, on a day without anything out of line. */
export function plainReport(
  restaurants: readonly ReportedRestaurant[] = [restaurant('1')],
  more: Partial<Report> = {},
): Report {
  const rows = restaurants.map(({ id }) => ({ restaurantId: id, ...numbers(4100, 4000) }));
  return { ...cases.quiet(), restaurants, locations: { rows, totals: [] }, ...more };
}
