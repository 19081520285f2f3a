import { expect, it } from 'vitest';
import { DatabaseError, UsageError, type ToastError } from '../../../../src/errors.js';
import type { Compared } from '../../../../src/report/document/report.js';
import { errorOf } from '../../../support/error-of.js';
import { expectNear } from './near.js';
import { behind, date, second, type ReportedWorld } from './reported-world.js';

const nothing: Compared = { value: null, fourWeeks: null, lastWeek: null, lastYear: null };

/** Reads reports of days and restaurants that lack something. */
export function emptyCases(world: () => ReportedWorld): void {
  it('compares the first day with nothing', async () => {
    const first = await world().read({ businessDate: '2026-06-19' });
    expect(first.restaurants.map(({ isFirstDay }) => isFirstDay)).toEqual([true, true]);
    for (const { netSales, laborPercent, variance } of first.locations.rows) {
      expect(netSales).toEqual({ ...nothing, value: netSales.value });
      expect(netSales.value).toBeGreaterThan(0);
      expect(laborPercent.value).toBeGreaterThan(0);
      expect(variance).toBeNull();
    }
    expect(first.trend[0]?.days.filter(({ netSales }) => netSales !== null)).toHaveLength(1);
    expect(first.items.top[0]).toMatchObject({ fourWeeks: null, change: null });
    expect(first.items.movers).toEqual([]);
    expect(first.serverRates).toEqual([]);
    expect(first.restated).toEqual({ since: null, count: 0, days: [] });
    expect(first.proof.every(({ offCount }) => offCount === 0)).toBe(true);
  });

  it('has no labor, cash and guests where nobody extracts them, and adds no currencies', async () => {
    const { restaurants, locations, trend, hours, items, proof } = await world().read(
      {},
      "delete from toast_intermediate.int_completeness where resource in ('time_entries', 'cash_entries')",
      'update toast_intermediate.int_sales_daily set guest_count = 0',
      `update toast.restaurant set currency_code = 'CAD' where restaurant_id = ${second}`,
    );
    for (const { hasLabor, hasCash, hasGuests } of restaurants) {
      expect({ hasLabor, hasCash, hasGuests }).toEqual({
        ...{ hasLabor: false, hasCash: false, hasGuests: false },
      });
    }
    for (const { laborPercent, guests, netSales } of locations.rows) {
      expect([laborPercent, guests]).toEqual([nothing, nothing]);
      expect(netSales.fourWeeks).toBeGreaterThan(0);
    }
    expect(
      hours.every(({ laborCost, laborHours }) => laborCost === null && laborHours === null),
    ).toBe(true);
    expect(restaurants.map(({ currency }) => currency)).toEqual(['USD', 'CAD']);
    expect(locations.totals).toEqual([]);
    expect(trend.map(({ restaurantId }) => restaurantId)).toEqual(restaurants.map(({ id }) => id));
    expect(new Set(items.top.map(({ currency }) => currency))).toEqual(new Set(['CAD', 'USD']));
    expect(items.top).toHaveLength(20);
    const proven = [
      'payments',
      'checks',
      'items',
      'hours',
      'products',
      'refunds',
      'servers',
      'tenders',
      'cash',
    ];
    expect(proof.map(({ name, currency }) => `${name} ${currency}`)).toEqual(
      proven.flatMap((name) => [`${name} CAD`, `${name} USD`]),
    );
  });

  it('is about the day before until the day of the restaurant further west is complete', async () => {
    const { businessDate, restaurants } = await world().read(
      {},
      behind(`date '${date}' - 1`, `restaurant_id = ${second}`),
      `update toast_intermediate.int_completeness set expected_business_date = date '${date}' - 1
      where restaurant_id = ${second}`,
    );
    expect(businessDate).toBe('2026-07-17');
    expect(restaurants).toMatchObject([
      { isComplete: true, lastCompleteDate: date, problems: [] },
      { isComplete: true, lastCompleteDate: '2026-07-17', problems: [] },
    ]);
  });

  it('leaves a restaurant that is behind out of sums, and says what is missing', () => {
    const report = world().broken;
    const [newYork, chicago] = report.restaurants;
    expect(report.businessDate).toBe(date);
    expect(newYork).toMatchObject({ isComplete: true, problems: [] });
    expect(chicago).toMatchObject({
      ...{ isComplete: false, lastCompleteDate: '2026-07-17' },
      problems: [
        { resource: 'orders', lastCompleteDate: '2026-07-17', windowsFailed: 0, rejected: 0 },
      ],
    });
    expect(report.locations.rows.map(({ restaurantId }) => restaurantId)).toEqual([
      newYork?.id,
      chicago?.id,
    ]);
    expect(report.locations.rows[1]).toMatchObject({ variance: null });
    expect(report.locations.rows[1]?.netSales.value).toBeGreaterThan(0);
    expect(report.locations.totals).toEqual([]);
    expect(report.trend.map(({ days }) => days.at(-1)?.netSales === null)).toEqual([false, true]);
  });

  it('shows a closed day as closed, beside the same weekday of last year', async () => {
    const copied = (table: string) =>
      `insert into toast_intermediate.${table} by name
      select * replace (date '2025-07-19' as business_date) from toast_intermediate.${table}
      where business_date = '${date}'`;
    const { restaurants, locations, trend } = await world().read(
      { restaurants: ['Loop'] },
      ...['int_sales_daily', 'int_shifts_worked'].map(copied),
      "update toast_intermediate.int_completeness set first_complete_business_date = '2025-07-01'",
      ...['int_sales_daily', 'int_shifts_worked'].map(
        (table) => `delete from toast_intermediate.${table} where business_date = '${date}'`,
      ),
    );
    expect(restaurants).toMatchObject([{ name: 'Loop', isComplete: true, isClosedDay: true }]);
    const usual = world().report.locations.rows.find(
      ({ restaurantId }) => restaurantId === restaurants[0]?.id,
    );
    for (const name of ['netSales', 'averageCheck', 'laborPercent'] as const) {
      const [closed, open] = [locations.rows[0]?.[name], usual?.[name]];
      expect(closed?.value).toBe(name === 'netSales' ? 0 : null);
      expectNear(closed?.lastYear ?? null, open?.value ?? null, name);
      expectNear(closed?.fourWeeks ?? null, open?.fourWeeks ?? null, name);
    }
    expect(locations.rows[0]?.variance).toBe(-100);
    expect(trend[0]?.days.at(-1)?.netSales).toBeNull();
  });

  it('refuses restaurants and dates without data, and says what to do where nothing is complete', async () => {
    const unknown = await refusal(world().read({ restaurants: ['Nowhere'] }));
    expect(unknown).toBeInstanceOf(UsageError);
    expect([unknown.message, unknown.suggestion].join()).toMatch(/matches Nowhere.*Loop/s);
    const early = await refusal(world().read({ businessDate: '2020-01-01' }));
    expect(early).toBeInstanceOf(UsageError);
    expect(early.suggestion).toBe('Name a date from 2026-06-19 to 2026-07-19.');
    const incomplete = await refusal(world().read({}, behind('null', 'true')));
    expect(incomplete).toBeInstanceOf(DatabaseError);
    expect(incomplete.suggestion).toContain('`toast status`');
  });

  it('advises to build the tables where a mart or a column is missing', async () => {
    for (const change of [
      'drop view toast_marts.dim_restaurant',
      'create or replace view toast_marts.completeness as select 1 as restaurant_id',
    ]) {
      const error = await refusal(world().read({}, change));
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error.message).toMatch(/dim_restaurant|is_awaited/);
      expect(error.suggestion).toContain('`toast transform`');
    }
  });
}

async function refusal(reading: Promise<unknown>): Promise<ToastError> {
  return (await errorOf(reading)) as ToastError;
}
