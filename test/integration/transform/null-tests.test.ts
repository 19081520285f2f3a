import { describe, expect, it } from 'vitest';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { groupTests } from '../../../src/transform/run/null-tests.js';
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
    columns:
      - name: id
        data_tests: [not_null]
      - name: label
        data_tests: [not_null]`;

const models = {
  'models/m.sql': `{{ config(materialized='table') }}
    select unnest([1, 2]) as id, unnest([null, 'x']) as label, null::integer as none`,
  'models/v.sql': "select id, coalesce(label, '') as label from {{ ref('m') }}",
  'models/schema.yml': yaml,
};

describe('the not_null tests of a relation', () => {
  it('are a group; those with a condition of their own, and other tests, are not', () => {
    const project = projectOf(models);
    const groups = groupTests(project, project.dataTests);
    expect(groups.map(({ tests }) => tests.map(({ name }) => name))).toEqual([
      ['unique_m_id'],
      ['not_null_m_id', 'not_null_m_label', 'not_null_m_none', 'not_null_m_absent'],
      ['given_id'],
      ['few'],
      ['at_least_one'],
      ['not_null_v_id', 'not_null_v_label'],
    ]);
  });

  it('each have the outcome that they have alone', async () => {
    const warehouse = await temporaryWarehouse();
    const project = projectOf(models);
    await run(warehouse, project);
    const outcomes = async (tests: readonly string[]) => {
      const results = await runDataTests({
        ...{ warehouse, project, select: tests, threads: 2 },
        clock: () => 0,
        onEvent: () => undefined,
      });
      return results.map(({ test, status, failures, examples, sql, error }) => {
        return { test, status, failures, examples, sql, error: error?.message };
      });
    };
    const names = project.dataTests.map(({ name }) => name);
    const together = await outcomes(names);
    expect(together.map(({ test, status, failures }) => [test, status, failures])).toEqual([
      ['unique_m_id', 'pass', 0],
      ['not_null_m_id', 'pass', 0],
      ['not_null_m_label', 'warn', 1],
      ['given_id', 'pass', 0],
      ['few', 'warn', 1],
      ['not_null_m_none', 'fail', 2],
      ['at_least_one', 'fail', 0],
      ['not_null_m_absent', 'error', 0],
      ['not_null_v_id', 'pass', 0],
      ['not_null_v_label', 'pass', 0],
    ]);
    const withoutAbsent = names.filter((name) => name !== 'not_null_m_absent');
    expect(await outcomes(withoutAbsent)).toEqual(
      together.filter(({ test }) => test !== 'not_null_m_absent'),
    );
    for (const outcome of together) expect(await outcomes([outcome.test])).toEqual([outcome]);
  });

  it('do not exist for a project that defines not_null itself', () => {
    const project = projectOf({
      ...models,
      'macros/n.sql': '{% test not_null(model, column_name) %}select 1 where false{% endtest %}',
    });
    const groups = groupTests(project, project.dataTests);
    expect(groups.filter(({ tests }) => tests.length > 1)).toEqual([]);
  });
});
