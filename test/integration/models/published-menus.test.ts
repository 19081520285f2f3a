import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;
const select = ['path:models/core/menus'];

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

const item = (guid: string, fields: Entity = {}): Entity => ({ guid, name: guid, ...fields });
const group = (guid: string, menuItems: Entity[], menuGroups: Entity[] = []): Entity => {
  return { guid, name: guid, menuItems, menuGroups };
};

describe('published menus', () => {
  it('include groups and items at every depth', async () => {
    let nested = group('level 12', [item('deepest')]);
    for (let depth = 11; depth > 0; depth -= 1) nested = group(`level ${depth}`, [], [nested]);
    await publish({ menus: [{ guid: 'menu', menuGroups: [nested] }] });
    const rows = await workbench.query(
      `select id, parent_group_id as parent, depth from toast.published_menu_group order by depth`,
    );
    expect(rows).toEqual(
      Array.from({ length: 12 }, (_, i) => ({
        id: `level ${i + 1}`,
        parent: i === 0 ? null : `level ${i}`,
        depth: i + 1,
      })),
    );
    expect(await places()).toEqual([['menu', 'level 12', 'deepest', null]]);
  });

  it('include an item once per menu and group, with its price there', async () => {
    const shared = (price: number) => group('shared', [item('beer', { price })]);
    await publish({
      menus: [
        {
          guid: 'lunch',
          menuGroups: [group('drinks', [item('beer', { price: 5 })]), shared(4.995)],
        },
        { guid: 'dinner', menuGroups: [group('more', [], [shared(7)]), shared(7)] },
      ],
    });
    expect(await places()).toEqual([
      ['dinner', 'shared', 'beer', '7.0000'],
      ['lunch', 'drinks', 'beer', '5.0000'],
      ['lunch', 'shared', 'beer', '4.9950'],
    ]);
    const dinner = await workbench.query(
      `select depth, parent_group_id from toast.published_menu_group
      where published_menu_id = 'dinner' and id = 'shared'`,
    );
    expect(dinner).toEqual([{ depth: 1, parent_group_id: null }]);
  });

  it('include tags, portions, and the modifier groups of items and portions', async () => {
    const pizza = item('pizza', {
      itemTags: [{ guid: 'tag', name: 'Végétarien 🥦' }, null, { name: 'Hot' }],
      portions: [
        { guid: 'left', name: '1st Half', priceScaleFactor: 0.5, modifierGroupReferences: [7] },
        { guid: 'right', name: '2nd Half', modifierGroupReferences: [7, 8] },
      ],
      modifierGroupReferences: [8, 8, 99],
    });
    await publish({
      menus: [{ guid: 'menu', menuGroups: [group('pizzas', [pizza])] }],
      modifierGroupReferences: {
        7: { referenceId: 7, guid: 'toppings', preModifierGroupReference: 3 },
        8: { referenceId: 8, guid: 'sizes', preModifierGroupReference: null },
      },
      preModifierGroupReferences: {
        3: { guid: 'amounts', name: 'Amounts', preModifiers: [extra, { guid: 'no', name: 'NO' }] },
      },
    });
    const tags = await workbench.rows('published_menu_item_tag');
    expect(tags.map(({ position, name }) => [position, name])).toEqual([
      [0, 'Végétarien 🥦'],
      [2, 'Hot'],
    ]);
    const portions = await workbench.rows('published_menu_item_portion');
    expect(portions.map((row) => [row.position, row.id, row.price_scale_factor])).toEqual([
      [0, 'left', 0.5],
      [1, 'right', null],
    ]);
    const links = await workbench.query(
      `select published_menu_item_portion_id as portion, position,
        modifier_group_reference_id as reference, published_modifier_group_id as id
      from toast.published_menu_item_modifier_group
      order by portion nulls first, position`,
    );
    expect(links).toEqual([
      { portion: null, position: 0, reference: 8, id: 'sizes' },
      { portion: null, position: 1, reference: 8, id: 'sizes' },
      { portion: null, position: 2, reference: 99, id: null },
      { portion: 'left', position: 0, reference: 7, id: 'toppings' },
      { portion: 'right', position: 0, reference: 7, id: 'toppings' },
      { portion: 'right', position: 1, reference: 8, id: 'sizes' },
    ]);
    const groups = await workbench.query(
      `select id, pre_modifier_group_reference as reference, published_pre_modifier_group_id as pre
      from toast.published_modifier_group order by reference_id`,
    );
    expect(groups).toEqual([
      { id: 'toppings', reference: 3, pre: 'amounts' },
      { id: 'sizes', reference: null, pre: null },
    ]);
    const pre = await workbench.query(
      `select id, fixed_price, multiplication_factor, display_mode, charge_as_extra, plu,
        pre_modifier_group_reference_id as reference, published_pre_modifier_group_id as parent
      from toast.published_pre_modifier where position = 0`,
    );
    expect(pre).toEqual([
      {
        id: 'extra',
        fixed_price: '1.2500',
        multiplication_factor: 1.5,
        display_mode: 'AROUND',
        charge_as_extra: false,
        plu: '007',
        reference: 3,
        parent: 'amounts',
      },
    ]);
  });

  it('keep an option with two prices, and options that refer back to their own group', async () => {
    const option = (fields: Entity) => ({ guid: 'oat milk', ...fields });
    await publish({
      modifierGroupReferences: { 1: { guid: 'milks', modifierOptionReferences: [2, 5, 2] } },
      modifierOptionReferences: {
        2: option({ price: 0.5, modifierGroupReferences: [1] }),
        5: option({ price: 0.75, portions: [{ guid: 'half', modifierGroupReferences: [1] }] }),
      },
    });
    const options = await workbench.query(
      'select reference_id, id, price from toast.published_modifier_option order by all',
    );
    expect(options).toEqual([
      { reference_id: 2, id: 'oat milk', price: '0.5000' },
      { reference_id: 5, id: 'oat milk', price: '0.7500' },
    ]);
    const listed = await workbench.query(
      `select position, modifier_option_reference_id as reference
      from toast.published_modifier_group_option order by all`,
    );
    expect(listed.map(({ reference }) => reference)).toEqual([2, 5, 2]);
    const back = await workbench.query(
      `select modifier_option_reference_id as reference,
        published_modifier_option_portion_id as portion, published_modifier_group_id as leads_to
      from toast.published_modifier_option_modifier_group order by all`,
    );
    expect(back).toEqual([
      { reference: 2, portion: null, leads_to: 'milks' },
      { reference: 5, portion: 'half', leads_to: 'milks' },
    ]);
  });

  it('are marked as deleted, with everything in them, when no menu is published anymore', async () => {
    const menus = [{ guid: 'menu', menuGroups: [group('group', [item('item')])] }];
    await workbench.load('published_menus', [{ menus, modifierGroupReferences: { 1: {} } }]);
    await workbench.load('published_menus', [{ menus }], 'another restaurant');
    await workbench.query(
      `update raw_toast.published_menus set removed_at = extracted_at
      where restaurant_id = '${restaurantId}'`,
    );
    await workbench.transform({ select });
    for (const table of ['published_menu', 'published_menu_group', 'published_menu_item']) {
      const rows = await workbench.rows(table);
      expect(rows.map((row) => [row.restaurant_id, row._deleted])).toEqual([
        [restaurantId, true],
        ['another restaurant', false],
      ]);
    }
    const [modifiers] = await workbench.rows('published_modifier_group');
    expect(modifiers).toMatchObject({ _deleted: true, reference_id: 1 });
    expect(modifiers?.id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('keep the values that can be converted when others have the wrong type', async () => {
    const mistyped = { price: 'free', calories: '120', isDeferred: 'maybe', salesCategory: 'Food' };
    await publish({
      lastUpdated: 'yesterday',
      menus: [
        null,
        'menu',
        { menuGroups: 'none' },
        { guid: 'menu', menuGroups: [null, { guid: 'group', menuItems: [null, mistyped] }] },
      ],
      modifierGroupReferences: [{ guid: 'in a list' }],
      modifierOptionReferences: { two: { guid: 'by a name' }, 2: 'two', 3: null },
      preModifierGroupReferences: null,
    });
    const menus = await workbench.rows('published_menu');
    expect(menus.map(({ last_updated: at }) => at)).not.toContain('yesterday');
    const items = await workbench.query(
      `select position, price, calories, is_deferred, sales_category_id as category
      from toast.published_menu_item`,
    );
    expect(items).toEqual([
      { position: 1, price: null, calories: 120, is_deferred: null, category: null },
    ]);
    expect((await workbench.rows('published_modifier_option')).map(({ id }) => id)).not.toContain(
      'by a name',
    );
    const results = await runDataTests({
      warehouse: workbench.warehouse,
      project: workbench.project,
      select: ['path:models/core/menus'],
      threads: 2,
      clock: () => 0,
      onEvent: () => undefined,
    });
    expect(results.filter(({ status }) => status === 'fail')).toEqual([]);
  });
});

const extra: Entity = {
  guid: 'extra',
  name: 'EXTRA',
  fixedPrice: 1.25,
  multiplicationFactor: 1.5,
  displayMode: 'AROUND',
  chargeAsExtra: false,
  plu: '007',
};

async function publish(published: Entity): Promise<void> {
  await workbench.load('published_menus', [published]);
  await workbench.transform({ select });
}

async function places(): Promise<unknown[][]> {
  const rows = await workbench.query(
    `select published_menu_id, published_menu_group_id, id, price
    from toast.published_menu_item order by all`,
  );
  return rows.map((row) => Object.values(row));
}
