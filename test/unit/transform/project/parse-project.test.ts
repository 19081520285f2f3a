import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../support/project-of.js';

describe('the settings of a model', () => {
  const project = projectOf({
    'dbt_project.yml': `
name: shop
models:
  +materialized: table
  other:
    +materialized: incremental
  shop:
    +tags: all
    +pre-hook: select 1
    core:
      +schema: core
      tags: [core]
      deep: { materialized: view }
      orders: { +alias: o }
`,
    'models/core/orders.sql': "{{ config(tags='own', pre_hook=['select 2']) }}select 1",
    'models/core/deep/x.sql': "{{ config({'materialized': 'ephemeral'}) }}select 1",
    'models/core/deep/y.sql': 'select 1',
    'models/y.yml':
      'models: [{name: y, config: {schema: special, tags: [yaml]}, description: " Y "}]',
    'models/z.sql': 'select 1',
  });
  const find = (name: string) => project.models.get(name)!;

  it('come from its folders, its YAML and its config(), in ascending precedence', () => {
    expect(find('z').config.materialized).toBe('table');
    expect(find('y').config.materialized).toBe('view');
    expect(find('x').config.materialized).toBe('ephemeral');
    expect(find('y').relation.label).toBe('toast_special.y');
    expect(find('orders').relation.label).toBe('toast_core.o');
    expect(find('z').relation.label).toBe('toast.z');
    expect(find('y').description).toBe('Y');
  });

  it('accumulate when they are tags or hooks', () => {
    expect(find('orders').config.tags).toEqual(['all', 'core', 'own']);
    expect(find('y').config.tags).toEqual(['all', 'core', 'yaml']);
    expect(find('orders').config.preHooks).toEqual(['select 1', 'select 2']);
  });
});

describe("what dbt's semantic layer reads in YAML files", () => {
  const semantic = `
semantic_models:
  - name: days
    model: ref('a')
    measures: [{ name: i, agg: sum }]
metrics:
  - { name: i_by_day, type: simple, type_params: { measure: i } }
`;
  const a = { 'models/a.sql': 'select 1 as i' };

  it('is ignored, beside models or in a file of its own', () => {
    const described = `models:
  - name: a
    time_spine: { standard_granularity_column: i }
    columns: [{ name: i, granularity: day, data_tests: [not_null] }]
${semantic}`;
    for (const text of [semantic, described]) {
      const project = projectOf({ ...a, 'models/a.yml': text });
      expect([...project.models.keys()]).toEqual(['a']);
      expect(project.dataTests).toHaveLength(text === described ? 1 : 0);
    }
  });

  it('does not hide an error in the same file', () => {
    const text = `models:\n  - name: b\n${semantic}`;
    expect(() => projectOf({ ...a, 'models/a.yml': text })).toThrow('there is no model b');
  });
});

describe('an invalid project', () => {
  const a = { 'models/a.sql': 'select 1 as i' };
  const yml = (text: string) => () => projectOf({ ...a, 'models/a.yml': text });

  it.each([
    ['models:\n  - name: a\n   description: x', 'models/a.yml:3: '],
    ['models:\n\n  - description: x', 'models/a.yml:3: name is required and must be a string'],
    ['models:\n  - name: a\n    columns: id', 'models/a.yml:3: columns must be a list'],
    ['models:\n  - name: a\n  - name: b', 'models/a.yml:3: there is no model b'],
    [
      'models:\n  - name: a\n  - name: a',
      'models/a.yml:3: model a is already described in models/a.yml:2',
    ],
    [
      'models:\n  - name: a\n    tests:\n      - unique:\n        not_null:',
      'models/a.yml:4: a data test must be a name, or one name with its arguments under it',
    ],
    [
      'models:\n  - name: a\n    tests:\n      - unique: {config: {severity: high}}',
      'models/a.yml:4: severity must be warn or error, not high',
    ],
  ])('gives an error with file and line for %j', (text, message) => {
    expect(yml(text)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message) }),
    );
  });

  it.each([
    [
      'models:\n  shop:\n    +materialized: tabel\n',
      'models/a.sql: there is no materialization tabel',
    ],
    ['models: [1]\n', 'dbt_project.yml:2: models must be a mapping'],
    [
      'models:\n  +unique_key: id\n  +incremental_strategy: merge\n',
      'incremental_strategy merge is not supported',
    ],
    ['models:\n  +incremental_strategy: delete+insert\n', 'delete+insert needs a unique_key'],
    ['models:\n  +database: other\n', 'there is no database other'],
    [
      'models:\n  +post-hook: {sql: vacuum, transaction: false}\n',
      'hooks outside of the transaction are not run',
    ],
  ])('gives an error for %j in dbt_project.yml', (text, message) => {
    const project = () => projectOf({ ...a, 'dbt_project.yml': `name: shop\n${text}` });
    expect(project).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }));
  });

  it('gives an error for two models with the same name', () => {
    expect(() => projectOf({ ...a, 'models/b/a.sql': 'select 1' })).toThrow(
      'models/b/a.sql: there is already a model a, in models/a.sql',
    );
  });
});
