import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../scripts/fields/catalogue.js';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { comparable, martRows } from './support/golden-rows.js';
import { contradictionsOf, inconsistenciesOf } from './support/golden-room-sums.js';
import {
  entitiesOf,
  loadDetails,
  loadListed,
  readRoomCases,
  recordWindows,
  restaurantsOf,
} from './support/golden-rooms.js';
import { unknownFields } from './support/known-fields.js';
import { root, Workbench } from './support/workbench.js';

/*
 * The marts of labor, cash, people and operations against rows that were worked out by hand from
 * Toast's definitions. All cases are in one database and built once; most use the same GUIDs, so that a
 * join that forgets the restaurant is noticed.
 */
const cases = await readRoomCases();
const marts = [...new Set(cases.flatMap(({ expected }) => Object.keys(expected)))];
const apis = await readCatalogue(root);

/* What the cases are calculated with, where it is not the default. */
const vars = { labor_jobs_left_out: ['Owner', 'left-out-by-guid'], burden_rate: 0.1 };

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  workbench.setVariables(vars);
  const existing = marts.filter((mart) => workbench.project.models.has(mart));
  const select = existing.map((mart) => `+${mart}`);
  await loadDetails(workbench, cases);
  await recordWindows(workbench, cases);
  await loadListed(workbench, restaurantsOf(cases, 'previously'));
  await workbench.transform({ select });
  await loadListed(workbench, restaurantsOf(cases));
  await workbench.transform({ select });
});

afterAll(() => workbench.close());

for (const golden of cases) {
  describe(`${golden.room}: ${golden.title}`, () => {
    it('adds up by itself', () => {
      expect(inconsistenciesOf(golden)).toEqual(golden.inconsistencies);
      expect(contradictionsOf(golden)).toEqual([]);
      expect(golden.explanation.length).toBeGreaterThan(0);
    });

    it.each(Object.keys(golden.expected))('%s', async (mart) => {
      const ids = Object.keys(golden.restaurants);
      const [of, own] =
        mart === 'guest_summary' ? ['management_group_id', [golden.name]] : ['restaurant_id', ids];
      const all = await martRows(workbench, mart, of);
      const rows = all.filter((row) => own.includes(String(row[of])));
      const { expected, actual } = comparable(mart, golden.expected[mart] ?? [], rows);
      expect(actual).toEqual(expected);
    });
  });
}

describe('the marts of the golden cases', () => {
  it.each([
    ['shifts_worked', 'labor_daily', ['hours', 'regular_hours', 'labor_cost', 'non_cash_tips']],
    ['labor_hourly', 'labor_daily', ['hours', 'overtime_hours', 'labor_cost']],
    ['labor_cost_daily', 'labor_daily', ['hours', 'labor_cost', 'burden', 'open_entry_count']],
    ['sales_daily', 'server_sales_daily', ['net_sales', 'discounts', 'guest_count', 'tips']],
    ['sales_daily', 'tips_daily', ['tips', 'gratuities', 'tip_refunds', 'gratuity_refunds']],
    ['shifts_worked', 'tips_daily', ['hours', 'non_cash_tips', 'declared_cash_tips']],
  ])('%s and %s have the same sums by restaurant and day', async (one, other, columns) => {
    const sums = async (mart: string) => {
      const { relation, columns: known } = await describeMart(mart);
      return workbench.query(
        `select restaurant_id, business_date::varchar as day,
          ${columns.map((name) => `sum(${name})::decimal(18, 4)::varchar as ${name}`).join(', ')}
        from ${relation} ${known.includes('is_counted') ? 'where is_counted' : ''}
        group by all having sum(abs(${columns.join(')) + sum(abs(')})) <> 0 order by all`,
      );
    };
    expect(await sums(one)).toEqual(await sums(other));
  });
});

it('the data tests of labor by job hold for the golden cases, such as an entry without a job', async () => {
  const results = await runDataTests({
    warehouse: workbench.warehouse,
    project: workbench.project,
    select: ['labor_daily', 'labor_hourly'],
    threads: 2,
    clock: () => 0,
    onEvent: () => undefined,
  });
  expect(results.length).toBeGreaterThan(10);
  const failed = results.filter(({ status }) => status !== 'pass');
  expect(failed.map(({ model, place, examples }) => ({ model, place, examples }))).toEqual([]);
});

async function describeMart(mart: string) {
  const model = workbench.project.models.get(mart);
  if (model === undefined) throw new Error(`The project has no model ${mart}.`);
  const columns = (await workbench.columns(mart)).map(({ name }) => name);
  return { relation: String(model.relation), columns };
}

describe('the golden cases of labor, cash, people and operations', () => {
  it('have restaurants of their own, and name the same columns in all rows of a mart', () => {
    const ids = restaurantsOf(cases).map(([id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const strangers = cases.flatMap(({ name, restaurants, previously }) => {
      const before = Object.keys(previously).filter((id) => restaurants[id] === undefined);
      return [...before, ...Object.keys(restaurants).filter((id) => !id.startsWith(name))];
    });
    expect(strangers).toEqual([]);
    const uneven = cases.flatMap(({ name, expected }) =>
      Object.entries(expected)
        .filter(([mart]) => mart !== 'sales_daily')
        .filter(([, rows]) => new Set(rows.map((row) => Object.keys(row).join())).size > 1)
        .map(([mart]) => `${name}: ${mart}`),
    );
    expect(uneven).toEqual([]);
  });

  it.each([
    ['labor', 'employees', 'Employee'],
    ['labor', 'jobs', 'Job'],
    ['labor', 'shifts', 'Shift'],
    ['labor', 'time_entries', 'TimeEntry'],
    ['cash-management', 'cash_entries', 'CashEntry'],
    ['cash-management', 'cash_deposits', 'Deposit'],
    ['orders', 'orders', 'Order'],
    ['configuration', 'cash_drawers', 'CashDrawer'],
  ])("have only fields of Toast's: %s, %s", (api, resource, definition) => {
    const { definitions } = apis.get(api)!;
    const entities = cases.flatMap((golden) => entitiesOf(golden, resource));
    expect(entities.length).toBeGreaterThan(0);
    const unknown = entities.flatMap((entity) =>
      unknownFields(definitions, entity, definitions[definition]!, resource),
    );
    expect(new Set(unknown)).toEqual(new Set());
  });
});
