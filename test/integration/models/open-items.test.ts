import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterAll } from './support/ledger.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

const select = ['+open_items'];
const bare = '5eed0000-0000-4000-8000-000000000002';

let workbench: Workbench;

/* The workbench loads on June 1, which is the current business date; cash is read up to June 1 too. */
beforeAll(async () => {
  workbench = await Workbench.open();
  const details = (guid: string) => ({
    ...{ guid, general: { name: 'Grill', timeZone: 'UTC', closeoutHour: 0, currencyCode: 'USD' } },
  });
  await workbench.load('restaurant_details', [details(restaurantId)]);
  await workbench.load('restaurant_details', [details(bare)], bare);
  await workbench.load('employees', [{ guid: 'ann', firstName: 'Ann', v2EmployeeGuid: 'key' }]);
  await workbench.load('cash_drawers', [{ guid: 'bar', printer: { guid: 'printer' } }]);
  await workbench.load('printers', [{ guid: 'printer', name: 'Bar' }]);
  await workbench.load('orders', orders);
  await workbench.load('orders', [order('elsewhere', 30, { payments: [cash(10)] })], bare);
  await workbench.load('time_entries', [
    entry('left-on', 30, null),
    { ...entry('at-work', 31, null), businessDate: '20240601' },
    entry('over', 30, '2024-05-30T20:00:00.000+0000'),
    { ...entry('gone', 30, null), deleted: true },
  ]);
  const drawer = { date: '2024-05-30T12:00:00.000+0000', cashDrawer: { guid: 'bar' } };
  await list('cash_entries', 20240529, [
    { guid: 'closed', type: 'CLOSE_OUT_EXACT', amount: 0, ...drawer },
    { guid: 'in', type: 'CASH_IN', amount: 80, ...drawer },
  ]);
  await list('cash_entries', 20240530, [{ guid: 'in-2', type: 'CASH_IN', amount: 5, ...drawer }]);
  await list('cash_deposits', 20240529, [{ guid: 'deposit', amount: 80 }]);
  await enterAll(workbench, restaurantId, { from: '05-01T00:00', at: '06-01T00:30' });
  await workbench.transform({ select });
});

afterAll(() => workbench.close());

it('lists what is open of days that are over, what is due today, and nothing else', async () => {
  const rows = await workbench.query(
    `select kind, item_id, strftime(business_date, '%m-%d') as day, amount, age_days, employee_key
    from toast_marts.open_items where restaurant_id = '${restaurantId}' order by kind, item_id`,
  );
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['deposit_missing', '2024-05-30', '05-30', '17.0000', 2, null],
    ['drawer_not_closed', 'bar', '05-30', '17.0000', 2, null],
    ['negative_balance', 'overpaid-check', '05-30', '-2.0000', 2, 'key'],
    ['open_check', 'left-open-check', '05-30', '10.0000', 2, 'key'],
    ['open_time_entry', 'left-on', '05-30', null, 2, 'key'],
    ['order_due', 'catering', '06-01', '10.0000', 0, 'key'],
    ['order_due', 'unpaid', '06-01', '10.0000', 0, 'key'],
    ['refund_without_reason', 'overpaid-payment-2', '05-31', '3.0000', 1, 'key'],
  ]);
});

it('says what each is in words, with today’s name of the person', async () => {
  const rows = await workbench.query(
    `select kind, employee_name, description from toast_marts.open_items
    where restaurant_id = '${restaurantId}' order by kind, item_id`,
  );
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['deposit_missing', null, 'No cash of the day was deposited'],
    ['drawer_not_closed', null, 'Drawer Bar was not closed'],
    ['negative_balance', 'Ann', 'Check 7 was paid more than is due, order 70'],
    ['open_check', 'Ann', 'Check 7 is not closed, order 70'],
    ['open_time_entry', 'Ann', 'Clocked in at 12:00 and not out'],
    ['order_due', 'Ann', 'Order 70 is promised for 18:00'],
    ['order_due', 'Ann', 'Order 70 is promised for 00:10'],
    ['refund_without_reason', 'Ann', 'An amount was refunded for no item or charge, check 7'],
  ]);
});

it('does not miss cash of a restaurant whose cash is not extracted', async () => {
  const rows = await workbench.query(
    `select kind from toast_marts.open_items where restaurant_id = '${bare}'`,
  );
  expect(rows).toEqual([]);
});

const orders = [
  order('left-open', 30, { paymentStatus: 'OPEN', payments: [] }),
  order('overpaid', 30, {
    payments: [
      cash(12),
      { ...card('overpaid-payment-2', 0), refund: refund(3, 20240531) },
      { ...card('overpaid-payment-3', 0), refund: refund(4, 20240502) },
    ],
  }),
  order('paid', 30, { payments: [{ ...card('p', 10) }] }),
  order('voided', 30, { paymentStatus: 'OPEN', voided: true }),
  order('today', 32, { paymentStatus: 'OPEN' }),
  order('catering', 32, { payments: [card('p2', 10)] }, { promisedDate: at(18, '00') }),
  order('unpaid', 32, { paymentStatus: 'OPEN' }, { promisedDate: at(0, '10') }),
  order('handed-out', 32, { payments: [card('p3', 10)] }, { promisedDate: at(0, '20') }),
  order(
    'tomorrow',
    33,
    { paymentStatus: 'OPEN' },
    { promisedDate: '2024-06-02T18:00:00.000+0000' },
  ),
];

/* An order over 10.00 of a day of May; 32 is June 1. */
function order(guid: string, day: number, check: Entity, fields: Entity = {}): Entity {
  const item = { guid: `${guid}-item`, quantity: 1, price: 10, preDiscountPrice: 10 };
  const businessDate = day > 31 ? 20240600 + day - 31 : 20240500 + day;
  return {
    ...{ guid, businessDate, displayNumber: '70', server: { guid: 'ann' } },
    checks: [
      {
        ...{ guid: `${guid}-check`, displayNumber: '7', amount: 10, paymentStatus: 'CLOSED' },
        ...{ selections: [item], ...check },
      },
    ],
    ...fields,
  };
}

function at(hour: number, minute: string): string {
  return `2024-06-01T${String(hour).padStart(2, '0')}:${minute}:00.000+0000`;
}

function cash(amount: number): Entity {
  return {
    ...{ guid: `cash-${amount}`, type: 'CASH', amount, paidBusinessDate: 20240530 },
    cashDrawer: { guid: 'bar' },
  };
}

function card(guid: string, amount: number): Entity {
  return { guid, type: 'CREDIT', amount, paymentStatus: 'CAPTURED', paidBusinessDate: 20240530 };
}

function refund(refundAmount: number, refundBusinessDate: number): Entity {
  return { refundAmount, refundBusinessDate, refundTransaction: { guid: `r${refundAmount}` } };
}

function entry(guid: string, day: number, outDate: string | null): Entity {
  return {
    ...{ guid, businessDate: String(20240500 + day), outDate, hourlyWage: 10 },
    ...{ inDate: `2024-05-${day}T12:00:00.000+0000`, employeeReference: { guid: 'ann' } },
  };
}

async function list(resource: string, businessDate: number, entities: Entity[]): Promise<void> {
  await workbench.load(resource, entities, restaurantId, { businessDate: String(businessDate) });
}
