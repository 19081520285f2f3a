import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Workbench, type Entity, type Json } from './support/workbench.js';

let workbench: Workbench;

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

/* Loads published menus, one hour after the load before; the first at 01:00 on June 1, 2024. */
let publications = 0;
const publish = (menus: Json[], maps: Entity = {}) =>
  workbench.load('published_menus', [
    { lastUpdated: `2024-05-31T00:00:${10 + publications++}.000+0000`, menus, ...maps },
  ]);
const menu = (guid: string, ...menuItems: Json[]): Json => ({
  guid,
  name: `Menu ${guid}`,
  menuGroups: [
    { guid: `${guid}-group`, menuItems: [], menuGroups: [{ guid: 'inner', menuItems }] },
  ],
});
const burger = (price: number | null, more: Entity = {}): Json => ({
  ...{ guid: 'burger', name: 'Burger', price, pricingStrategy: 'BASE_PRICE' },
  ...more,
});
const hour = (hours: number) => `2024-06-01T0${hours}:00:00.000Z`;
const build = () => workbench.transform({ select: ['+menu_item_price_history'] });
const prices = (columns: string) =>
  workbench.query(
    `select ${columns}, price::double as price, valid_from, valid_to
    from toast_history.menu_item_price order by all`,
  );

const sale = (at: string, price: number, more: Entity = {}): Entity => ({
  guid: `order ${at} ${price}`,
  businessDate: Number(at.slice(0, 10).replaceAll('-', '')),
  modifiedDate: at,
  checks: [
    {
      guid: `check ${at} ${price}`,
      selections: [
        {
          guid: `selection ${at} ${price}`,
          item: { guid: 'burger' },
          displayName: 'Burger',
          createdDate: at,
          receiptLinePrice: price,
          ...more,
        },
      ],
    },
  ],
});

describe('prices that were observed', () => {
  it('have a row for each period, whatever else of the menu changes', async () => {
    await publish([menu('m', burger(12))]);
    await publish([menu('m', burger(12, { name: 'Big burger' }), { guid: 'pie', price: 4 })]);
    await publish([menu('m', burger(13))]);
    await build();
    expect(await prices('menu_item_id, name, source')).toEqual([
      {
        menu_item_id: 'burger',
        name: 'Big burger',
        source: 'observed',
        price: 12,
        valid_from: hour(1),
        valid_to: hour(3),
      },
      {
        menu_item_id: 'burger',
        name: 'Burger',
        source: 'observed',
        price: 13,
        valid_from: hour(3),
        valid_to: null,
      },
      {
        menu_item_id: 'pie',
        name: null,
        source: 'observed',
        price: 4,
        valid_from: hour(2),
        valid_to: hour(3),
      },
    ]);
  });

  it('are kept apart by menu, portion, hours and size', async () => {
    const schedule = [{ days: ['FRIDAY'], timeRanges: [{ start: '17:00', end: '19:00' }] }];
    await publish(
      [
        menu(
          'day',
          burger(10, {
            portions: [{ guid: 'half', name: 'Half', priceScaleFactor: 0.55 }],
            pricingRules: {
              timeSpecificPricingRules: [{ timeSpecificPrice: 8, basePrice: 10, schedule }],
            },
          }),
        ),
        menu('night', burger(11)),
        menu('sizes', {
          guid: 'soup',
          price: null,
          pricingStrategy: 'SIZE_PRICE',
          pricingRules: { sizeSpecificPricingGuid: 'soup-sizes' },
        }),
      ],
      {
        modifierGroupReferences: {
          1: { guid: 'soup-sizes', modifierOptionReferences: [7] },
          2: { guid: 'other', modifierOptionReferences: [8] },
        },
        modifierOptionReferences: {
          7: { guid: 'cup', name: 'Cup', price: 5 },
          8: { guid: 'extra', name: 'Extra', price: 1 },
        },
      },
    );
    await build();
    const rows = await workbench.query(
      `select published_menu_name as menu, menu_item_id as item, portion_name as portion,
        size_name as size, schedule, price::double as price
      from toast_history.menu_item_price order by menu, price`,
    );
    const none = { portion: null, size: null, schedule: null };
    expect(rows).toEqual([
      { ...none, menu: 'Menu day', item: 'burger', portion: 'Half', price: 5.5 },
      { ...none, menu: 'Menu day', item: 'burger', schedule: JSON.stringify(schedule), price: 8 },
      { ...none, menu: 'Menu day', item: 'burger', price: 10 },
      { ...none, menu: 'Menu night', item: 'burger', price: 11 },
      { ...none, menu: 'Menu sizes', item: 'soup', size: 'Cup', price: 5 },
    ]);
  });
});

describe('prices that are inferred from sales', () => {
  it('answer what a burger cost on a day before the first extraction', async () => {
    await publish([menu('m', burger(12))]);
    await workbench.load('orders', [
      sale('2024-02-10T12:00:00.000+0000', 9),
      sale('2024-02-25T12:00:00.000+0000', 10),
      sale('2024-02-26T12:00:00.000+0000', 10, { voided: true, receiptLinePrice: 99 }),
      sale('2024-03-05T12:00:00.000+0000', 10),
      sale('2024-03-05T17:00:00.000+0000', 7),
      sale('2024-03-05T18:00:00.000+0000', 10.0),
      sale('2024-03-20T12:00:00.000+0000', 11),
      sale('2024-06-02T12:00:00.000+0000', 99),
    ]);
    await build();
    const rows = await prices('source');
    const at = (day: string) => `2024-${day}T12:00:00.000Z`;
    expect(rows).toEqual([
      { source: 'observed', price: 12, valid_from: hour(1), valid_to: null },
      { source: 'sales', price: 9, valid_from: at('02-10'), valid_to: at('02-25') },
      { source: 'sales', price: 10, valid_from: at('02-25'), valid_to: at('03-20') },
      { source: 'sales', price: 11, valid_from: at('03-20'), valid_to: hour(1) },
    ]);
    expect(
      await workbench.query(
        "select price::double as price, source from toast_history.menu_item_price where name = 'Burger' and timestamptz '2024-03-01 12:00:00Z' >= valid_from and timestamptz '2024-03-01 12:00:00Z' < coalesce(valid_to, 'infinity')",
      ),
    ).toEqual([{ price: 10, source: 'sales' }]);
  });

  it('end with the last sale of an item that is on no menu', async () => {
    await publish([menu('m')]);
    await workbench.load('orders', [
      sale('2024-02-10T12:00:00.000+0000', 9),
      sale('2024-02-11T12:00:00.000+0000', 9),
    ]);
    await build();
    expect(await prices('source')).toEqual([
      {
        source: 'sales',
        price: 9,
        valid_from: '2024-02-10T12:00:00.000Z',
        valid_to: '2024-02-11T12:00:00.000Z',
      },
    ]);
  });

  it('are those of sizes where a size has the price', async () => {
    const size = {
      ...{ guid: 'modifier', item: { guid: 'cup' }, displayName: 'Cup' },
      ...{ optionGroupPricingMode: 'REPLACES_PRICE', receiptLinePrice: 5 },
    };
    await workbench.load('orders', [
      sale('2024-02-10T12:00:00.000+0000', 0, { modifiers: [size] }),
    ]);
    await build();
    expect(await prices('size_id, size_name, is_current')).toEqual([
      {
        size_id: 'cup',
        size_name: 'Cup',
        is_current: true,
        price: 5,
        valid_from: '2024-02-10T12:00:00.000Z',
        valid_to: null,
      },
    ]);
  });
});
