import { fileURLToPath } from 'node:url';
import type { Project } from '../../../../src/transform/project/model.js';
import type { ModelRunResult } from '../../../../src/transform/run/model-events.js';
import { runModels, type RunOptions } from '../../../../src/transform/run/run-models.js';
import type { Row } from '../../../../src/warehouse/engine/connection.js';
import type { Warehouse } from '../../../../src/warehouse/warehouse.js';

/** Folder of a test project that builds orders incrementally. */
export const shop = fileURLToPath(new URL('../../../fixtures/transform/shop', import.meta.url));

export interface ShopOrder {
  status: string;
  total: string;
  items: string[];
}

/** Loads orders as an extraction does; an order replaces one of the same id. `at` is in seconds. */
export async function loadOrders(
  warehouse: Warehouse,
  at: number,
  orders: Record<string, ShopOrder>,
): Promise<void> {
  await warehouse.with(async (connection) => {
    await connection.run(
      'create table if not exists raw_toast.orders (id varchar, payload json, extracted_at timestamptz)',
    );
    for (const [id, order] of Object.entries(orders)) {
      await connection.run('delete from raw_toast.orders where id = $id', { id });
      await connection.run(
        'insert into raw_toast.orders values ($id, $payload, to_timestamp($at::double))',
        { id, payload: JSON.stringify(order), at },
      );
    }
  });
}

/** Runs models, two at a time, with a clock that advances by 250 ms each time it is read. */
export async function run(
  warehouse: Warehouse,
  project: Project,
  options: Partial<RunOptions> = {},
): Promise<ModelRunResult[]> {
  let now = Date.UTC(2026, 0, 5);
  return runModels({
    warehouse,
    project,
    fullRefresh: false,
    threads: 2,
    runId: 'run',
    clock: () => (now += 250),
    onEvent: () => undefined,
    ...options,
  });
}

/** Runs a query and gives its rows. */
export async function rows(warehouse: Warehouse, sql: string): Promise<Row[]> {
  return warehouse.with((connection) => connection.all(sql));
}

/** Returns the status of each model by name. */
export function statuses(results: readonly ModelRunResult[]): Record<string, string> {
  return Object.fromEntries(results.map(({ model, status }) => [model, status]));
}
