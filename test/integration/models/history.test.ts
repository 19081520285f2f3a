import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { employee, job } from './support/labor.js';
import { Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

/* Each load is an hour after the one before, from 01:00 on June 1, 2024. */
const list = (resource: string, ...entities: Entity[]) =>
  workbench.load(resource, entities, undefined, { deletionScope: {} });
const hour = (hours: number) => `2024-06-01T0${hours}:00:00.000Z`;
const build = (model: string) => workbench.transform({ select: [`+${model}_history`] });

describe('the menu_item history', () => {
  const burger = { guid: 'burger', name: 'Burger', plu: '1', images: [] };

  it('has a row for every period between renames, removal and return', async () => {
    await list('menu_items', burger);
    await list('menu_items', { ...burger, name: 'Cheeseburger' });
    await list('menu_items', { ...burger, name: 'Cheeseburger', images: [{ url: 'x' }] });
    await list('menu_items');
    await list('menu_items', { ...burger, name: 'Cheeseburger' });
    await build('menu_item');
    const rows = await workbench.query(
      'select name, valid_from, valid_to, is_current from toast_history.menu_item order by valid_from',
    );
    expect(rows).toEqual([
      { name: 'Burger', valid_from: hour(1), valid_to: hour(2), is_current: false },
      { name: 'Cheeseburger', valid_from: hour(2), valid_to: hour(4), is_current: false },
      { name: 'Cheeseburger', valid_from: hour(5), valid_to: null, is_current: true },
    ]);
  });

  it('is built again when only the history has changed', async () => {
    await list('menu_items', burger);
    await list('menu_items', { ...burger, name: 'Cheeseburger' });
    await build('menu_item');
    expect(await workbench.rows('menu_item_history')).toHaveLength(2);
    await workbench.query('delete from raw_toast_history.menu_items');
    await build('menu_item');
    expect(await workbench.rows('menu_item_history')).toMatchObject([{ name: 'Cheeseburger' }]);
  });
});

describe('the stock history', () => {
  it('tells what was out of stock on a day, and for how long', async () => {
    await list('menu_items', { guid: 'soup', name: 'Soup' }, { guid: 'pie', name: 'Pie' });
    const soup = { guid: 'soup', status: 'OUT_OF_STOCK' };
    await list('stock_inventory', soup, { guid: 'pie', status: 'QUANTITY', quantity: 3 });
    await list('stock_inventory', soup, { guid: 'pie', status: 'QUANTITY', quantity: 1 });
    await list('stock_inventory', soup, { guid: 'pie', status: 'OUT_OF_STOCK' });
    await list('stock_inventory', { guid: 'pie', status: 'OUT_OF_STOCK' });
    await build('stock');
    const rows = await workbench.query(
      `select name, epoch(valid_to - valid_from) / 3600 as hours
      from toast_history.stock
      where status = 'OUT_OF_STOCK' and valid_from::date = date '2024-06-01' order by name`,
    );
    expect(rows).toEqual([
      { name: 'Pie', hours: null },
      { name: 'Soup', hours: 3 },
    ]);
    const limited = await workbench.query(
      "select quantity from toast_history.stock where status = 'QUANTITY' order by valid_from",
    );
    expect(limited.map(({ quantity }) => Number(quantity))).toEqual([3, 1]);
  });
});

describe('the employee_wage history', () => {
  const wages = () =>
    workbench.query(
      `select job_id, wage::double as wage, wage_override is not null as own, valid_from, valid_to
      from toast_history.employee_wage order by job_id, valid_from`,
    );

  it('follows hiring, raises of a job and of an employee, and leaving', async () => {
    const cook = { ...job, guid: 'cook', defaultWage: 15 };
    const ann = { ...employee, jobReferences: [{ guid: 'cook' }], wageOverrides: [] };
    const raised = { ...ann, wageOverrides: [{ wage: 18, jobReference: { guid: 'cook' } }] };
    await list('employees', ann);
    await list('jobs', cook);
    await list('jobs', { ...cook, defaultWage: 16 });
    await list('jobs', { ...cook, defaultWage: 16, title: 'Chef' });
    await list('employees', { ...ann, phoneNumber: '1' });
    await list('employees', raised);
    await list('employees', { ...raised, deleted: true });
    await build('employee_wage');
    expect(await wages()).toEqual([
      { job_id: 'cook', wage: 15, own: false, valid_from: hour(1), valid_to: hour(3) },
      { job_id: 'cook', wage: 16, own: false, valid_from: hour(3), valid_to: hour(6) },
      { job_id: 'cook', wage: 18, own: true, valid_from: hour(6), valid_to: hour(7) },
    ]);
  });

  it('has overrides of jobs that were never listed, and ends with a job that is taken away', async () => {
    const other = { ...employee, jobReferences: [], wageOverrides: [] };
    const own = { ...other, wageOverrides: [{ wage: 9.5, jobReference: { guid: 'unknown' } }] };
    await list('employees', own);
    await list('employees', other);
    await build('employee_wage');
    expect(await wages()).toEqual([
      { job_id: 'unknown', wage: 9.5, own: true, valid_from: hour(1), valid_to: hour(2) },
    ]);
  });
});

it.each([
  ['job', 'jobs', 'default_wage', { defaultWage: 15 }, { defaultWage: 16 }],
  ['tax_rate', 'tax_rates', 'rate', { rate: 0.0625 }, { rate: 0.07 }],
  ['discount', 'discounts', 'percentage', { percentage: 10 }, { percentage: 15 }],
  ['service_charge', 'service_charges', 'percent', { percent: 18 }, { percent: 20 }],
])('the %s history has a row for each value', async (model, resource, column, before, after) => {
  await list(resource, { guid: 'a', ...before });
  await list(resource, { guid: 'a', ...after });
  await build(model);
  const rows = await workbench.query(
    `select ${column}::double as value, valid_from, valid_to, is_current
    from toast_history.${model} order by valid_from`,
  );
  expect(rows).toEqual([
    { value: Object.values(before)[0], valid_from: hour(1), valid_to: hour(2), is_current: false },
    { value: Object.values(after)[0], valid_from: hour(2), valid_to: null, is_current: true },
  ]);
});
