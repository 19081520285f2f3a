import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/errors.js';
import { addTransientParents } from '../../../../src/transform/graph/transient-parents.js';
import { buildGraph } from '../../../../src/transform/graph/graph.js';
import { selectModels } from '../../../../src/transform/graph/select.js';
import { projectOf } from '../../../support/project-of.js';

const project = projectOf({
  'dbt_project.yml': `
name: shop
models:
  shop:
    staging: { +schema: staging, +database: transient, +materialized: table }
    core: { +materialized: incremental, +tags: [core] }
    marts: { +schema: marts, +tags: daily }
`,
  'models/staging/stg_order.sql': 'select 1 as id',
  'models/staging/stg_check.sql': "select 1 as id from {{ ref('stg_order') }}",
  'models/core/orders.sql': "select * from {{ ref('stg_order') }}",
  'models/core/orders_check.sql': "select * from {{ ref('stg_check') }}",
  'models/core/orders_check_payment.sql': "select * from {{ ref('stg_check') }}",
  'models/marts/sales_daily.sql': "select * from {{ ref('orders') }}, {{ ref('orders_check') }}",
});
const graph = buildGraph(project);
const all = [...graph.order].sort();
const select = (...selectors: string[]) =>
  selectModels(project.models, graph, { select: selectors }).sort();

describe('model selectors', () => {
  it.each([
    ['orders', ['orders']],
    ['orders_check*', ['orders_check', 'orders_check_payment']],
    ['+orders', ['orders', 'stg_order']],
    ['stg_check+', ['orders_check', 'orders_check_payment', 'sales_daily', 'stg_check']],
    ['+orders+', ['orders', 'sales_daily', 'stg_order']],
    ['1+orders_check', ['orders_check', 'stg_check']],
    ['2+sales_daily', ['orders', 'orders_check', 'sales_daily', 'stg_check', 'stg_order']],
    ['1+stg_check+1', ['orders_check', 'orders_check_payment', 'stg_check', 'stg_order']],
    ['tag:daily', ['sales_daily']],
    ['tag:cor*', ['orders', 'orders_check', 'orders_check_payment']],
    ['path:models/core', ['orders', 'orders_check', 'orders_check_payment']],
    ['models/staging/', ['stg_check', 'stg_order']],
    ['models/marts/sales_daily.sql', ['sales_daily']],
    ['marts', ['sales_daily']],
    ['config.materialized:view', ['sales_daily']],
    ['config.schema:staging', ['stg_check', 'stg_order']],
    ['orders sales_daily', ['orders', 'sales_daily']],
    ['+sales_daily,path:models/core', ['orders', 'orders_check']],
    ['core,+sales_daily stg_order', ['orders', 'orders_check', 'stg_order']],
  ])('%s selects %j', (selector, expected) => {
    expect(select(selector)).toEqual(expected);
  });

  it('select everything when there is none, except what is excluded', () => {
    expect(selectModels(project.models, graph, {}).sort()).toEqual(all);
    expect(
      selectModels(project.models, graph, { exclude: ['tag:core stg_check+'] }).sort(),
    ).toEqual(['stg_order']);
  });

  it.each([
    ['order', 'Did you mean orders?'],
    ['tag:dayly', 'Did you mean tag:daily?'],
    ['state:modified', expect.stringContaining('Select by name')],
    ['+', expect.stringContaining('Select by name')],
  ])('are refused when invalid or without a match: %s', (selector, suggestion) => {
    expect(() => select(selector)).toThrow(expect.objectContaining({ suggestion }));
    expect(() => select(selector)).toThrow(UsageError);
  });

  it('form unions and intersections, and exclude exactly what they would select', () => {
    const selector = fc
      .tuple(
        fc.constantFrom('', '+', '1+'),
        fc.constantFrom(...all),
        fc.constantFrom('', '+', '+2'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(selector, selector, (a, b) => {
        expect(select(a, b)).toEqual([...new Set([...select(a), ...select(b)])].sort());
        expect(select(`${a},${b}`)).toEqual(select(a).filter((name) => select(b).includes(name)));
        const rest = selectModels(project.models, graph, { exclude: [a] });
        expect([...rest, ...select(a)].sort()).toEqual(all);
      }),
    );
  });
});

describe('transient parents', () => {
  it('are added for the models that read them, and not for models further downstream', () => {
    expect(addTransientParents(['orders_check'], graph, project.models)).toEqual([
      'stg_order',
      'stg_check',
      'orders_check',
    ]);
    expect(addTransientParents(['sales_daily'], graph, project.models)).toEqual(['sales_daily']);
  });
});
