import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/transform/run/model-events.js';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

const select = ['+checks', '+item_sales'];
const [unzoned, misspelled] = ['unzoned', 'misspelled'];

let workbench: Workbench;

const sale = (guid: string, businessDate: number, openedDate: string): Entity => ({
  ...{ guid, businessDate, openedDate, diningOption: { guid: 'dine-in' } },
  server: { guid: 'server' },
  checks: [
    {
      ...{ guid: `${guid}-check`, openedDate },
      selections: [
        {
          ...{ guid: `${guid}-item`, price: 1, itemGroup: { guid: 'burgers' } },
          ...{ item: { guid: 'burger', multiLocationId: '7' } },
        },
      ],
    },
  ],
});

const details = (guid: string, timeZone: string | null): Entity => {
  return { guid, general: { name: 'Café', locationName: guid, timeZone, closeoutHour: 4 } };
};

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('restaurant_details', [details(restaurantId, 'America/New_York')]);
  await workbench.load('restaurant_details', [details(unzoned!, null)], unzoned);
  await workbench.load(
    'restaurant_details',
    [details(misspelled!, 'America/New_Yrok')],
    misspelled,
  );
  await workbench.load('dining_options', [
    { guid: 'dine-in', name: 'Dine In', behavior: 'DINE_IN' },
  ]);
  await workbench.load('employees', [{ guid: 'server', firstName: 'Ann', lastName: 'Lee' }]);
  const menu = (guid: string) => {
    return { guid, name: guid, menuGroups: [{ guid: 'burgers', name: 'Burgers' }] };
  };
  const menus = [menu('Lunch'), menu('Dinner')];
  await workbench.load('published_menus', [{ restaurantGuid: restaurantId, menus }]);
  await workbench.load('orders', [sale('o', 20240501, '2024-05-01T16:00:00.000+0000')], unzoned);
  await workbench.load('orders', [sale('o', 20240501, '2024-05-01T16:00:00.000+0000')], misspelled);
  /* Loaded at 9 a.m. UTC of June 1, 2024: 5 a.m. in New York, an hour after close-out. */
  await workbench.load('orders', [
    sale('noon', 20240501, '2024-05-01T16:00:00.000+0000'),
    sale('late', 20240501, '2024-05-02T05:30:00.000+0000'),
    sale('after-spring-forward', 20240310, '2024-03-10T07:00:00.000+0000'),
    sale('night-after', 20240309, '2024-03-10T07:30:00.000+0000'),
    sale('second-1-am', 20231105, '2023-11-05T06:30:00.000+0000'),
    sale('month-later', 20240501, '2024-06-02T16:00:00.000+0000'),
    sale('long-ago', 19990501, '1999-05-01T16:00:00.000+0000'),
    sale('today', 20240601, '2024-06-01T16:00:00.000+0000'),
    sale('tomorrow', 20240602, '2024-06-02T16:00:00.000+0000'),
  ]);
  await workbench.transform({ select });
});

afterAll(() => workbench.close());

const column = async (sql: string) => {
  const rows = await workbench.query<{ k: string; v: Row[string] }>(sql);
  return Object.fromEntries(rows.map(({ k, v }) => [k, v]));
};
const ofOrders = (expression: string) =>
  column(`select order_id as k, ${expression} as v from toast_marts.checks
    where restaurant_id = '${restaurantId}'`);

describe('the local time of a sale', () => {
  it('follows the clock of the restaurant, on days when it is changed too', async () => {
    expect(await ofOrders('sold_at_local::varchar')).toEqual({
      noon: '2024-05-01 12:00:00',
      late: '2024-05-02 01:30:00',
      'after-spring-forward': '2024-03-10 03:00:00',
      'night-after': '2024-03-10 03:30:00',
      'second-1-am': '2023-11-05 01:30:00',
      'month-later': '2024-06-02 12:00:00',
      'long-ago': '1999-05-01 12:00:00',
      today: '2024-06-01 12:00:00',
      tomorrow: '2024-06-02 12:00:00',
    });
  });

  it('is that of DuckDB for every instant', async () => {
    const rows = await workbench.query(
      `select count(*) as n from toast_marts.checks
      where sold_at_local is distinct from sold_at at time zone 'America/New_York'
        and restaurant_id = '${restaurantId}'`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('gives hours that grow past midnight until the business date ends', async () => {
    expect(await ofOrders("concat_ws(' ', business_hour, hour_of_day)")).toMatchObject({
      noon: '12 12',
      late: '25 1',
      'after-spring-forward': '3 3',
      'night-after': '27 3',
      'second-1-am': '1 1',
    });
  });

  it('is null where the time zone is missing or is none', async () => {
    const rows = await workbench.query(
      `select restaurant_name, sold_at_local, business_hour, is_future from toast_marts.item_sales
      where restaurant_id <> '${restaurantId}' order by all`,
    );
    expect(rows).toEqual(
      [misspelled, unzoned].map((name) => {
        return {
          restaurant_name: name,
          sold_at_local: null,
          business_hour: null,
          is_future: false,
        };
      }),
    );
  });

  it('is in the future after the business date of the latest load', async () => {
    const future = await ofOrders('is_future');
    expect(Object.keys(future).filter((order) => future[order] === true)).toEqual(['tomorrow']);
  });
});

describe('names', () => {
  it('are those configured; that of a menu is null when several have the group', async () => {
    const rows = await workbench.query(
      `select distinct dining_option, dining_behavior, server_name, service_period, item_key,
        menu_group_name, menu_name, sales_category_name
      from toast_marts.item_sales where restaurant_id = '${restaurantId}'`,
    );
    expect(rows).toEqual([
      {
        ...{ dining_option: 'Dine In', dining_behavior: 'DINE_IN', server_name: 'Ann Lee' },
        ...{ service_period: 'No Service', item_key: '7', menu_group_name: 'Burgers' },
        ...{ menu_name: null, sales_category_name: 'No Sales Category Assigned' },
      },
    ]);
  });

  it('follow the configuration of today, without building a fact or its view again', async () => {
    await workbench.load('dining_options', [{ guid: 'dine-in', name: 'Table service' }]);
    const events: RunEvent[] = [];
    await workbench.transform({ select, onEvent: (event) => events.push(event) });
    const built = events.flatMap((event) => (event.type === 'start' ? [event.relation] : []));
    expect(built).toEqual(['toast.dining_option']);
    expect(
      await workbench.query('select distinct dining_option from toast_marts.checks order by all'),
    ).toEqual([{ dining_option: 'Table service' }, { dining_option: null }]);
  });
});
