import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../scripts/fields/catalogue.js';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { loadEach, loadRestaurants, ordersOf, readGoldenCases } from './support/golden-cases.js';
import { comparable, martRows } from './support/golden-rows.js';
import { contradictionsOf, inconsistenciesOf } from './support/golden-sums.js';
import { unknownFields } from './support/known-fields.js';
import { root, Workbench } from './support/workbench.js';
import { needs } from '../../support/vitest/needs.js';

/*
 * Expected rows do not come from the models or the simulator, but from Toast's definitions, by hand. All
 * cases are in one database, each in a restaurant of its own. Most use the same GUIDs: a join that
 * forgets the restaurant is noticed.
 */
const cases = await readGoldenCases();
const present = cases.filter(({ isMissing }) => !isMissing);
const marts = [...new Set(cases.flatMap(({ expected }) => Object.keys(expected)))];
const { definitions } = (await readCatalogue(root)).get('orders')!;

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  const existing = marts.filter((mart) => workbench.project.models.has(mart));
  const select = ['orders_check', ...existing.map((mart) => `+${mart}`)];
  await loadRestaurants(workbench, present);
  await loadEach(workbench, 'orders', present, ({ previously }) => previously);
  await workbench.transform({ select });
  await loadEach(workbench, 'orders', present, ({ orders }) => orders);
  await workbench.transform({ select });
});

afterAll(() => workbench.close());

for (const golden of cases) {
  describe(golden.title, needs('the recorded responses', !golden.isMissing), () => {
    it('adds up by itself', () => {
      expect(inconsistenciesOf(golden)).toEqual(golden.inconsistencies);
      expect(contradictionsOf(golden)).toEqual([]);
      expect(golden.explanation.length).toBeGreaterThan(0);
    });

    it.each(Object.keys(golden.expected))('%s', async (mart) => {
      const rows = await martRows(workbench, mart, 'restaurant_id');
      const own = rows.filter((row) => row.restaurant_id === golden.name);
      const { expected, actual } = comparable(mart, golden.expected[mart] ?? [], own);
      expect(actual).toEqual(expected);
    });
  });
}

describe('the golden cases', () => {
  it('all say what daily sales they make', () => {
    const silent = cases.filter(({ expected }) => expected.sales_daily === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('name the same columns in all rows of a mart', () => {
    const uneven = cases.flatMap(({ name, expected }) => {
      return Object.entries(expected)
        .filter(([mart]) => mart !== 'sales_daily')
        .filter(([, rows]) => new Set(rows.map((row) => Object.keys(row).join())).size > 1)
        .map(([mart]) => `${name}: ${mart}`);
    });
    expect(uneven).toEqual([]);
  });

  it('are compared exactly, but for days on which nothing happened', () => {
    const expected = [{ business_date: '2024-05-20', amount: 9.34, name: 'x' }];
    const day = { business_date: '2024-05-20', amount: '9.3400', name: 'x', other: 1 };
    const quiet = { ...day, business_date: '2024-05-21', amount: '0.0000' };
    const differs = (mart: string, ...rows: Row[]) => {
      const both = comparable(mart, expected, rows);
      return JSON.stringify(both.actual) !== JSON.stringify(both.expected);
    };
    expect(differs('payments_daily', day)).toBe(false);
    expect(differs('payments_daily', quiet, day)).toBe(false);
    expect(differs('payments_taken', quiet, day)).toBe(true);
    expect(differs('payments_daily', day, { ...quiet, amount: '0.0100' })).toBe(true);
    expect(differs('payments_daily', { ...day, amount: '9.3399' })).toBe(true);
    expect(differs('payments_daily', { ...day, name: 'y' })).toBe(true);
    expect(differs('payments_daily')).toBe(true);
    expect(differs('sales_daily', day)).toBe(true);
  });

  it("have only fields that are in the catalogue of Toast's", () => {
    const orders = present.flatMap((golden) => [...golden.previously, ...golden.orders]);
    expect(
      new Set(
        orders.flatMap((order) => unknownFields(definitions, order, definitions.Order!, 'order')),
      ),
    ).toEqual(new Set());
  });

  it('are loaded: every check has a row, with its amounts', async () => {
    const rows = await workbench.query(
      `select restaurant_id, amount::double as amount, tax_amount::double as tax
      from toast.orders_check order by all`,
    );
    const checks = present.flatMap((golden) => {
      const all = ordersOf(golden).flatMap((order) => order.checks);
      return all.map(({ amount, taxAmount: tax }) => ({ restaurant_id: golden.name, amount, tax }));
    });
    expect(rows).toHaveLength(checks.length);
    expect(rows).toEqual(expect.arrayContaining(checks));
  });
});
