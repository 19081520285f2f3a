import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ordersWithSameGuids, salesOrders } from './support/sales-orders.js';
import { restaurantId, Workbench } from './support/workbench.js';

const other = '5eed0000-0000-4000-8000-000000000002';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('orders', salesOrders);
  await workbench.load('orders', ordersWithSameGuids, other);
  await workbench.transform();
});

afterAll(() => workbench.close());

describe('sales_daily', () => {
  it('sums up a business date by the documented rules', async () => {
    expect(await day(restaurantId, '2024-05-06')).toEqual({
      ...nothing,
      restaurant_id: restaurantId,
      business_date: '2024-05-06',
      order_count: 2,
      check_count: 2,
      guest_count: 2,
      gross_sales: '18.5000',
      discounts: '3.5000',
      service_charges: '3.0000',
      net_sales: '18.0000',
      refunds: '4.0000',
      net_sales_after_refunds: '14.0000',
      taxes: '1.5000',
      gratuities: '4.0000',
      tips: '5.2500',
      tip_refunds: '1.0000',
      payment_refunds: '2.0000',
      deferred_sales: '27.0000',
      void_count: 3,
      void_amount: '16.0000',
    });
  });

  it('has a row for a business date on which everything was voided', async () => {
    expect(await day(restaurantId, '2024-05-07')).toEqual({
      ...nothing,
      restaurant_id: restaurantId,
      business_date: '2024-05-07',
      void_count: 1,
      void_amount: '9.9900',
    });
  });

  it('has a row for a business date whose only order has no checks', async () => {
    expect(await day(restaurantId, '2024-05-09')).toEqual({
      ...nothing,
      restaurant_id: restaurantId,
      business_date: '2024-05-09',
      order_count: 1,
      guest_count: 1,
    });
  });

  it('adds cents exactly, and keeps restaurants apart whose orders have the same GUIDs', async () => {
    expect(await day(other, '2024-05-06')).toEqual({
      ...nothing,
      restaurant_id: other,
      business_date: '2024-05-06',
      order_count: 1,
      check_count: 1,
      gross_sales: '0.3000',
      net_sales: '0.3000',
      net_sales_after_refunds: '0.3000',
      taxes: '0.0100',
    });
  });

  it('has no row for a business date with only deleted orders, nor for orders without one', async () => {
    expect(await workbench.query('select count(*) as days from toast_marts.sales_daily')).toEqual([
      { days: 4 },
    ]);
  });
});

const nothing = {
  order_count: 0,
  check_count: 0,
  guest_count: 0,
  gross_sales: '0.0000',
  discounts: '0.0000',
  service_charges: '0.0000',
  net_sales: '0.0000',
  refunds: '0.0000',
  net_sales_after_refunds: '0.0000',
  taxes: '0.0000',
  gratuities: '0.0000',
  tips: '0.0000',
  tip_refunds: '0.0000',
  payment_refunds: '0.0000',
  deferred_sales: '0.0000',
  void_count: 0,
  void_amount: '0.0000',
};

async function day(restaurant: string, date: string): Promise<unknown> {
  const [row] = await workbench.query(
    `select * from toast_marts.sales_daily
    where restaurant_id = '${restaurant}' and business_date = '${date}'`,
  );
  return row;
}
