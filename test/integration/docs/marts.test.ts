import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import type { Answer } from '../../../src/mcp/ask.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { bundledProject } from '../../support/bundled-project.js';
import { startPipeline } from '../../support/pipeline.js';
import { assistant } from '../mcp/support/assistant.js';
import { shared } from '../../support/vitest/when-done.js';
import { pageQueries, root } from './support/page-queries.js';
import { readSemanticModels } from './support/semantic-models.js';
import {
  hours,
  laborCost,
  quantities,
  tenders,
  type Local,
  type Order,
  type TimeEntry,
} from './support/raw-figures.js';

const queries = await pageQueries('queries.md');
const project = await bundledProject();
/* Dimensions have no numbers. */
const marts = [...project.models.values()].filter(({ file }) =>
  /^models\/marts\/(?!dimensions\/)/.test(file),
);

/* Numbers that tell when, where or how deep, not how much. */
const labels = new Set([
  ...['business_hour', 'hour_of_day', 'day_of_week', 'seat_number', 'depth'],
]);

const isNumeric = (type: string) => /^(DECIMAL|DOUBLE|BIGINT|INTEGER|HUGEINT)/.test(type);

/* What the queries give to an assistant, what they are compared with, and the columns of the marts. */
const world = shared(async () => {
  const { warehouse, extract, transform } = await startPipeline({
    from: '2026-07-06',
    to: '2026-07-19',
    restaurants: 2,
    ordersPerDay: 16,
  });
  await extract();
  await transform();
  /* Every question opens the file, which would read the log of the whole build each time. */
  await warehouse.with((connection) => connection.run(`${restated}; checkpoint`));
  const columns = await martColumns(warehouse);
  const orders = await payloads<Order>(warehouse, 'orders');
  const raw = {
    orders,
    timeEntries: await payloads<TimeEntry>(warehouse, 'time_entries'),
    stock: await payloads<{ status: string }>(warehouse, 'stock_inventory'),
    cash: await payloads<{ type: string; amount: number }>(warehouse, 'cash_entries'),
  };
  warehouse.close();
  const answers = await askAll(warehouse.path);
  return { columns, raw, answers };
});

/* A change of a published day, as a later extraction would find it. */
const restated = `insert into toast_intermediate.int_published_days
  select * replace (2 as version, value + 5 as value, 5 as difference)
  from toast_intermediate.int_published_days where measure = 'net_sales' limit 1`;

const answer = (heading: string) => world().answers.get(heading) ?? [];
const only = <T>(all: readonly Local<T>[]) => all.map(({ payload }) => payload);

describe('the queries page', () => {
  it('has a query under every heading, one each', () => {
    expect(queries.length).toBeGreaterThan(20);
    expect(new Set(queries.map(({ heading }) => heading)).size).toBe(queries.length);
  });

  it.each(queries.map(({ heading }) => heading))('answers: %s', (heading) => {
    expect(answer(heading).length).toBeGreaterThan(0);
  });

  it('counts the quantity of each item as the orders have it', () => {
    const expected = quantities(only(world().raw.orders), 20260701, 20260731)
      .entries()
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
    const actual = answer('The 20 best-selling items in July');
    expect(actual.map(({ quantity }) => Number(quantity))).toEqual(
      expected.slice(0, 20).map(([, quantity]) => quantity),
    );
    const names = new Map(expected);
    for (const row of actual) expect(names.get(String(row.item_name))).toBe(Number(row.quantity));
  });

  it.each([
    ['Sales by hour last Saturday', 20260718],
    ['Sales by hour and dining option last Friday', 20260717],
  ])('has the hours of the orders: %s', (heading, day) => {
    const sums = new Map<string, number>();
    for (const { business_hour: hour, sales } of answer(heading)) {
      const key = String(hour).padStart(2, '0');
      sums.set(key, (sums.get(key) ?? 0) + Math.round(Number(sales) * 10_000));
    }
    const actual = [...sums].map(([hour, sum]) => [hour, sum / 10_000]);
    expect(actual).toEqual(hours(world().raw.orders, day).entries());
    expect(actual.length).toBeGreaterThan(3);
  });

  it('adds up cash and cards as the payments have them', () => {
    const expected = new Map(tenders(only(world().raw.orders)).entries());
    for (const row of answer('Cash against cards, and what cards cost')) {
      const type = String(row.payment_type_name);
      expect([Number(row.amount), Number(row.tips)], type).toEqual([
        expected.get(`${type} amount`),
        expected.get(`${type} tips`),
      ]);
    }
  });

  it('has the labor cost of the time entries', () => {
    const days = new Map(laborCost(only(world().raw.timeEntries)).entries());
    const found = new Map<string, number>();
    for (const { business_date: date, labor_cost: cost } of answer(
      'Labor cost and percent by day',
    )) {
      const key = String(date).replaceAll('-', '');
      found.set(key, (found.get(key) ?? 0) + Number(cost));
    }
    expect(found.size).toBeGreaterThan(10);
    for (const [day, cost] of found) expect(cost, day).toBeCloseTo(days.get(day) ?? 0, 1);
  });

  it('has what is out of stock, and what drawers were over and short', () => {
    const { stock, cash } = world().raw;
    const out = only(stock).filter(({ status }) => status === 'OUT_OF_STOCK');
    expect(answer('What is out of stock, and since when')).toHaveLength(out.length);
    const overShort = only(cash)
      .filter(({ type }) => type === 'CLOSE_OUT_OVERAGE' || type === 'CLOSE_OUT_SHORTAGE')
      .reduce((sum, { amount }) => sum + amount, 0);
    const answered = answer('Cash over and short by drawer');
    expect(answered.reduce((sum, row) => sum + Number(row.over_short), 0)).toBeCloseTo(overShort);
    const opened = answer('Drawers opened without a sale, by person');
    expect(opened.reduce((sum, row) => sum + Number(row.times), 0)).toBe(
      only(cash).filter(({ type }) => type === 'NO_SALE').length,
    );
  });
});

