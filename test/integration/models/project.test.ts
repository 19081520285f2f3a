import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileModel } from '../../../src/transform/compile/compile.js';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { buildGraph, reach } from '../../../src/transform/graph/graph.js';
import { needs } from '../../support/vitest/needs.js';
import { fixture, root, scope, Workbench } from './support/workbench.js';

const csv = join(root, '../shared/reference/erd-columns.csv');

interface TypeRule {
  readonly column: string;
  readonly csv: string;
  readonly type: string;
}

let workbench: Workbench;
/* All models. */
const select: string[] = [];

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('orders', [
    await fixture('everything'),
    await fixture('gaps'),
    await fixture('deep'),
    await fixture('nulls'),
  ]);
  await workbench.transform({ select, keepTransient: true });
});

afterAll(() => workbench.close());

describe('stg_order', () => {
  it('lists exactly the incremental models that descend from it', () => {
    const { project } = workbench;
    const model = project.models.get('stg_order')!;
    const options = { incremental: false, fullRefresh: false };
    const { text } = compileModel(project, model, options).select;
    const list = /select unnest\(\[([^\]]*)\]/.exec(text)?.[1] ?? '';
    const listed = [...list.matchAll(/'([\w.]+)'/g)].map(([, name]) => name);
    const { children } = buildGraph(project);
    const descendants = [...reach(children, 'stg_order')]
      .map((name) => project.models.get(name)!)
      /* The others are kept by business day. */
      .filter(({ config: { materialized, postHooks } }) => {
        return materialized === 'incremental' && !postHooks.join().includes('record_changed_days');
      });
    expect(listed.toSorted()).toEqual(descendants.map(({ relation }) => relation.label).toSorted());
    expect(listed.length).toBe(26);
  });
});

describe('the descriptions of the models', () => {
  it('cover every model, and exactly the columns of its table', async () => {
    for (const { name, description, columns, config } of workbench.models(select)) {
      expect(description, name).not.toBe('');
      expect([...columns.values()], name).not.toContain('');
      if (config.materialized === 'ephemeral') continue;
      const built = await workbench.columns(name);
      expect([...columns.keys()], name).toEqual(built.map((column) => column.name));
    }
  });
});

describe('the tables of the models', needs("the reference schema's CSV", existsSync(csv)), () => {
  it('have every column of the reference schema, with the expected type', async () => {
    const rules = JSON.parse(
      await readFile(join(root, 'test/fixtures/reference-types.json'), 'utf8'),
    ) as TypeRule[];
    const rows = (await readFile(csv, 'utf8')).trim().split(/\r?\n/).slice(1);
    const wanted = rows
      .map((row) => row.split(','))
      .filter(([, , , , twin]) => twin === '')
      .map(([table = '', column = '', type]) => {
        const rule = rules.find(
          (candidate) =>
            candidate.csv === type && new RegExp(`^(${candidate.column})$`).test(column),
        );
        return { table, column, type: rule?.type ?? `no rule for ${type}` };
      });
    expect(wanted.length).toBe(473);

    const types = new Map<string, string>();
    for (const table of new Set(wanted.map((row) => row.table))) {
      for (const { name, type } of await workbench.columns(table)) {
        types.set(`${table}.${name}`, type);
      }
    }
    const found = wanted.map(({ table, column }) => {
      return { table, column, type: types.get(`${table}.${column}`) ?? 'no such column' };
    });
    expect(found).toEqual(wanted);
  });
});

describe('the data tests of the models', () => {
  it('require a unique key without nulls in every model', () => {
    for (const { name } of workbench.models(select)) {
      const tests = workbench.project.dataTests.filter(({ model }) => model === name);
      const keys = tests.filter(({ test }) => test === 'unique_combination_of_columns');
      expect(keys.length, name).toBe(1);
      const required = tests.filter(({ test }) => test === 'not_null').map(({ column }) => column);
      expect(required, name).toEqual(
        expect.arrayContaining(keys[0]?.parameters.combination_of_columns as string[]),
      );
    }
  });

  it('compare every table below orders with its parent', () => {
    for (const name of workbench.tables.filter((table) => /^(orders_|payment)/.test(table))) {
      const tests = workbench.project.dataTests.filter(({ model }) => model === name);
      expect(
        tests.map(({ test }) => test),
        name,
      ).toContain('composite_relationships');
    }
  });

  it('pass on complete and on empty orders, apart from references to missing configuration', async () => {
    const results = await runDataTests({
      warehouse: workbench.warehouse,
      project: workbench.project,
      select,
      threads: 2,
      clock: () => 0,
      onEvent: () => undefined,
    });
    const noticed = results.filter(({ status }) => status !== 'pass');
    expect(noticed.filter(({ status }) => status !== 'warn')).toEqual([]);
    /* No configuration is loaded, so references to it cannot be resolved. */
    expect(noticed.filter(({ test }) => !test.startsWith('composite_relationships_'))).toEqual([]);
    expect(noticed.length).toBe(25);
    expect(results.length).toBeGreaterThan(200);
  });

  it.each([
    [
      'unique_combination_of_columns',
      'orders',
      'insert into toast.orders select * from toast.orders limit 1',
    ],
    ['composite_relationships', 'orders', 'delete from toast.orders'],
    [
      'expression_is_true',
      'orders_check_selection_modifier',
      'update toast.orders_check_selection_modifier set depth = 0',
    ],
  ])('fail when the data violates %s', async (test, table, breakage) => {
    await workbench.query(`create or replace table memory.kept as from toast.${table}`);
    try {
      await workbench.query(breakage);
      const results = await runDataTests({
        warehouse: workbench.warehouse,
        project: workbench.project,
        select: scope,
        threads: 2,
        clock: () => 0,
        onEvent: () => undefined,
      });
      const failed = results.filter(({ status }) => status === 'fail').map((result) => result.test);
      expect(failed.length).toBeGreaterThan(0);
      expect(failed.filter((name) => !name.startsWith(test))).toEqual([]);
    } finally {
      await workbench.query(`delete from toast.${table}`);
      await workbench.query(`insert into toast.${table} from memory.kept`);
    }
  });
});
