import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, Workbench } from './support/workbench.js';
import { needs } from '../../support/vitest/needs.js';

const recorded = join(root, '../shared/toast-samples/menus-v2.json');
const restaurant = '1ca55347-2a8a-404c-9d69-215242e958ec';

/* The expected values were read from the recorded response by hand. */
const isPresent = existsSync(recorded);

describe('the recorded menus', needs('the recorded responses', isPresent), () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await Workbench.open();
    /* As text, because its identifiers have more digits than a JavaScript number can hold. */
    await workbench.load('published_menus', `[${await readFile(recorded, 'utf8')}]`, restaurant);
    await workbench.transform({ select: ['path:models/core/menus'] });
  });

  afterAll(() => workbench.close());

  it('give one row per entity and reference', async () => {
    const counts: Record<string, number> = {};
    for (const { name } of workbench.models(['path:models/core/menus'])) {
      counts[name] = (await workbench.rows(name)).length;
    }
    expect(counts).toEqual({
      published_menu: 8,
      published_menu_group: 17,
      published_menu_item: 37,
      published_menu_item_tag: 0,
      published_menu_item_portion: 0,
      published_menu_item_modifier_group: 13,
      published_modifier_group: 9,
      published_modifier_group_option: 37,
      published_modifier_option: 34,
      published_modifier_option_portion: 0,
      published_modifier_option_modifier_group: 3,
      published_pre_modifier_group: 0,
      published_pre_modifier: 0,
    });
  });

  it('give every item, with its price, in its menu and group', async () => {
    const rows = await workbench.query(
      `with listed as (
        select published_menu_id, published_menu_group_id,
          string_agg(name || ' ' || coalesce(price::varchar, '?'), ', ' order by position) as items
        from toast.published_menu_item group by all
      )
      select menu.position as menu, menu_group.name as menu_group, menu_group.depth,
        parent.name as parent, listed.items
      from toast.published_menu_group as menu_group
      join toast.published_menu as menu on menu.id = menu_group.published_menu_id
      left join toast.published_menu_group as parent
        on parent.id = menu_group.parent_group_id
        and parent.published_menu_id = menu_group.published_menu_id
      left join listed
        on listed.published_menu_group_id = menu_group.id
        and listed.published_menu_id = menu_group.published_menu_id
      order by menu.position, parent.position nulls first, menu_group.position`,
    );
    const first = { menu: 0, depth: 1, parent: null };
    expect(rows.filter(({ menu }) => menu === 0)).toEqual([
      { ...first, menu_group: 'Appetizers', items: 'Mozzarella Sticks 7.0000, Crab Cakes 0.0000' },
      {
        ...first,
        menu_group: 'Beverages',
        items: 'Coffee 1.5000, Tea 1.5000, Lemonade ?, Soda 1.0000',
      },
      {
        ...first,
        menu_group: 'Burritos',
        items: 'Black Bean Burrito 10.0000, Chicken Burrito 11.0000, Steak Burrito 12.0000',
      },
      { ...first, menu_group: 'Pizzas', items: 'Cheese Pizza 10.0000' },
      { ...first, menu_group: 'Sandwiches', items: 'Hamburger 11.0000' },
      { ...first, menu_group: 'Retail', items: 'T-Shirt 15.0000' },
      {
        menu: 0,
        depth: 2,
        parent: 'Sandwiches',
        menu_group: 'Meat Sandwiches',
        items: 'Turkey and Cheese Sandwich 8.0000, BLT 7.0000',
      },
      {
        menu: 0,
        depth: 2,
        parent: 'Sandwiches',
        menu_group: 'Vegetarian Sandwiches',
        items: 'Falafel Sandwich 9.0000, Grilled Cheese 8.0000',
      },
    ]);
    expect(rows.filter(({ menu }) => menu !== 0).map(({ menu, items }) => [menu, items])).toEqual([
      [1, 'Coffee 1.5000, Tea 1.5000, Soda 1.0000'],
      [2, 'Beer 6.0000, Wine 15.0000'],
      [3, 'Coffee 1.5000, Cappuccino 3.5000, Latte 4.0000'],
      [4, 'Coffee 1.5000, Mushroom and Spinach Omelette 10.0000, Ham and Cheese Omelette 10.0000'],
      [4, 'BLT 7.0000, Turkey and Cheese Sandwich 8.0000'],
      [5, 'Cookie 2.0000, Cake 3.0000'],
      [5, 'Baguette 3.0000, Sourdough 4.0000'],
      [6, 'BLT 7.0000, Turkey and Cheese Sandwich 8.0000'],
      [6, 'Mushroom and Spinach Omelette 10.0000, Ham and Cheese Omelette 10.0000'],
    ]);
  });

  it('give the fields of an item and its prices by time of day', async () => {
    const rows = await workbench.query(
      `select * from toast.published_menu_item where name = 'Mozzarella Sticks'`,
    );
    expect(rows).toEqual([
      expect.objectContaining({
        restaurant_id: restaurant,
        published_menu_id: '49da6644-7481-42cd-a06f-c2038fab6c05',
        published_menu_group_id: 'eda99087-d3ad-4bdd-88de-98f51dd87fc2',
        id: '40752bb3-fa42-4b90-a3da-07aa7d331ab7',
        position: 0,
        master_id: '500000004061487713',
        multi_location_id: null,
        price: '7.0000',
        pricing_strategy: 'TIME_SPECIFIC_PRICE',
        is_discountable: true,
        sales_category_id: null,
        tax_info: '["a550e659-3bf7-4e4f-b80a-b688836a41b9"]',
        tax_inclusion: 'TAX_NOT_INCLUDED',
        plu: '',
        calories: null,
        unit_of_measure: 'NONE',
        prep_time: null,
        _deleted: false,
      }),
    ]);
    const rules = await workbench.query(
      `select rule->>'timeSpecificPrice' as price, rule->>'$.schedule[0].timeRanges[0].end' as until
      from (
        select unnest((pricing_rules->'timeSpecificPricingRules')::json[]) as rule
        from toast.published_menu_item where name = 'Mozzarella Sticks'
      )`,
    );
    expect(rules).toEqual([
      { price: '5', until: '19:00' },
      { price: '6', until: '20:00' },
    ]);
  });

  it('give the publication time and the availability of a menu', async () => {
    const rows = await workbench.query(
      `select name, last_updated, restaurant_time_zone, availability->>'alwaysAvailable' as always,
        availability->>'$.schedule[0].timeRanges[0].start' as opens, visibility
      from toast.published_menu where position in (0, 1) order by position`,
    );
    const common = {
      last_updated: '2021-12-28T18:31:16.121Z',
      restaurant_time_zone: 'America/New_York',
      visibility: '["GRUBHUB","ORDERING_PARTNERS"]',
    };
    expect(rows).toEqual([
      { ...common, name: '1 - Partner Anytime Menu', always: 'true', opens: null },
      { ...common, name: '2 - Partner Morning Menu', always: 'false', opens: '08:00' },
    ]);
  });

  it('resolve reference ids, including circular ones', async () => {
    const groups = await workbench.query(
      `select link.modifier_group_reference_id as reference, modifier.name
      from toast.published_menu_item_modifier_group as link
      join toast.published_menu_item as item
        on item.id = link.published_menu_item_id
        and item.published_menu_group_id = link.published_menu_group_id
      join toast.published_modifier_group as modifier
        on modifier.reference_id = link.modifier_group_reference_id
        and modifier.id = link.published_modifier_group_id
      where item.name = 'Cheese Pizza' order by link.position`,
    );
    expect(groups).toEqual([
      { reference: 15, name: 'Veggie Toppings' },
      { reference: 22, name: 'Meat Toppings' },
      { reference: 26, name: 'Extra Cheese Options' },
    ]);
    const cycle = await workbench.query(
      `select modifier_option_reference_id as option, modifier_group_reference_id as leads_to,
        published_modifier_group_id as group_id
      from toast.published_modifier_option_modifier_group order by all`,
    );
    const cheese = '00370e0d-1290-4eb5-a9fc-e0149afb603f';
    expect(cycle).toEqual([
      { option: 2, leads_to: 5, group_id: '5167893b-cfbb-43ad-bd07-5e5c3382dd68' },
      { option: 34, leads_to: 33, group_id: cheese },
      { option: 41, leads_to: 33, group_id: cheese },
    ]);
    const options = await workbench.query(
      `select modifier.reference_id as reference, string_agg(option.name, ', '
          order by link.position) as options, any_value(option.price) as price
      from toast.published_modifier_group_option as link
      join toast.published_modifier_group as modifier
        on modifier.reference_id = link.modifier_group_reference_id
      join toast.published_modifier_option as option
        on option.reference_id = link.modifier_option_reference_id
        and option.id = link.published_modifier_option_id
      where modifier.reference_id in (5, 15) group by all order by all`,
    );
    const veggies = 'Mushrooms, Broccoli, Olives, Jalapeños, Bell Peppers, Pineapple';
    expect(options).toEqual([
      { reference: 5, options: 'Milk, Half and Half, Cream', price: '0.0000' },
      { reference: 15, options: veggies, price: null },
    ]);
  });
});