describe('the metrics page', () => {
  it.each(marts.map(({ name }) => name))('names every number of %s', async (mart) => {
    const page = await readFile(join(root, 'docs/metrics.md'), 'utf8');
    const section = page.split(/^## /m).find((part) => part.startsWith(`${mart}\n`)) ?? '';
    const numbers = [...(world().columns.get(mart) ?? [])].filter(
      ([column, type]) => isNumeric(type) && !labels.has(column),
    );
    const missing = numbers
      .map(([column]) => column)
      .filter((column) => {
        return !section.includes(`\n| \`${column}\` `);
      });
    expect(numbers.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });
});

describe('the semantic models', () => {
  it('take their measures, dimensions and entities from columns of their marts', async () => {
    const semanticModels = await readSemanticModels();
    expect(semanticModels.length).toBeGreaterThan(13);
    for (const { name, model, measures, columns } of semanticModels) {
      const existing = world().columns.get(model) ?? new Map<string, string>();
      expect([...existing.keys()], name).toEqual(expect.arrayContaining([...columns]));
      for (const measure of measures) {
        expect(isNumeric(existing.get(measure) ?? ''), `${name}: ${measure}`).toBe(true);
      }
    }
  });
});

async function payloads<T>(warehouse: Warehouse, table: string): Promise<Local<T>[]> {
  const rows = await warehouse.with((connection) =>
    connection.all<{ payload: string; time_zone: string }>(
      `select raw.payload::varchar as payload, restaurants.time_zone
      from raw_toast.${table} as raw
      inner join toast.restaurant as restaurants on restaurants.id = raw.restaurant_id
      where raw.removed_at is null`,
    ),
  );
  return rows.map(({ payload, time_zone: timeZone }) => ({
    timeZone,
    payload: JSON.parse(payload) as T,
  }));
}

async function martColumns(warehouse: Warehouse): Promise<Map<string, Map<string, string>>> {
  const rows = await warehouse.with((connection) =>
    connection.all<{ mart: string; name: string; type: string }>(
      `select table_name as mart, column_name as name, data_type as type
      from duckdb_columns() where schema_name = 'toast_marts' order by all`,
    ),
  );
  const marts = new Map<string, Map<string, string>>();
  for (const { mart, name, type } of rows) {
    marts.set(mart, (marts.get(mart) ?? new Map<string, string>()).set(name, type));
  }
  return marts;
}

/* Asks as an AI assistant does. */
async function askAll(path: string): Promise<Map<string, Row[]>> {
  const { ask } = await assistant(path);
  const answers = new Map<string, Row[]>();
  for (const { heading, sql } of queries) {
    const { columns, rows } = await ask<Answer>('query', { sql, limit: 1000 });
    const named = rows.map((row) =>
      Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])),
    );
    answers.set(heading, named);
  }
  return answers;
}
