import { describe, expect, it } from 'vitest';
import type { Truth } from 'toast-simulator';
import type { Connection, Row } from '../../../src/warehouse/engine/connection.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { bundledProject } from '../../support/bundled-project.js';
import { startPipeline } from '../../support/pipeline.js';

/* Columns that are not numbers in the tables, but whose sum the world states. */
const flags: Record<string, string> = { deleted: '_deleted' };

/* The world counts all orders there ever were, and of the rest those that exist now. */
const live = (table: string) =>
  /^(orders|payment|restaurant)/.test(table) ? 'true' : 'not _deleted';

async function sumsInDatabase(connection: Connection, truth: Truth): Promise<Truth['sums']> {
  const sums: Record<string, Record<string, string>> = {};
  for (const [table, columns] of Object.entries(truth.sums)) {
    sums[table] = {};
    for (const [column, expected] of Object.entries(columns)) {
      const value = flags[column] ? `${flags[column]}::int` : `${column}::decimal(38, 4)`;
      const type = expected.includes('.') ? 'decimal(38, 4)' : 'bigint';
      const [row] = await connection.all(
        `select coalesce(sum(${value}), 0)::${type}::varchar as total
        from toast.${table} where ${live(table)}`,
      );
      sums[table][column] = String(row?.total);
    }
  }
  return sums;
}

async function countsInDatabase(connection: Connection, truth: Truth): Promise<Truth['counts']> {
  const counts: Record<string, number> = {};
  for (const table of Object.keys(truth.counts)) {
    const [row] = await connection.all(
      `select count(*) as n from toast.${table} where ${live(table)}`,
    );
    counts[table] = Number(row?.n);
  }
  return counts;
}

async function modifiersByDepth(connection: Connection): Promise<Record<string, number>> {
  const rows = await connection.all<Row & { depth: number; n: number }>(
    'select depth, count(*) as n from toast.orders_check_selection_modifier group by all',
  );
  return Object.fromEntries(rows.map(({ depth, n }) => [String(depth), n]));
}

/* Toast discounts no modifier by itself. */
const alwaysEmpty = ['orders_check_selection_modifier_applied_discount'];

/* Runs the data tests of the marts, warnings included, and gives those that have failing rows. */
async function violatedIdentities(warehouse: Warehouse): Promise<string[]> {
  const results = await runDataTests({
    warehouse,
    project: await bundledProject(),
    select: ['marts', 'intermediate'],
    threads: 2,
    clock: () => 0,
    onEvent: () => undefined,
  });
  expect(results.length).toBeGreaterThan(100);
  return results.filter(({ status }) => status !== 'pass').map(({ test }) => test);
}

/* Finds the tables of the schema whose rows the world does not count. */
async function uncounted(warehouse: Warehouse, truth: Truth): Promise<string[]> {
  const tables = await warehouse.with((connection) =>
    connection.all<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'toast'`,
    ),
  );
  return tables.map(({ name }) => name).filter((name) => !(name in truth.counts));
}

describe.each([
  { seed: 1, from: '2026-03-06', to: '2026-03-20', ordersPerDay: 30 },
  /* With the turn of a year. */
  { seed: 20260301, from: '2025-12-20', to: '2026-01-12', ordersPerDay: 16 },
])('the simulated world with seed $seed from $from', ({ seed, from, to, ordersPerDay }) => {
  it('every table has the rows that it can have, and their counts and sums are those that the simulator states, and every identity of the marts holds', async () => {
    const { simulator, warehouse, extract, transform } = await startPipeline({
      from,
      to,
      now: new Date(`${to}T23:30:00Z`),
      seed,
      ordersPerDay,
    });
    const summary = await extract();
    expect(summary.status).toBe('complete');
    await transform();

    const truth = simulator.world.truth(simulator.now().getTime());
    await warehouse.with(async (connection) => {
      expect(await countsInDatabase(connection, truth)).toEqual(truth.counts);
      expect(await sumsInDatabase(connection, truth)).toEqual(truth.sums);
      expect(await modifiersByDepth(connection)).toEqual(truth.modifiersByDepth);
    });
    expect(truth.counts.orders).toBeGreaterThan(1000);
    const empty = Object.keys(truth.counts).filter((table) => truth.counts[table] === 0);
    expect(empty).toEqual(alwaysEmpty);
    expect(await uncounted(warehouse, truth)).toEqual([]);
    expect(await violatedIdentities(warehouse)).toEqual([]);
  });
});
