import { describe, expect, it } from 'vitest';
import { compileDataTest } from '../../../src/transform/compile/compile-data-test.js';
import type { DataTest, Project } from '../../../src/transform/project/model.js';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { groupTests } from '../../../src/transform/run/row-tests.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { run } from './support/shop.js';

const yaml = `
models:
  - name: m
    columns:
      - name: id
        data_tests: [unique, not_null]
      - name: label
        data_tests:
          - not_null: { severity: warn }
          - not_null: { name: given_id, where: id > 1 }
          - not_null: { name: few, error_if: '> 5' }
      - name: none
        data_tests: [not_null, not_null: { name: at_least_one, error_if: '= 0', where: id < 0 }]
      - name: absent
        data_tests: [not_null]
  - name: v
    data_tests:
      - expression_is_true: { name: all_below_three, expression: id < 3 }
      - expression_is_true: { name: all_below_two, expression: id < 2 -- a comment }
    columns:
      - name: id
        data_tests:
          - not_null
          - expression_is_true: { name: id_positive, expression: '> 0' }
      - name: label
        data_tests: [not_null]
  - name: w
    data_tests:
      - expression_is_true: { name: limited, expression: 'id < 2) limit (1' }
      - expression_is_true: { name: united, expression: 'id < 3) union all (select 1, null where false' }
      - expression_is_true: { name: w_positive, expression: id > 0 }
    columns:
      - name: label
        data_tests: [not_null]`;

const macro = `{% test expression_is_true(model, expression, column_name=none) %}
select * from {{ model }} where not({{ column_name or '' }} {{ expression }}
)
{% endtest %}`;

const files = {
  'models/m.sql': `{{ config(materialized='table') }}
    select unnest([1, 2]) as id, unnest([null, 'x']) as label, null::integer as none`,
  'models/v.sql': "select id, coalesce(label, '') as label from {{ ref('m') }}",
  'models/w.sql': "select id, label from {{ ref('m') }}",
  'models/schema.yml': yaml,
  'macros/expression_is_true.sql': macro,
};

const namesOf = (tests: Iterable<DataTest>) => [...tests].map(({ name }) => name);

const groupsOf = (project: Project) =>
  groupTests(project.dataTests, (test) => compileDataTest(project, test));

async function outcomes(warehouse: Warehouse, project: Project, tests: readonly string[]) {
  const results = await runDataTests({
    ...{ warehouse, project, select: tests, threads: 2 },
    clock: () => 0,
    onEvent: () => undefined,
  });
  return results.map(({ test, status, failures, examples, sql, error }) => {
    return { test, status, failures, examples, sql, error: error?.message };
  });
}

describe('the tests of a relation that look at each row by itself', () => {
  const project = projectOf(files);

  it('are a group; those with a condition of their own, and other tests, are not', () => {
    expect(groupsOf(project).map(({ tests }) => namesOf(tests))).toEqual([
      ['unique_m_id'],
      ['not_null_m_id', 'not_null_m_label', 'not_null_m_none', 'not_null_m_absent'],
      ['given_id'],
      ['few'],
      ['at_least_one'],
      [
        ...['all_below_three', 'all_below_two'],
        ...['not_null_v_id', 'id_positive', 'not_null_v_label'],
      ],
      ['limited', 'united', 'w_positive', 'not_null_w_label'],
    ]);
  });

  it('are counted by one query, unless one of them cannot be', async () => {
    const warehouse = await temporaryWarehouse();
    await run(warehouse, project);
    const passing = await warehouse.with(async (connection) => {
      const found = [];
      for (const group of groupsOf(project)) found.push(namesOf(await group.passing(connection)));
      return found;
    });
    const [, ofM, , , , ofV, ofW] = passing;
    expect(ofM).toEqual([]);
    expect(ofV).toEqual(['all_below_three', 'not_null_v_id', 'id_positive', 'not_null_v_label']);
    expect(ofW).toEqual([]);
  });

  it('each have the outcome that they have alone', async () => {
    const warehouse = await temporaryWarehouse();
    await run(warehouse, project);
    const names = namesOf(project.dataTests);
    const together = await outcomes(warehouse, project, names);
    expect(together.map(({ test, status, failures }) => [test, status, failures])).toEqual([
      ['unique_m_id', 'pass', 0],
      ['not_null_m_id', 'pass', 0],
      ['not_null_m_label', 'warn', 1],
      ['given_id', 'pass', 0],
      ['few', 'warn', 1],
      ['not_null_m_none', 'fail', 2],
      ['at_least_one', 'fail', 0],
      ['not_null_m_absent', 'error', 0],
      ['all_below_three', 'pass', 0],
      ['all_below_two', 'fail', 1],
      ['not_null_v_id', 'pass', 0],
      ['id_positive', 'pass', 0],
      ['not_null_v_label', 'pass', 0],
      ['limited', 'fail', 1],
      ['united', 'pass', 0],
      ['w_positive', 'pass', 0],
      ['not_null_w_label', 'fail', 1],
    ]);
    const withoutAbsent = names.filter((name) => name !== 'not_null_m_absent');
    expect(await outcomes(warehouse, project, withoutAbsent)).toEqual(
      together.filter(({ test }) => test !== 'not_null_m_absent'),
    );
    for (const outcome of together) {
      expect(await outcomes(warehouse, project, [outcome.test])).toEqual([outcome]);
    }
  });

  it('are what the project defines, also under the names of these tests', async () => {
    const warehouse = await temporaryWarehouse();
    const own = projectOf({
      ...files,
      'macros/n.sql': '{% test not_null(model, column_name) %}select 1 as one{% endtest %}',
    });
    await run(warehouse, own);
    const found = await outcomes(warehouse, own, namesOf(own.dataTests));
    expect(
      found.filter(({ test }) => test.startsWith('not_null_')).map(({ status }) => status),
    ).toEqual(['fail', 'warn', 'fail', 'fail', 'fail', 'fail', 'fail']);
  });
});
