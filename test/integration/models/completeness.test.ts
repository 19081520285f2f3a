import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { enter, enterAll, type LedgerLine } from './support/ledger.js';
import { Workbench, type Entity } from './support/workbench.js';

/* New York: a business day ends at 08:00 UTC, and is complete at 14:00. */
const zone = { timeZone: 'America/New_York', closeoutHour: 4 };
const select = ['+completeness', '+dim_restaurant', '+sales_daily'];

let workbench: Workbench;

/* What each restaurant lacks, by its id. */
const gaps: Readonly<Record<string, Partial<LedgerLine>[]>> = {
  'orders read before captures are in': [{ to: '06-10T13:59' }],
  'a failed window of orders': [
    { to: '06-05T12:00' },
    { from: '06-05T12:00', to: '06-08T00:00', status: 'failed' },
    { from: '06-08T00:00', to: '06-10T15:00' },
  ],
  'a window of orders that a killed run left out': [
    { to: '06-05T12:00' },
    { from: '06-08T00:00', to: '06-10T15:00' },
  ],
  'a range read by hand, years before': [
    { to: '06-10T15:00', at: '06-09T15:00' },
    { from: '2020-01-01T00:00', to: '2020-02-01T00:00' },
  ],
  'cash that failed since the day before': [
    { resource: 'cash_entries', to: '06-10T00:00', at: '06-09T20:00' },
    { resource: 'cash_entries', from: '06-04T00:00', to: '06-11T00:00', status: 'failed' },
  ],
  'cash deposits that the credentials may not read': [
    { resource: 'cash_deposits', to: '06-11T00:00', status: 'skipped' },
  ],
  'time entries that are no longer extracted': [
    { resource: 'time_entries', to: '06-02T15:00', at: '06-02T15:00' },
  ],
  'time entries that one extraction has left out': [
    { resource: 'time_entries', to: '06-08T15:00', at: '06-08T15:00' },
  ],
  'jobs that failed': [
    { resource: 'jobs', from: '1970-01-01T00:00', to: '1970-01-01T00:00', status: 'failed' },
  ],
  'orders read from noon on': [{ from: '06-03T16:00', to: '06-10T15:00' }],
};

beforeAll(async () => {
  workbench = await Workbench.open();
  for (const of of [...Object.keys(gaps), 'nothing']) {
    await workbench.load('restaurant_details', [{ guid: of, general: zone }], of);
    const lines = (gaps[of] ?? []).map((line) => {
      return { of, resource: 'orders', from: '06-01T00:00', to: '06-10T15:00', ...line };
    });
    await enterAll(workbench, of, { leaveOut: lines[0]?.resource ?? '' });
    await enter(workbench, lines);
  }
  await workbench.load('orders', [order('a', 20240602), order('b', 20240610)], 'nothing');
  await workbench.transform({ select });
});

afterAll(() => workbench.close());

it('a business day is complete when every resource that is extracted has been read up to its close-out', async () => {
  const rows = await workbench.query<{ restaurant_id: string; complete: string }>(
    `select restaurant_id, concat_ws(' to ',
      strftime(first_complete_business_date, '%m-%d'), strftime(last_complete_business_date, '%m-%d')
    ) as complete
    from toast_marts.dim_restaurant order by all`,
  );
  expect(Object.fromEntries(rows.map((row) => [row.restaurant_id, row.complete]))).toEqual({
    nothing: '06-01 to 06-09',
    'orders read before captures are in': '06-01 to 06-08',
    'a failed window of orders': '06-01 to 06-03',
    'a window of orders that a killed run left out': '06-01 to 06-03',
    'a range read by hand, years before': '06-01 to 06-09',
    'cash that failed since the day before': '06-01 to 06-08',
    'cash deposits that the credentials may not read': '06-01 to 06-09',
    'time entries that are no longer extracted': '06-01 to 06-09',
    'time entries that one extraction has left out': '06-01 to 06-07',
    'jobs that failed': '06-01 to 06-09',
    'orders read from noon on': '06-04 to 06-09',
  });
});

describe('completeness', () => {
  it('says which resource holds a day back, and why', async () => {
    const rows = await workbench.query(
      `select restaurant_id, resource, windows_failed, reason from toast_marts.completeness
      where is_behind order by all`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['a failed window of orders', 'orders', 1, 'no answer'],
      ['a window of orders that a killed run left out', 'orders', 0, null],
      ['cash that failed since the day before', 'cash_entries', 1, 'no answer'],
      ['orders read before captures are in', 'orders', 0, null],
      ['time entries that one extraction has left out', 'time_entries', 0, null],
    ]);
  });

  it('warns in a data test of the restaurants that are behind', async () => {
    const results = await runDataTests({
      ...{ warehouse: workbench.warehouse, project: workbench.project },
      ...{ select: ['dim_restaurant'], threads: 1, clock: () => 0, onEvent: () => undefined },
    });
    const found = results.find(({ test }) => test.startsWith('is_fresh'));
    expect(found).toMatchObject({ status: 'warn', failures: 5 });
  });

  it('makes sales_daily complete day by day', async () => {
    const rows = await workbench.query(
      `select day(business_date) as day, is_complete from toast_marts.sales_daily
      where restaurant_id = 'nothing' and business_date <= '2024-06-10' order by all`,
    );
    expect(rows.filter((row) => row.is_complete).map(({ day }) => day)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(rows.at(-1)).toEqual({ day: 10, is_complete: false });
  });

  it('waits for the models: what they have not taken in of the orders is not complete', async () => {
    await workbench.load('orders', [order('c', 20240609)], 'nothing');
    await workbench.query(
      `update toast_meta.state set finished_at = (select max(extracted_at) from raw_toast.orders)
      where restaurant_id = 'nothing' and resource = 'orders'`,
    );
    const complete = async (models: string[]) => {
      await workbench.transform({ select: models });
      const [row] = await workbench.query(
        `select last_complete_business_date as date from toast_marts.dim_restaurant
        where restaurant_id = 'nothing'`,
      );
      return row?.date;
    };
    /* Two days before the first window: nothing is read from its start on. */
    expect(await complete(['int_completeness'])).toBe('2024-05-30');
    expect(await complete(select)).toBe('2024-06-09');
  });
});

function order(guid: string, businessDate: number): Entity {
  return {
    guid,
    businessDate,
    checks: [{ guid: `${guid}-check`, selections: [{ guid: `${guid}-item`, price: 10 }] }],
  };
}
