import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeScenario, changes } from '../../scenarios/support/changed-days.js';
import { Workbench, type Entity } from './support/workbench.js';

/* The mart itself is a view of this table, and of others that do not change here. */
const select = ['+int_sales_daily'];

let workbench: Workbench;

afterEach(() => workbench.close());

describe('a mart that is kept by business day', () => {
  /* An order on each of two days, and the mart; each test goes on from a copy. */
  let base: Workbench;

  beforeAll(async () => {
    base = await Workbench.open();
    await base.load('orders', [order('a', 20240506, 10), order('b', 20240507, 20)]);
    await base.transform({ select: ['+sales_daily'] });
  });

  beforeEach(async () => {
    workbench = await base.copy();
  });

  afterAll(() => base.close());

  it('equals a full refresh after any edits, deletions, moves to another date and changed settings', async () => {
    await fc.assert(
      fc.asyncProperty(changes, (steps) => changeScenario(steps)),
      /* One run compares eleven marts; `npm run soak` makes many. */
      { numRuns: 1 },
    );
  });

  it('takes in the days that a failed build has missed', async () => {
    expect(await sales()).toEqual({ '2024-05-06': '10.0000', '2024-05-07': '20.0000' });

    /* Fits the columns of checks, and their sum does not fit that of the mart. */
    const most = 99_999_999_999_999;
    const failed = transform([order('a', 20240508, most), order('d', 20240508, most)]);
    await expect(failed).rejects.toThrow('int_sales_daily.sql');
    await transform([order('a', 20240509, 11), order('d', 20240509, 1), order('c', 20240507, 5)]);
    expect(await sales()).toEqual({ '2024-05-07': '25.0000', '2024-05-09': '12.0000' });
  });

  it('reads only the days that changed', async () => {
    await workbench.query(
      `update toast_intermediate.int_sales_daily set sales_before_refunds = -1
      where day(business_date) = 6`,
    );
    await transform([order('b', 20240507, 21)]);
    expect(await sales()).toEqual({ '2024-05-06': '-1.0000', '2024-05-07': '21.0000' });
  });

  it('has no row of the day that an order has left, also when its tables are built at different times', async () => {
    await workbench.load('orders', [order('a', 20240508, 10)]);
    for (const model of ['int_checks', 'int_sales_daily', 'int_item_sales', 'int_refunds']) {
      await workbench.transform({ select: [model] });
    }
    await workbench.transform({ select });
    expect(await sales()).toEqual({ '2024-05-07': '20.0000', '2024-05-08': '10.0000' });
  });

  it('has no row of a day that a full refresh of a table below it has dropped', async () => {
    await workbench.load('orders', [order('a', 20240508, 10)]);
    await workbench.transform({ select: ['+int_sales_daily,tag:order_batch'], fullRefresh: true });
    await workbench.transform({ select: ['int_sales_daily'] });
    expect(await sales()).toEqual({ '2024-05-07': '20.0000', '2024-05-08': '10.0000' });
  });

  it('has no row of a day whose orders went with tables that were dropped', async () => {
    await workbench.load('orders', [order('a', 20240508, 10)]);
    for (const { relation, config } of workbench.models(['+int_sales_daily,tag:order_batch'])) {
      await workbench.query(`drop table ${String(relation)}`);
      expect(config.materialized).toBe('incremental');
    }
    await workbench.transform({ select });
    expect(await sales()).toEqual({ '2024-05-07': '20.0000', '2024-05-08': '10.0000' });
  });

  it('keeps each changed day once, with its latest change', async () => {
    const before = await latest();
    await transform([order('a', 20240506, 11)]);
    await transform([order('b', 20240507, 5)]);
    const rows = await workbench.query(
      `select business_date, min(changed_at) > '${before}' as is_later from toast_meta.changed_day
      where business_date = '2024-05-06' group by all having count(*) = 1`,
    );
    expect(rows).toEqual([{ business_date: '2024-05-06', is_later: true }]);
  });
});

