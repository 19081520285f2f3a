import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { edit, here, loads, there } from './support/people.js';
import { Workbench } from './support/workbench.js';

const marts = ['server_sales_daily', 'tips_daily', 'guest_visits', 'guest_summary', 'dim_employee'];
const select = marts.map((mart) => `+${mart}`);

let workbench: Workbench;
/* The rows of May 29 before and after the edit of an earlier day, and those of all marts. */
const servers: Row[][] = [];
let kept: Row[][];

const serversOfDay = () =>
  workbench.query(
    `select * from toast_marts.server_sales_daily
    where restaurant_id = '${here}' and business_date = '2024-05-29' order by server_id nulls last`,
  );
const all = () => Promise.all(marts.map((mart) => workbench.rows(mart)));

beforeAll(async () => {
  workbench = await Workbench.open();
  for (const [resource, entities, restaurant] of loads) {
    await workbench.load(resource, entities, restaurant);
  }
  await workbench.transform({ select });
  servers.push(await serversOfDay());
  await workbench.load('orders', [edit]);
  await workbench.transform({ select });
  servers.push(await serversOfDay());
  kept = await all();
  await workbench.transform({ select, fullRefresh: true });
});

afterAll(() => workbench.close());

it('the marts of people are the same after a full refresh', async () => {
  expect(kept.map(({ length }) => length > 0)).toEqual(marts.map(() => true));
  expect(kept).toEqual(await all());
});

describe('employee_key', () => {
  it('is the same for all ids of a person, and of one person only', async () => {
    const people = new Map<unknown, string[]>();
    for (const row of await workbench.rows('dim_employee')) {
      const where = row.restaurant_id === here ? 'here' : 'there';
      const ids = people.get(row.employee_key) ?? [];
      people.set(row.employee_key, [...ids, `${where} ${String(row.employee_id)}`].sort());
    }
    expect([...people.values()].sort()).toEqual([
      ['here ann', 'here rehired', 'there ann'],
      ['here bob', 'there bob-2'],
      ['here cy', 'there cy-2'],
      ['here dee'],
      ['there dee'],
    ]);
  });

  it('comes with the jobs, the restaurants and the ids of the person', async () => {
    const rows = await workbench.query(
      `select employee_id, employee_name, jobs, restaurant_count, id_count, is_active
      from toast_marts.dim_employee where employee_key = 'V' and restaurant_id = '${here}' order by 1`,
    );
    const person = { restaurant_count: 2, id_count: 3 };
    expect(rows).toEqual([
      {
        employee_id: 'ann',
        employee_name: 'Ann Lee',
        jobs: ['Server'],
        ...person,
        is_active: true,
      },
      { employee_id: 'rehired', employee_name: null, jobs: [], ...person, is_active: false },
    ]);
  });
});

describe('server_sales_daily', () => {
  it('has the sales of the server of the order, and the tips of the server of the payment', () => {
    expect(servers[0]).toMatchObject([
      {
        ...{ server_id: 'ann', server_name: 'Ann Lee', server_key: 'V', hours: '8.5000' },
        ...{ order_count: 2, check_count: 2, sales_check_count: 2, guest_count: 4 },
        ...{ item_quantity: '2.0000', gross_sales: '130.0000', discounts: '10.0000' },
        ...{ sales_before_refunds: '120.0000', refunds: '7.0000', net_sales: '113.0000' },
        ...{ void_count: 1, void_quantity: '1.0000', void_amount: '20.0000' },
        ...{ tips: '2.0000', card_tips: '0.0000', turn_count: 1, turn_minutes: 45 },
      },
      {
        ...{
          server_id: 'bob',
          server_key: '7',
          hours: '0.0000',
          check_count: 0,
          net_sales: '0.0000',
        },
        ...{ tips: '8.0000', card_tips: '8.0000' },
      },
      {
        server_id: null,
        server_name: null,
        server_key: null,
        check_count: 1,
        net_sales: '10.0000',
      },
    ]);
  });

  it('compares card tips with net sales and tax that cards paid, without gratuities', () => {
    const sums = servers[0]?.map(({ card_sales: sales }) => sales);
    expect(sums).toEqual(['30.0000', '49.5000', '0.0000']);
  });

  it('has the 28 business dates before the day, and takes in changes of them', () => {
    const weeks = (rows: Row[] = []) =>
      rows.map((row) =>
        ['server', 'restaurant'].map((who) =>
          ['gross_sales', 'discounts', 'void_amount'].map((measure) =>
            Number(row[`${who}_four_week_${measure}`]),
          ),
        ),
      );
    const before = [100, 4, 6];
    expect(weeks(servers[0])).toEqual([
      [[40, 4, 0], before],
      [[60, 0, 6], before],
      [[0, 0, 0], before],
    ]);
    const after = [120, 12, 0];
    expect(weeks(servers[1])).toEqual([
      [[40, 4, 0], after],
      [[0, 0, 0], after],
      [[0, 0, 0], after],
    ]);
  });
});

