import { expect, it } from 'vitest';
import type { Row } from '../../../../src/warehouse/engine/connection.js';
import type { Compared, LocationNumbers } from '../../../../src/report/document/report.js';
import { averageOf, daysBefore, expectNear, ratioOf, sumOf } from './near.js';
import { date, type ReportedWorld } from './reported-world.js';

const fourWeeks = (day: string) => [7, 14, 21, 28].map((days) => daysBefore(day, days));
const comparisons = {
  value: [date],
  fourWeeks: fourWeeks(date),
  lastWeek: [daysBefore(date, 7)],
} as const;
type Comparison = keyof typeof comparisons;

/* The rows of days that are complete, with the labor of the day. */
const days = `select sales.*, labor.labor_cost
  from toast_marts.sales_daily as sales
  inner join toast_marts.labor_cost_daily as labor using (restaurant_id, business_date)
  where sales.is_complete and not sales.is_closed_day`;

/** Compares what the report says of sales with the daily marts. */
export function salesCases(world: () => ReportedWorld): void {
  it('compares each restaurant with its average of four weeks and with last week', async () => {
    const all = await world().rows(days);
    const { rows } = world().report.locations;
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const own = all.filter((day) => day.restaurant_id === row.restaurantId);
      expectNumbers(row, (comparison) => [on(own, comparisons[comparison])]);
    }
    const variances = rows.map(({ variance }) => variance ?? Number.NaN);
    expect(variances).toEqual([...variances].sort((a, b) => a - b));
  });

  it('adds up the restaurants of a currency, with ratios of the sums', async () => {
    const all = await world().rows(days);
    const { totals, rows } = world().report.locations;
    expect(totals.map(({ currency, restaurants }) => [currency, restaurants])).toEqual([
      ['USD', 2],
    ]);
    expectNumbers(totals[0] as LocationNumbers, (comparison) =>
      rows.map(({ restaurantId }) =>
        on(all, comparisons[comparison]).filter((day) => day.restaurant_id === restaurantId),
      ),
    );
  });

  it('shows 35 days with the range of the four weeks before each', async () => {
    const all = await world().rows(days);
    const { trend, restaurants } = world().report;
    expect(trend.map(({ restaurantId }) => restaurantId)).toEqual([
      null,
      ...restaurants.map(({ id }) => id),
    ]);
    for (const { restaurantId, days: shown } of trend) {
      expect(shown).toHaveLength(35);
      expect([shown[0]?.businessDate, shown[34]?.businessDate]).toEqual([
        daysBefore(date, 34),
        date,
      ]);
      const own = all.filter((day) => restaurantId === null || day.restaurant_id === restaurantId);
      const salesOn = (day: string) => {
        const rows = on(own, [day]);
        return rows.length === 0 ? null : sumOf(rows, (row) => row.net_sales);
      };
      for (const day of shown) {
        const before = fourWeeks(day.businessDate).flatMap((earlier) => salesOn(earlier) ?? []);
        expectNear(day.netSales, salesOn(day.businessDate), day.businessDate);
        expectNear(day.low, before.length === 0 ? null : Math.min(...before), 'low');
        expectNear(
          day.average,
          averageOf(before, (sales) => sales),
          'average',
        );
        expectNear(day.high, before.length === 0 ? null : Math.max(...before), 'high');
      }
    }
  });

  it('has the sales and labor of each hour', async () => {
    const sales = await world().rows(
      `from toast_marts.sales_hourly where business_date = '${date}'`,
    );
    const labor = await world().rows(
      `from toast_marts.labor_hourly where business_date = '${date}'`,
    );
    const { hours } = world().report;
    const keys = new Set(
      [...sales, ...labor].map((row) => `${row.restaurant_id} ${row.business_hour}`),
    );
    expect(new Set(hours.map((hour) => `${hour.restaurantId} ${hour.businessHour}`))).toEqual(keys);
    expect(hours).toHaveLength(keys.size);
    for (const hour of hours) {
      const within = (row: Row) =>
        row.restaurant_id === hour.restaurantId && row.business_hour === hour.businessHour;
      const [sold, worked] = [sales.filter(within), labor.filter(within)];
      expectNear(
        hour.sales,
        sumOf(sold, (row) => row.sales_before_refunds),
        'sales',
      );
      expect(hour.checks).toBe(sumOf(sold, (row) => row.check_count));
      expect(hour.guests).toBe(sumOf(sold, (row) => row.guest_count));
      expectNear(
        hour.laborCost,
        sumOf(worked, (row) => row.labor_cost),
        'labor cost',
      );
      expectNear(
        hour.laborHours,
        sumOf(worked, (row) => row.hours),
        'labor hours',
      );
    }
  });
}

function on(rows: readonly Row[], dates: readonly string[]): Row[] {
  return rows.filter((row) => dates.includes(String(row.business_date)));
}

/* Sums of averages: each group of days is that of one restaurant. */
function expectNumbers(
  actual: LocationNumbers,
  groups: (comparison: Comparison) => readonly (readonly Row[])[],
): void {
  for (const comparison of Object.keys(comparisons) as Comparison[]) {
    const average = (column: string) =>
      sumOf(groups(comparison), (rows) => averageOf(rows, (row) => row[column]));
    const expected: Record<keyof Omit<LocationNumbers, 'variance'>, number | null> = {
      netSales: average('net_sales'),
      orders: average('order_count'),
      guests: average('guest_count'),
      averageCheck: ratioOf(average('net_sales'), average('sales_check_count')),
      laborPercent: ratioOf(100 * average('labor_cost'), average('net_sales')),
    };
    for (const [name, number] of Object.entries(expected)) {
      const shown = actual[name as keyof LocationNumbers] as Compared;
      expectNear(shown[comparison], number, `${name} ${comparison}`);
      expect(shown.lastYear).toBeNull();
    }
  }
  const { value, fourWeeks: before } = actual.netSales;
  expect(actual.variance).toBeCloseTo(100 * (Number(value) / Number(before) - 1), 1);
}
