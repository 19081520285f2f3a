import { expect, it } from 'vitest';
import type { Project, ProjectFiles } from '../../../../src/transform/project/model.js';
import { parseProject } from '../../../../src/transform/project/parse-project.js';
import {
  decodeProject,
  encodeProject,
  storedName,
} from '../../../../src/transform/project/stored-project.js';

const source = (file: string, text: string) => ({ file, text });

const files: ProjectFiles = {
  project: source(
    'dbt_project.yml',
    'name: shop\nvars: {days: 3}\nmodels: {+materialized: table, staging: {+database: transient}}\n',
  ),
  models: [
    source('models/off.sql', '{{ config(enabled=false) }} select 1 as i'),
    source('models/orders.sql', "select * from {{ ref('stg') }} where {{ days(2) }}"),
    source('models/staging/stg.sql', "select id from {{ source('raw', 'orders') }}"),
    source(
      'models/all.yml',
      [
        'sources: [{name: raw, schema: raw_toast, tables: [{name: orders, data_tests: [unique]}]}]',
        'models:',
        '  - name: orders',
        '    description: What was sold.',
        '    columns:',
        '      - {name: id, description: The id., data_tests: [not_null], config: {meta: {personal_data: none}}}',
      ].join('\n'),
    ),
  ],
  macros: [
    source('macros/days.sql', '{% macro days(n) %}{{ n }}{% endmacro %}'),
    source('macros/unique.sql', '{% test unique(model) %}select 1 from {{ model }}{% endtest %}'),
  ],
};

/* Lines of data tests are found by functions, which differ. */
function comparable({ dataTests, ...project }: Project) {
  return { ...project, dataTests: dataTests.map((test) => ({ ...test, line: test.line() })) };
}

it('a stored project is the one that it was parsed from, templates and macros included', () => {
  const parsed = parseProject(files, 'toast');
  const decoded = decodeProject(encodeProject(parsed), files);
  expect(comparable(decoded)).toEqual(comparable(parsed));
  expect(decoded.dataTests.map((test) => test.line())).toEqual([6, 1]);
});

it('the name of a stored project differs when a file or the schema does', () => {
  const [first, ...others] = files.models;
  const edited = [{ file: 'models/off.sql', text: `${first?.text} ` }, ...others];
  const names = [
    storedName(files, 'toast'),
    storedName({ ...files, models: edited }, 'toast'),
    storedName({ ...files, models: others }, 'toast'),
    storedName({ ...files, macros: [] }, 'toast'),
    storedName(files, 'shop'),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(storedName(structuredClone(files), 'toast')).toBe(names[0]);
});