describe('tips_daily', () => {
  it('has what was earned, refunded, declared and withheld, by who earned it', async () => {
    const rows = await workbench.query(
      `select employee_id, tips, tip_refunds, gratuities, non_cash_tips, declared_cash_tips,
        tips_withheld, hours
      from toast_marts.tips_daily
      where restaurant_id = '${here}' and business_date = '2024-05-29' order by employee_id`,
    );
    const numbers = rows.map(({ employee_id: id, ...measures }) => [
      id,
      ...Object.values(measures).map(Number),
    ]);
    expect(numbers).toEqual([
      ['ann', 2, 0, 5, 7, 2, 0.2, 8.5],
      ['bob', 8, 1, 0, 0, 0, 0, 0],
      ['cook', 0, 0, 0, 0, 0, 0, 6],
    ]);
  });
});

describe('the marts of guests', () => {
  it('have a row per check whose guest left an id, an address or a number', async () => {
    const rows = await workbench.query(
      `select order_id, restaurant_name, is_counted, spend from toast_marts.guest_visits order by 1`,
    );
    expect(rows.map(({ order_id: order }) => order)).toEqual([
      ...['again', 'call', 'counter', 'mail-1', 'mail-2', 'refused', 'table'],
    ]);
    expect(rows.filter((row) => row.is_counted === false)).toMatchObject([{ order_id: 'refused' }]);
    expect(rows.at(-1)).toEqual({
      ...{ order_id: 'table', restaurant_name: 'Here', is_counted: true, spend: '90.0000' },
    });
  });

  it('have a row per guest of the group: by address, else by id, else by number', async () => {
    const rows = await workbench.query(
      `select guest_name, email, phone, management_group_id, first_business_date, last_business_date,
        last_restaurant_name, restaurant_count, visit_count, spend
      from toast_marts.guest_summary order by visit_count desc, spend desc`,
    );
    expect(rows).toEqual([
      {
        ...{ guest_name: 'Ada Lo', email: 'ada@example.com', phone: null },
        ...{ management_group_id: 'group', last_restaurant_name: 'There', restaurant_count: 2 },
        ...{ first_business_date: '2024-05-29', last_business_date: '2024-05-30' },
        ...{ visit_count: 2, spend: '110.0000' },
      },
      expect.objectContaining({ guest_name: 'Zed', visit_count: 2, spend: '23.0000' }),
      expect.objectContaining({ guest_name: 'Ada Low', email: null, phone: '5550100' }),
      expect.objectContaining({ phone: '5550100200', visit_count: 1, spend: '5.0000' }),
    ]);
  });

  it('are empty when guest data is dropped', async () => {
    const orders = loads.flatMap(([resource, entities]) => (resource === 'orders' ? entities : []));
    const anonymous = orders.map((order) => ({
      ...order,
      modifiedDate: '2024-06-03T00:00:00.000+0000',
      checks: (order.checks as { customer?: null }[]).map((check) => ({
        ...check,
        customer: null,
      })),
    }));
    for (const restaurant of [here, there]) await workbench.load('orders', anonymous, restaurant);
    await workbench.transform({ select });
    expect(await workbench.rows('guest_visits')).toEqual([]);
    expect(await workbench.rows('guest_summary')).toEqual([]);
  });
});
