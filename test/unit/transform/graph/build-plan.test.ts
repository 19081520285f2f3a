import { describe, expect, it } from 'vitest';
import {
  planBuild,
  type BuildPlan,
  type BuildRequest,
  type CatalogState,
} from '../../../../src/transform/graph/build-plan.js';
import { buildGraph } from '../../../../src/transform/graph/graph.js';
import { projectOf } from '../../../support/project-of.js';

const files = {
  'dbt_project.yml': `
name: shop
vars: { currency: EUR }
models:
  +materialized: table
  +meta: { skip_unchanged: true }
  shop:
    staging: { +schema: staging, +database: transient }
`,
  'models/s.yml': 'sources: [{name: raw_toast, tables: [{name: orders}]}]',
  'models/staging/stg_order.sql': "select * from {{ source('raw_toast', 'orders') }}",
  'models/orders.sql': "select * from {{ ref('stg_order') }}",
  'models/daily.sql': "select * from {{ ref('orders') }}",
  'models/clock.sql': "{{ config(meta={}) }}select now() as at from {{ ref('orders') }}",
};
const empty: CatalogState = {
  relations: new Map(),
  fingerprints: new Map(),
  sourceFreshness: new Map([['raw_toast.orders', '1']]),
};

function plan(
  change: Record<string, string> = {},
  catalog: CatalogState = empty,
  request: Partial<BuildRequest> = {},
): BuildPlan {
  const project = projectOf({ ...files, ...change });
  const graph = buildGraph(project);
  const selected = graph.order;
  const hash = (text: string) => text;
  return planBuild({ project, graph, selected, fullRefresh: false, catalog, hash, ...request });
}

/** The state of the database after all models of a plan were built. */
function built({ models, fingerprints }: BuildPlan): CatalogState {
  const kept = models.filter(({ relation }) => relation.database === undefined);
  return {
    ...empty,
    relations: new Map(
      kept.map(({ relation, config }) => [
        relation.label,
        config.materialized === 'view' ? 'view' : 'table',
      ]),
    ),
    fingerprints: new Map(
      kept.flatMap(({ name, relation }) => {
        const fingerprint = fingerprints.get(name);
        return fingerprint === undefined ? [] : [[relation.label, fingerprint] as const];
      }),
    ),
  };
}

const names = ({ models }: BuildPlan) => models.map(({ name }) => name);
const everything = ['stg_order', 'orders', 'clock', 'daily'];

describe('the build plan', () => {
  it('includes all models when nothing was built, each after those that it reads', () => {
    expect(names(plan())).toEqual(everything);
  });

  it('leaves out unchanged models, and the transient tables that only they read', () => {
    expect(names(plan({}, built(plan())))).toEqual(['clock']);
  });

  it('includes every selected model in a full refresh', () => {
    expect(names(plan({}, built(plan()), { fullRefresh: true }))).toEqual(everything);
  });

  it('includes the models that read a source whose data has changed', () => {
    const catalog = { ...built(plan()), sourceFreshness: new Map([['raw_toast.orders', '2']]) };
    expect(names(plan({}, catalog))).toEqual(everything);
  });

  it('includes the models that read a source of which nothing is known', () => {
    const catalog = { ...built(plan()), sourceFreshness: new Map() };
    expect(names(plan({}, catalog))).toEqual(everything);
  });

  it.each([
    ['its text', { 'models/daily.sql': "select 1 from {{ ref('orders') }}" }, ['clock', 'daily']],
    [
      'the text of a transient parent',
      { 'models/staging/stg_order.sql': "select 1 from {{ source('raw_toast', 'orders') }}" },
      everything,
    ],
    ['a macro', { 'macros/m.sql': '{% macro m() %}1{% endmacro %}' }, everything],
    [
      'a variable',
      { 'dbt_project.yml': files['dbt_project.yml'].replace('EUR', 'USD') },
      everything,
    ],
  ])('includes a model after a change of %s', (_, change, expected) => {
    expect(names(plan(change, built(plan())))).toEqual(expected);
  });

  it('includes a model whose relation is gone or of another type', () => {
    const catalog = built(plan());
    const relations = new Map(catalog.relations).set('toast.daily', 'view');
    expect(names(plan({}, { ...catalog, relations }))).toEqual(['clock', 'daily']);
    relations.delete('toast.daily');
    expect(names(plan({}, { ...catalog, relations }))).toEqual(['clock', 'daily']);
  });

  describe('with a view between two tables', () => {
    const view = {
      'models/daily.sql': "{{ config(materialized='view') }}select * from {{ ref('orders') }}",
      'models/report.sql': "select * from {{ ref('daily') }}",
    };
    const catalog = built(plan(view));
    const changedData = { ...catalog, sourceFreshness: new Map([['raw_toast.orders', '2']]) };

    it('leaves the view as it is when data have changed, and builds what reads it', () => {
      expect(names(plan(view, catalog))).toEqual(['clock']);
      expect(names(plan(view, changedData))).toEqual(['stg_order', 'orders', 'clock', 'report']);
    });

    it('builds what reads the view in a later run that selects neither', () => {
      const first = plan(view, changedData, { selected: ['orders'] });
      const fingerprints = new Map([...catalog.fingerprints, ...built(first).fingerprints]);
      const later = { ...changedData, fingerprints };
      expect(names(plan(view, later, { selected: ['report'] }))).toEqual(['report']);
      const reported = plan(view, later, { selected: ['report'] });
      for (const [label, fingerprint] of built(reported).fingerprints)
        fingerprints.set(label, fingerprint);
      expect(names(plan(view, later))).toEqual(['clock']);
    });

    it('includes the view after a change of its text or of the text of what it reads', () => {
      const text = `${view['models/daily.sql']} where true`;
      expect(names(plan({ ...view, 'models/daily.sql': text }, catalog))).toEqual([
        ...['clock', 'daily', 'report'],
      ]);
      const parent = { ...view, 'models/orders.sql': "select 1 from {{ ref('stg_order') }}" };
      expect(names(plan(parent, catalog))).toEqual([...everything, 'report']);
    });
  });

  it('keeps the definition of a model when only its data has changed', () => {
    const before = plan().fingerprints.get('daily');
    const sourceFreshness = new Map([['raw_toast.orders', '2']]);
    const after = plan({}, { ...empty, sourceFreshness }).fingerprints.get('daily');
    expect(after?.definition).toBe(before?.definition);
    expect(after?.dataHash).not.toBe(before?.dataHash);
  });
});