describe('the changed days', () => {
  beforeEach(async () => {
    workbench = await Workbench.open();
  });

  it('include those of payments, refunds and voids, before and after', async () => {
    const paid = (on: number): Entity => ({
      ...order('a', 20240506, 10),
      modifiedDate: `2024-06-01T00:00:${String(on % 60).padStart(2, '0')}.000+0000`,
      checks: [{ guid: 'check', payments: [{ guid: 'p', amount: 1, paidBusinessDate: on }] }],
    });
    await transform([paid(20240501)], ['payment']);
    await workbench.query('delete from toast_meta.changed_day');
    await transform([paid(20240503)], ['payment']);
    expect(await days()).toEqual(['2024-05-01', '2024-05-03', '2024-05-06']);
  });

  it('include those on which items of a fact are refunded or voided, when only the fact is built', async () => {
    const fact = { select: ['int_item_sales', 'int_checks'] };
    const refunded = (refundBusinessDate: number, voidBusinessDate: number): Entity => ({
      ...order('a', 20240506, 10),
      modifiedDate: `2024-06-01T00:00:${String(voidBusinessDate % 60).padStart(2, '0')}.000+0000`,
      checks: [
        {
          guid: 'check',
          selections: [
            { guid: 's1', price: 5, refundDetails: { refundAmount: 5 } },
            { guid: 's2', price: 5, voided: true, voidBusinessDate },
          ],
          payments: [{ guid: 'p', amount: 5, refund: { refundAmount: 5, refundBusinessDate } }],
        },
      ],
    });
    await workbench.load('orders', [refunded(20240507, 20240508)]);
    await workbench.transform(fact);
    await workbench.query('delete from toast_meta.changed_day');
    await workbench.load('orders', [refunded(20240509, 20240510)]);
    await workbench.transform(fact);
    const dates = [...['2024-05-06', '2024-05-07', '2024-05-08'], ...['2024-05-09', '2024-05-10']];
    expect(await days()).toEqual(dates);
  });

  it('include those of time entries, before and after, and all of a restaurant whose close-out moved', async () => {
    const models = { select: ['time_entry', 'restaurant'] };
    const entry = (on: number) => ({
      guid: 't',
      businessDate: String(on),
      modifiedDate: `2024-06-0${on % 10}T00:00:00.000+0000`,
    });
    await workbench.load('time_entries', [entry(20240501)]);
    await workbench.load('restaurant_details', [details(4)]);
    await workbench.transform(models);
    await workbench.query('delete from toast_meta.changed_day');
    await workbench.load('time_entries', [entry(20240503)]);
    await workbench.transform(models);
    expect(await days()).toEqual(['2024-05-01', '2024-05-03']);

    const before = await latest();
    await workbench.load('restaurant_details', [
      { ...details(4), general: { ...(details(4).general as Entity), phone: '1' } },
    ]);
    await workbench.transform(models);
    expect(await latest()).toEqual(before);
    await workbench.load('restaurant_details', [details(5)]);
    await workbench.transform(models);
    expect(await days(`where changed_at > '${before}'`)).toEqual(['2024-05-01', '2024-05-03']);
  });
});

function order(guid: string, businessDate: number, ...prices: number[]): Entity {
  const selections = prices.map((price, i) => ({
    guid: `${guid}-${i}`,
    price,
    preDiscountPrice: price,
  }));
  return { guid, businessDate, checks: [{ guid: `${guid}-check`, selections }] };
}

function details(closeoutHour: number): Entity {
  return {
    guid: '5eed0000-0000-4000-8000-000000000001',
    general: { timeZone: 'UTC', closeoutHour },
  };
}

async function transform(orders: Entity[], models = select): Promise<void> {
  await workbench.load('orders', orders);
  await workbench.transform({ select: models });
}

async function sales(): Promise<Record<string, unknown>> {
  const rows = await workbench.query(
    `select business_date, net_sales from toast_marts.sales_daily
    where not is_closed_day order by all`,
  );
  return Object.fromEntries(rows.map((row) => [String(row.business_date), row.net_sales]));
}

async function days(where = ''): Promise<unknown[]> {
  const rows = await workbench.query(
    `select distinct business_date from toast_meta.changed_day ${where} order by all`,
  );
  return rows.map((row) => row.business_date);
}

async function latest(): Promise<string> {
  const [row] = await workbench.query(
    'select max(changed_at)::varchar as at from toast_meta.changed_day',
  );
  return String(row?.at);
}
