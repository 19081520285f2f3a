import { expect } from 'vitest';
import type { Truth } from 'toast-simulator';
import type { Connection, Row } from '../../../../src/warehouse/engine/connection.js';
import type { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { runDataTests } from '../../../../src/transform/run/data-tests.js';
import { bundledProject } from '../../../support/bundled-project.js';
import { startPipeline } from '../../../support/pipeline.js';
import type { WorldOptions } from '../../../support/simulated-api.js';

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

/**
 * Extracts a world and models it. Expects that every table has the counts and sums that the simulator states,
 * and that every identity of the marts holds. Returns what the simulator states.
 */
export async function truthScenario(
  world: WorldOptions & Required<Pick<WorldOptions, 'seed' | 'ordersPerDay'>>,
): Promise<Truth> {
  const { simulator, warehouse, extract, transform } = await startPipeline({
    now: new Date(`${world.to}T23:30:00Z`),
    ...world,
  });
  expect((await extract()).status).toBe('complete');
  await transform();

  const truth = simulator.world.truth(simulator.now().getTime());
  await warehouse.with(async (connection) => {
    expect(await countsInDatabase(connection, truth)).toEqual(truth.counts);
    expect(await sumsInDatabase(connection, truth)).toEqual(truth.sums);
    expect(await modifiersByDepth(connection)).toEqual(truth.modifiersByDepth);
  });
  expect(await uncounted(warehouse, truth)).toEqual([]);
  expect(await violatedIdentities(warehouse)).toEqual([]);
  return truth;
}
