import { afterEach, beforeEach, expect, it } from 'vitest';
import { Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

const select = ['+menu_item_price_history'];
const tables = ['menu_item_sold_price', 'menu_item_price_history'];

it('prices of sales are grouped by business date, taken in by changed day and equal to a full refresh', async () => {
  await workbench.load('orders', [
    sale('2024-02-10T22:00', 20240210, 9),
    sale('2024-02-11T01:00', 20240210, 8),
    sale('2024-02-11T02:00', 20240210, 9),
    sale('2024-02-12T12:00', 20240212, 10),
    sale('2024-02-13T12:00', 20240213, 11),
  ]);
  await workbench.transform({ select });
  expect(await sold()).toEqual({ '2024-02-10': 9, '2024-02-12': 10, '2024-02-13': 11 });

  await workbench.load('orders', [
    { ...sale('2024-02-12T12:00', 20240212, 10), deleted: true },
    sale('2024-02-13T12:00', 20240214, 11),
    sale('2024-02-13T13:00', 20240213, 12),
  ]);
  await workbench.transform({ select });
  expect(await sold()).toEqual({ '2024-02-10': 9, '2024-02-13': 12, '2024-02-14': 11 });

  const rows = () => Promise.all(tables.map((table) => workbench.rows(table)));
  const incremental = await rows();
  await workbench.transform({ select, fullRefresh: true });
  expect(await rows()).toEqual(incremental);

  await workbench.query(
    "update toast_history.menu_item_sold_price set price = 1 where business_date = '2024-02-10'",
  );
  await workbench.load('orders', [sale('2024-02-15T12:00', 20240215, 13)]);
  await workbench.transform({ select });
  expect(await sold()).toMatchObject({ '2024-02-10': 1, '2024-02-15': 13 });
});

let versions = 0;

function sale(at: string, businessDate: number, price: number): Entity {
  const selection = {
    ...{ guid: `selection ${at}`, item: { guid: 'burger' }, displayName: 'Burger' },
    ...{ createdDate: `${at}:00.000+0000`, receiptLinePrice: price },
  };
  versions += 1;
  return {
    guid: `order ${at}`,
    businessDate,
    modifiedDate: `2024-06-01T00:00:${10 + versions}.000+0000`,
    checks: [{ guid: `check ${at}`, selections: [selection] }],
  };
}

async function sold(): Promise<Record<string, unknown>> {
  const rows = await workbench.query(
    'select business_date, price::double as price from toast_history.menu_item_sold_price order by 1',
  );
  return Object.fromEntries(rows.map((row) => [String(row.business_date), row.price]));
}
