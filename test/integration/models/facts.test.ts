import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { factOrders } from './support/fact-orders.js';
import { restaurantId, Workbench } from './support/workbench.js';

const select = ['+checks', '+item_sales', '+int_modifier_mix_daily'];

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('restaurant_details', [
    {
      guid: restaurantId,
      general: { name: 'Café', timeZone: 'America/New_York', closeoutHour: 4, currencyCode: 'USD' },
    },
  ]);
  await workbench.load('orders', factOrders);
  await workbench.transform({ select });
});

afterAll(() => workbench.close());

/* The amounts of a check that are not 0, as numbers. */
async function check(order: string): Promise<Record<string, unknown>> {
  const [row] = await workbench.query(
    `select * from toast_marts.checks where check_id = '${order}-1'`,
  );
  const amounts = Object.entries(row ?? {})
    .filter(([, value]) => typeof value === 'string' && /^-?\d+\.\d{4}$/.test(value))
    .map(([name, value]) => [name, Number(value)] as const);
  return Object.fromEntries(amounts.filter(([, value]) => value !== 0));
}

const items = (order: string, columns: string): Promise<Row[]> =>
  workbench.query(
    `select ${columns} from toast_marts.item_sales where order_id = '${order}' order by item_sale_id`,
  );

describe('a check', () => {
  it.each([
    ['tax-included', { item_gross_sales: 9.34, item_discounts: 4.67, discounts: 4.67, tax: 0.33 }],
    ['removed-reward', { item_gross_sales: 20, gross_sales: 20, item_net_sales: 20 }],
    ['gift-card', { gross_sales: 20, discounts: 2, check_discounts: 2, gift_card_sales: 45 }],
    ['gift-card', { sales_before_refunds: 18, deferred_sales: 45, amount_due: 63, balance: 63 }],
    ['custom-refund', { sales_before_refunds: 54, refunds: 15, custom_refunds: 15, paid: 54 }],
    ['refund-later', { refunds: 15, item_refunds: 15 }],
    ['modifier-refund', { refunds: 16, item_refunds: 16, tax_refunds: 0.16 }],
    ['marketplace', { tax: 2, item_tax: 1.2, service_charge_tax: 0.8, tax_refunds: 0.8 }],
    ['marketplace', { marketplace_tax: 0.5, delivery_fees: 3, gross_sales: 13, amount_due: 15 }],
    ['void', { voided_amount: 8, void_quantity: 2 }],
    ['unknown-status', { tips: 10, paid: 2, balance: 3 }],
    ['charges', { gratuities: 20, donations: 1, service_charges: 1.98, gratuity_refunds: 10 }],
    ['charges', { card_surcharges: 2, cash_rounding: -0.02, tip_refunds: 1, paid: 22.98 }],
  ])('of the order %s has the amounts %j', async (order, amounts) => {
    expect(await check(order)).toMatchObject(amounts);
  });

  it('has no amounts but those of its parts', async () => {
    expect(await check('void')).toEqual({ voided_amount: 8, void_quantity: 2 });
    expect(Object.keys(await check('refund-later')).filter((name) => /refund/.test(name))).toEqual([
      ...['sales_before_refunds', 'refunds', 'item_refunds'],
    ]);
    expect(Object.keys(await check('charges')).filter((name) => /refund/.test(name))).toEqual([
      ...['sales_before_refunds', 'gratuity_refunds', 'tip_refunds'],
    ]);
  });

  it('counts unless it is deleted, voided, waste, a test or refused', async () => {
    const rows = await workbench.query(
      `select check_id from toast_marts.checks where not is_counted order by check_id`,
    );
    expect(rows.map(({ check_id: id }) => id)).toEqual([
      ...['createdInTestMode-1', 'deleted-1', 'excessFood-1', 'not-approved-1', 'split-3'],
    ]);
    expect(await items('not-approved', 'is_sold, net_sales')).toEqual([
      { is_sold: false, net_sales: '42.0000' },
    ]);
  });

  it('carries the guests of its order if it is the first that counts', async () => {
    const rows = await workbench.query(
      `select check_id, guest_count, is_first_check, is_split from toast_marts.checks
      where order_id = 'split' order by check_id`,
    );
    expect(rows).toEqual([
      { check_id: 'split-1', guest_count: 0, is_first_check: false, is_split: true },
      { check_id: 'split-2', guest_count: 4, is_first_check: true, is_split: true },
      { check_id: 'split-3', guest_count: 0, is_first_check: false, is_split: true },
    ]);
  });

  it('is of a third party when a marketplace collects its tax, and open when it counts', async () => {
    const rows = await workbench.query(
      `select order_channel, is_open from toast_marts.checks
      where order_id in ('marketplace', 'unknown-status') order by order_id`,
    );
    expect(rows).toEqual([
      { order_channel: 'Third party', is_open: false },
      { order_channel: 'Other', is_open: true },
    ]);
  });
});

