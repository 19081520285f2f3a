import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { configuration, deposits, entries, entry, paidOrder } from './support/cash-day.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

const select = ['+path:models/marts/cash', '+payments_daily'];

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  for (const [resource, entities] of Object.entries(configuration)) {
    await workbench.load(resource, entities);
  }
  await list('cash_entries', '20240503', entries);
  await workbench.query("update raw_toast.cash_entries set removed_at = now() where id = 'gone'");
  await list('cash_entries', '20240508', [entry('lent', 'CASH_OUT', -60)]);
  await list('cash_entries', '20240510', [entry('untouched', 'CASH_COLLECTED', 9)]);
  await list('cash_deposits', '20240503', deposits);
  await workbench.load('orders', [paidOrder('bar')]);
  await workbench.transform({ select });
});

afterAll(() => workbench.close());

/* Lists cash for a business date. */
const list = (resource: string, businessDate: string, listed: readonly Entity[]) =>
  workbench.load(resource, listed, undefined, { businessDate });

/* Numbers of a query, as numbers; the first column identifies the row. */
async function numbers(sql: string): Promise<Row[]> {
  const rows = await workbench.query(sql);
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        /^-?\d+\.\d{4}$/.test(String(value)) ? Number(value) : value,
      ]),
    ),
  );
}

describe('cash_events', () => {
  it('has names, keys and the local time of an entry', async () => {
    const rows = await numbers(
      "select * from toast_marts.cash_events where cash_entry_id = 'flowers'",
    );
    expect(rows).toEqual([
      {
        restaurant_id: restaurantId,
        cash_entry_id: 'flowers',
        restaurant_name: 'Grill',
        business_date: '2024-05-03',
        currency_code: 'USD',
        occurred_at: '2024-05-04T01:00:00.000Z',
        occurred_at_local: '2024-05-03T21:00:00.000',
        entry_type: 'PAY_OUT',
        amount: -12.5,
        reason: 'Flowers',
        payout_reason_id: 'decor',
        payout_reason: 'Decoration',
        no_sale_reason_id: null,
        no_sale_reason: null,
        cash_drawer_id: 'bar',
        cash_drawer_name: 'Bar',
        creator_id: 'ann',
        creator_name: 'Ann Lee',
        creator_key: 'ann-everywhere',
        approver_id: 'bob',
        approver_name: 'Bobby',
        approver_key: 'payroll-7',
        employee_1_id: 'ann',
        employee_1_name: 'Ann Lee',
        employee_1_key: 'ann-everywhere',
        employee_2_id: 'bob',
        employee_2_name: 'Bobby',
        employee_2_key: 'payroll-7',
        is_undone: false,
        undone_by_id: null,
        undoes_id: null,
        is_float: false,
        is_deleted: false,
        is_counted: true,
      },
    ]);
  });

  it('tells what is undone, by what, and what is a float', async () => {
    const rows = await workbench.query(
      `select cash_entry_id as id, undone_by_id, undoes_id, is_float from toast_marts.cash_events
      where is_undone or undoes_id is not null or is_float order by all`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['float', null, null, true],
      ['gone', null, 'flowers', false],
      ['ice', 'no-ice', null, false],
      ['no-ice', null, 'ice', false],
      ['patio-back', null, 'patio-float', true],
      ['patio-float', 'patio-back', null, true],
      ['tips', 'tips-back', null, false],
      ['tips-back', null, 'tips', false],
    ]);
  });

  it('keeps deleted entries, and a close-out after the cutoff on its business date', async () => {
    const rows = await workbench.query(
      `select cash_entry_id as id, is_counted, business_date, occurred_at_local
      from toast_marts.cash_events where not is_counted or cash_entry_id = 'short' order by all`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['gone', false, '2024-05-03', '2024-05-03T21:00:00.000'],
      ['short', true, '2024-05-03', '2024-05-04T05:30:00.000'],
    ]);
  });
});

it('cash_daily has the cash of each drawer', async () => {
  const rows = await numbers(
    `select * exclude (restaurant_id, restaurant_name, currency_code, group_id, cash_drawer_id)
    from toast_marts.cash_daily where business_date < '2024-05-08' order by all`,
  );
  const nothing = Object.fromEntries(
    Object.entries(rows[0] ?? {}).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? false : 0,
    ]),
  );
  const bar = { ...nothing, cash_drawer_name: 'Bar' };
  expect(rows).toEqual([
    {
      ...bar,
      ...{ business_date: '2024-05-03', cash_payments: 50, cash_tips: 2 },
      ...{ cash_in: 240, cash_collected: 125, cash_out: -60, pay_out: -42.5, undo_pay_out: 30 },
      ...{ tip_out: -65, driver_reimbursement: -7.25, float_in: 200 },
      ...{ shortage: -1.75, over_short: -1.75, close_count: 1, is_closed: true },
      /* 50 + 240 + 125 - 60 - 42.50 + 30 - 65 */
      ...{ expected_deposit: 277.5, no_sale_count: 2, undone_count: 2 },
    },
    {
      ...{ ...nothing, cash_drawer_name: 'Patio', business_date: '2024-05-03' },
      ...{ cash_in: 100, cash_out: -100, overage: 3, over_short: 3, other_amount: 5 },
      ...{ close_count: 1, is_closed: true, undone_count: 1 },
    },
    {
      ...{ ...nothing, cash_drawer_name: null, business_date: '2024-05-03' },
      ...{ cash_payments: 25, expected_deposit: 25 },
    },
    { ...bar, business_date: '2024-05-04', cash_refunds: 10, cash_tip_refunds: 1 },
  ]);
});

