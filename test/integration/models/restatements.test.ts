import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterAll } from './support/ledger.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

const select = ['+restatements', '+dim_restaurant'];

let workbench: Workbench;

/* The first extraction is on June 8, which is not over. */
beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('restaurant_details', [
    { guid: restaurantId, general: { timeZone: 'America/New_York', closeoutHour: 4 } },
  ]);
  await workbench.load('orders', [order('a', 2, 10), order('b', 3, 20), order('c', 8, 30)]);
  await workbench.load('time_entries', [entry(8)]);
  await extractAndTransform('06-08T15:00');
});

afterAll(() => workbench.close());

it('a day is published when it is first complete, days without orders included', async () => {
  expect(await published('version = 1')).toEqual([
    ['2024-06-02', 'labor_cost', '80.0000'],
    ['2024-06-02', 'net_sales', '10.0000'],
    ['2024-06-02', 'order_count', '1.0000'],
    ...restOfJune(3, '20.0000', '1.0000'),
    ...[4, 5, 6, 7].flatMap((day) => restOfJune(day, '0.0000', '0.0000')),
  ]);
  expect(await restatements()).toEqual([]);
});

it('a published day that changes is restated once, with both values and when it was seen', async () => {
  await workbench.load('orders', [order('a', 2, 12.5), order('d', 5, 7), order('c', 8, 31)]);
  await workbench.load('time_entries', [entry(9)]);
  await extractAndTransform('06-09T15:00');
  const changes = [
    ['2024-06-02', 'labor_cost', 1, '80.0000', '90.0000', '10.0000', '06-09 11:00'],
    ['2024-06-02', 'net_sales', 1, '10.0000', '12.5000', '2.5000', '06-09 11:00'],
    ['2024-06-05', 'net_sales', 1, '0.0000', '7.0000', '7.0000', '06-09 11:00'],
    ['2024-06-05', 'order_count', 1, '0.0000', '1.0000', '1.0000', '06-09 11:00'],
  ];
  expect(await restatements()).toEqual(changes);
  await extractAndTransform('06-09T16:00');
  await workbench.transform({ select, fullRefresh: true });
  expect(await restatements()).toEqual(changes);
  expect(await published("business_date = '2024-06-08'")).toEqual(
    restOfJune(8, '31.0000', '1.0000'),
  );
});

it('a day that its last order leaves is restated to nothing, and back', async () => {
  await workbench.load('orders', [{ ...order('a', 2, 12.5), voided: true }, order('d', 4, 7)]);
  await extractAndTransform('06-10T15:00');
  await workbench.load('orders', [order('a', 2, 12.5)]);
  await extractAndTransform('06-11T15:00');
  const changes = await restatements("measure = 'net_sales' and seen_at > '2024-06-10'");
  expect(changes.map(([date, , number, from, to]) => [date, number, from, to])).toEqual([
    ['2024-06-02', 2, '12.5000', '0.0000'],
    ['2024-06-02', 3, '0.0000', '12.5000'],
    ['2024-06-04', 1, '0.0000', '7.0000'],
    ['2024-06-05', 2, '7.0000', '0.0000'],
  ]);
});

it('only the days that changed are read', async () => {
  await workbench.query(
    "update toast_intermediate.int_sales_daily set sales_before_refunds = 1 where business_date = '2024-06-03'",
  );
  await workbench.load('orders', [order('d', 4, 8)]);
  await extractAndTransform('06-12T15:00');
  const changes = await restatements("seen_at > '2024-06-12'");
  expect(changes.map(([date, measure]) => [date, measure])).toEqual([['2024-06-04', 'net_sales']]);
});

async function extractAndTransform(at: string): Promise<void> {
  await enterAll(workbench, restaurantId, { at });
  await workbench.transform({ select });
}

function order(guid: string, day: number, price: number): Entity {
  const selections = [{ guid: `${guid}-item`, price, preDiscountPrice: price }];
  return { guid, businessDate: 20240600 + day, checks: [{ guid: `${guid}-check`, selections }] };
}

function entry(regularHours: number): Entity {
  return {
    ...{ guid: 'entry', businessDate: '20240602', hourlyWage: 10, regularHours, overtimeHours: 0 },
    inDate: '2024-06-02T14:00:00.000+0000',
    outDate: '2024-06-02T22:00:00.000+0000',
  };
}

function restOfJune(day: number, netSales: string, orders: string): string[][] {
  const date = `2024-06-0${day}`;
  return [
    [date, 'labor_cost', '0.0000'],
    [date, 'net_sales', netSales],
    [date, 'order_count', orders],
  ];
}

async function published(where: string): Promise<unknown[][]> {
  const rows = await workbench.query(
    `select business_date, measure, value from toast_intermediate.int_published_days
    where ${where} order by all`,
  );
  return rows.map((row) => Object.values(row));
}

async function restatements(where = 'true'): Promise<unknown[][]> {
  const rows = await workbench.query(
    `select business_date, measure, change_number, old_value, new_value, difference,
      strftime(seen_at_local, '%m-%d %H:%M')
    from toast_marts.restatements where ${where} order by all`,
  );
  return rows.map((row) => Object.values(row));
}