describe('an item', () => {
  it('is refunded on the business date of the payment with the same refund', async () => {
    const columns = 'refunds, refunded_on, is_refunded';
    expect(await items('refund-later', columns)).toEqual([
      { refunds: '15.0000', refunded_on: '2024-05-03', is_refunded: true },
    ]);
    expect(await items('modifier-refund', columns)).toEqual([
      { refunds: '14.0000', refunded_on: '2024-05-01', is_refunded: true },
      { refunds: '2.0000', refunded_on: '2024-05-01', is_refunded: true },
    ]);
    expect(await items('custom-refund', columns)).toEqual([
      { refunds: '0.0000', refunded_on: null, is_refunded: false },
    ]);
  });

  it('is sold unless it is deferred or voided, and tells what was voided or wasted', async () => {
    const columns = 'is_sold, is_deferred, is_voided, voided_gross_sales, waste_quantity';
    const [card, beside] = await items('gift-card', columns);
    expect(card).toMatchObject({ is_sold: true, is_deferred: false, is_voided: false });
    expect(beside).toMatchObject({ is_sold: false, is_deferred: true, is_voided: false });
    const [, voided] = await items('void', columns);
    expect(voided).toMatchObject({ is_sold: false, voided_gross_sales: '10.0000' });
    const ofSplit = await items('split', 'item_sale_id, is_voided, is_sold');
    expect(ofSplit).toEqual([
      { item_sale_id: 'first', is_voided: false, is_sold: true },
      { item_sale_id: 'none', is_voided: true, is_sold: false },
      { item_sale_id: 'second', is_voided: false, is_sold: true },
    ]);
    const [wasted] = await items('excessFood', columns);
    expect(wasted).toMatchObject({ is_sold: false, waste_quantity: '2.0000' });
  });

  it('counts modifiers that have neither an item nor a name as unknown', async () => {
    const rows = await workbench.query(
      `select modifier_key, sum(gross_sales)::double as gross_sales
      from toast_intermediate.int_modifier_mix_daily
      where modifier_name is null group by all`,
    );
    expect(rows).toEqual([{ modifier_key: 'unknown', gross_sales: 4 }]);
  });

  it('has the price of its modifiers, whether Toast sends that of one item or of the line', async () => {
    const rows = await workbench.query(
      `select
        item_sales.item_sale_id as item, modifier_gross_sales,
        modifiers.quantity, modifiers.gross_sales
      from toast_marts.item_sales
      inner join toast_intermediate.int_modifier_sales as modifiers
        on modifiers.orders_check_selection_id = item_sale_id
      where order_id = 'modifiers' order by item`,
    );
    expect(rows).toEqual([
      {
        item: 'free',
        modifier_gross_sales: '0.0000',
        quantity: '3.0000',
        gross_sales: '0.0000',
      },
      ...['per-item', 'per-line'].map((name) => {
        return {
          item: name,
          modifier_gross_sales: '4.5000',
          quantity: '3.0000',
          gross_sales: '4.5000',
        };
      }),
    ]);
  });
});