it('cash_deposits_daily compares deposits with what Toast expects', async () => {
  const rows = await numbers(
    `select * exclude (restaurant_id, restaurant_name, currency_code)
    from toast_marts.cash_deposits_daily where business_date = '2024-05-03'`,
  );
  expect(rows).toEqual([
    {
      ...{ business_date: '2024-05-03', expected_deposit: 302.5, actual_deposit: 270 },
      ...{ difference: -32.5, floats: 200, expected_deposit_without_floats: 102.5 },
      ...{ difference_without_floats: 167.5, cash_payments_without_drawer: 25, cash_refunds: 0 },
      ...{ driver_reimbursement: -7.25, over_short: 1.25 },
      ...{ deposit_count: 1, undone_deposit_count: 1 },
    },
  ]);
});

it('takes in changes of cash by day, as a full refresh does', async () => {
  await workbench.query(
    'update toast_intermediate.int_cash_daily set cash_collected = -1 where day(business_date) = 10',
  );
  await list('cash_entries', '20240503', [entry('handed-in', 'CASH_COLLECTED', 85)]);
  await list('cash_entries', '20240505', [entry('open-again', 'NO_SALE', 0)]);
  /* Changes the day of the entry that it undoes, too. */
  await list('cash_entries', '20240509', [entry('returned', 'CASH_IN', 60, { undoes: 'lent' })]);
  await list('cash_deposits', '20240506', [{ guid: 'late', amount: 12, undoes: 'right' }]);
  await workbench.query("update raw_toast.cash_entries set removed_at = now() where id = 'driver'");
  await workbench.load('orders', [paidOrder('patio', '2024-06-02T00:00:00.000+0000')]);
  await workbench.transform({ select });

  const days = await numbers(
    `select
      business_date, cash_drawer_name, cash_payments, cash_collected, driver_reimbursement,
      no_sale_count, undone_count
    from toast_marts.cash_daily order by all`,
  );
  expect(days.map((row) => Object.values(row))).toEqual([
    ['2024-05-03', 'Bar', 0, 130, 0, 1, 2],
    ['2024-05-03', 'Patio', 50, 0, 0, 0, 1],
    ['2024-05-03', null, 25, 0, 0, 0, 0],
    ['2024-05-04', 'Patio', 0, 0, 0, 0, 0],
    ['2024-05-05', 'Bar', 0, 0, 0, 1, 0],
    ['2024-05-08', 'Bar', 0, 0, 0, 0, 1],
    ['2024-05-09', 'Bar', 0, 0, 0, 0, 0],
    /* This day did not change, so it was not computed again. */
    ['2024-05-10', 'Bar', 0, -1, 0, 0, 0],
  ]);

  const stored = () =>
    numbers(
      'select * from toast_intermediate.int_cash_daily where day(business_date) <> 10 order by all',
    );
  const incremental = await stored();
  await workbench.transform({ select: ['int_cash_events', 'int_cash_daily'], fullRefresh: true });
  expect(incremental).toEqual(await stored());
  const deposited = await numbers(
    `select business_date, actual_deposit, deposit_count, undone_deposit_count
    from toast_marts.cash_deposits_daily where undone_deposit_count > 0 or deposit_count > 0`,
  );
  expect(deposited.map((row) => Object.values(row))).toEqual([['2024-05-03', 0, 0, 2]]);
});

it('passes the data tests, apart from a type of entry that Toast has added', async () => {
  const results = await runDataTests({
    warehouse: workbench.warehouse,
    project: workbench.project,
    select: ['path:models/marts/cash', 'int_cash_events', 'int_cash_daily'],
    threads: 2,
    clock: () => 0,
    onEvent: () => undefined,
  });
  expect(results.length).toBeGreaterThan(30);
  const noticed = results.filter(({ status }) => status !== 'pass');
  expect(noticed.map(({ status, model }) => [model, status])).toEqual([['cash_daily', 'warn']]);
});
