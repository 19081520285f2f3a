import { beforeAll, describe, expect, it } from 'vitest';
import { runDataTests, type DataTestOptions } from '../../../src/transform/run/data-tests.js';
import { loadProject } from '../../../src/transform/project/load-project.js';
import type { Project } from '../../../src/transform/project/model.js';
import type { DataTestResult } from '../../../src/transform/run/test-events.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { loadOrders, run, shop } from './support/shop.js';

async function check(
  warehouse: Warehouse,
  project: Project,
  options: Partial<DataTestOptions> = {},
): Promise<DataTestResult[]> {
  return runDataTests({
    warehouse,
    project,
    threads: 2,
    clock: () => 0,
    onEvent: () => undefined,
    ...options,
  });
}

const outcome = ({ test, status, failures }: DataTestResult) => [test, status, failures];

describe('the data tests of a project', () => {
  let project: Project;
  beforeAll(async () => {
    project = await loadProject(shop);
  });

  it('pass on good data, in a database open for reading', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, {
      a: { status: 'open', total: '0', items: ['tea'] },
      b: { status: "guest's", total: '3', items: [] },
    });
    await run(warehouse, project);
    warehouse.close();
    const reader = await Warehouse.open(warehouse.path, { mode: 'read' });
    try {
      expect((await check(reader, project)).map(outcome)).toEqual([
        ['in_parent_orders_id__source_landing_orders___id', 'pass', 0],
        ['unique_orders_id', 'pass', 0],
        ['not_null_orders_id', 'pass', 0],
        ['accepted_values_orders_status__open__closed__guest_s', 'pass', 0],
        ['at_least_orders_total__1', 'pass', 0],
        ['relationships_order_item_orders_id__id__ref_orders_', 'pass', 0],
        ['source_not_null_landing_orders_id', 'pass', 0],
      ]);
    } finally {
      reader.close();
    }
  });

  it('find failing rows, and give up to five of them without personal data', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '5', items: ['tea'] } });
    await run(warehouse, project);
    await warehouse.with((c) =>
      c.run(`insert into toast.orders select * from toast.orders;
        insert into toast.orders (id, status, total) values (null, 'lost', 5);
        insert into toast.orders (id, status, total) select 'c' || i, 'closed', 0 from range(7) as t(i);
        insert into toast.order_item values ('x', 'cake')`),
    );
    const results = await check(warehouse, project, { select: ['core'] });
    expect(
      Object.fromEntries(results.map((r) => [r.test.split('_').slice(0, 2).join('_'), r.failures])),
    ).toEqual({
      in_parent: 8,
      unique_orders: 1,
      not_null: 1,
      accepted_values: 1,
      at_least: 7,
      relationships_order: 1,
    });
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['fail']));
    const unique = results.find(({ test }) => test === 'unique_orders_id');
    expect(unique).toMatchObject({
      model: 'orders',
      place: 'models/core/schema.yml:12',
      examples: [{ id: 'a', occurrences: 2 }],
    });
    expect(unique?.sql).toContain('from "toast"."orders"');
    const tooLow = results.find(({ test }) => test.startsWith('at_least'))?.examples ?? [];
    expect(tooLow).toHaveLength(5);
    /* Results end up in logs: no status, no total, and so no guest's name either. */
    for (const row of tooLow) {
      expect(row).toHaveProperty('id');
      expect(row).not.toHaveProperty('status');
      expect(row).not.toHaveProperty('total');
    }
  });

  it('are errors when their table does not exist', async () => {
    const warehouse = await temporaryWarehouse();
    const [result] = await check(warehouse, project, { select: ['unique_orders_id'] });
    expect(result).toMatchObject({ status: 'error', examples: [] });
    expect(result?.error?.message).toBe('models/core/schema.yml:12: toast.orders does not exist.');
    expect(result?.error?.suggestion).toContain('toast transform');
  });

  it('are selected by their model or their name', async () => {
    const warehouse = await temporaryWarehouse();
    const names = async (options: Partial<DataTestOptions>) =>
      (await check(warehouse, project, options)).map(({ test }) => test);
    expect(await names({ select: ['order_item'] })).toHaveLength(1);
    expect(
      await names({ select: ['+order_item'], exclude: ['order_item', 'orders'] }).catch(
        (e: Error) => e.message,
      ),
    ).toBe('No data test is selected.');
    expect(await names({ select: ['core'], exclude: ['not_null_orders_id'] })).not.toContain(
      'not_null_orders_id',
    );
    await expect(names({ select: ['ordrs'] })).rejects.toMatchObject({
      suggestion: 'Did you mean orders?',
    });
  });
});

describe('a configured data test', () => {
  const projectWith = (test: string, macro = '') =>
    projectOf({
      'models/m.sql': "{{ config(materialized='table') }}select unnest([1, 2, 2, null]) as i",
      'models/m.yml': `models:\n  - name: m\n    columns:\n      - name: i\n        tests:\n          - ${test}\n`,
      'macros/m.sql': macro,
    });

  it.each([
    ['not_null', 'fail', 1],
    ['not_null: {severity: warn}', 'warn', 1],
    ['not_null: {config: {severity: WARN}}', 'warn', 1],
    ["not_null: {config: {where: 'i > 1'}}", 'pass', 0],
    ["not_null: {config: {error_if: '> 1'}}", 'warn', 1],
    ["not_null: {config: {error_if: '> 1', warn_if: '> 1'}}", 'pass', 1],
    ["not_null: {config: {error_if: 'between 1 and 5'}}", 'fail', 1],
    ['accepted_values: {values: [1, 2], quote: false}', 'pass', 0],
    ["accepted_values: {values: ['1']}", 'fail', 1],
    ["{test_name: unique, name: mine, config: {where: 'i < 2'}}", 'pass', 0],
    ["relationships: {to: ref('m'), field: i}", 'pass', 0],
  ])('%s has the outcome %s and %i failing row(s)', async (test, status, failures) => {
    const warehouse = await temporaryWarehouse();
    const project = projectWith(test);
    await run(warehouse, project);
    expect(await check(warehouse, project)).toMatchObject([{ status, failures }]);
  });

  it.each([
    ['uniq', 'models/m.yml:6: there is no data test uniq', 'Did you mean unique?'],
    [
      'unique: {of: 1}',
      'models/m.yml:6: built-in tests:2: test_unique(model, column_name) does not take argument of',
      undefined,
    ],
    [
      "relationships: {to: ref('n'), field: i}",
      expect.stringContaining('there is no model n'),
      'Did you mean m?',
    ],
    ['fails', expect.stringMatching(/^models\/m\.yml:6: Binder Error: .*nope/), undefined],
  ])(
    'gives an error as its own result when it is invalid: %s',
    async (test, message, suggestion) => {
      const warehouse = await temporaryWarehouse();
      const project = projectWith(
        test,
        '{% test fails(model, column_name) %}select nope from {{ model }}{% endtest %}',
      );
      await run(warehouse, project);
      const [result] = await check(warehouse, project);
      expect(result?.status).toBe('error');
      expect(result?.error?.message).toEqual(message);
      expect(result?.error?.suggestion).toBe(suggestion);
    },
  );

  it('is the one that the project defines, if it has the name of a built-in test', async () => {
    const warehouse = await temporaryWarehouse();
    const project = projectWith(
      'not_null',
      '{% test not_null(model, column_name) %}select 1 where false{% endtest %}',
    );
    await run(warehouse, project);
    expect(await check(warehouse, project)).toMatchObject([{ status: 'pass' }]);
  });
});
