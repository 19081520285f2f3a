import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { Workbench } from './support/workbench.js';

const levels = 30_000;

/* JSON.stringify does not nest that deeply. */
function nested(list: string): string {
  return `${`{"name":"x","${list}":[`.repeat(levels)}${']}'.repeat(levels)}`;
}

const order = `{"guid":"o","checks":[{"guid":"c","selections":[{"guid":"s","modifiers":[${nested('modifiers')}]}]}]}`;
const menus = `{"restaurantGuid":"r","menus":[{"guid":"m","menuGroups":[${nested('menuGroups')}]}]}`;

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('orders', `[${order}, {"guid":"other"}]`);
  await workbench.load('published_menus', `[${menus}]`);
  await workbench.transform({
    select: ['stg_order+', 'menu_item_observed_price', '+published_menu_group'],
  });
});

afterAll(() => workbench.close());

describe('an order with 30,000 nested modifiers', () => {
  it('is kept as Toast sent it', async () => {
    const [row] = await workbench.query("select payload from raw_toast.orders where id = 'o'");
    expect(row?.payload).toBe(order);
  });

  it('is modelled down to the 50th level, whose row has what is below', async () => {
    const rows = await workbench.query(
      `select depth, length(modifiers) > 100000 as has_rest
      from toast.orders_check_selection_modifier order by depth`,
    );
    expect(rows).toEqual(Array.from({ length: 50 }, (_, i) => ({ depth: i + 1, has_rest: true })));
  });

  it('does not keep other orders out', async () => {
    const rows = await workbench.query('select id from toast.orders order by id');
    expect(rows).toEqual([{ id: 'o' }, { id: 'other' }]);
  });
});

it('published menus with 30,000 nested groups are modelled down to the 50th level', async () => {
  const rows = await workbench.query('select depth from toast.published_menu_group order by depth');
  expect(rows).toEqual(Array.from({ length: 50 }, (_, i) => ({ depth: i + 1 })));
});

it('toast test warns of both', async () => {
  const results = await runDataTests({
    warehouse: workbench.warehouse,
    project: workbench.project,
    select: ['orders_check_selection_modifier', 'published_menu_group'],
    threads: 2,
    clock: () => 0,
    onEvent: () => undefined,
  });
  const warned = results.filter(
    ({ test, failures }) => /^expression_is_true/.test(test) && failures > 0,
  );
  expect(warned).toMatchObject([
    { model: 'published_menu_group', status: 'warn', failures: 1 },
    { model: 'orders_check_selection_modifier', status: 'warn', failures: 1 },
  ]);
});
