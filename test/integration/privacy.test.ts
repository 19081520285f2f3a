import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Configuration } from '../../src/config/configuration.js';
import { configurationSchema } from '../../src/config/schema.js';
import type { ExtractEvent } from '../../src/extract/report/events.js';
import type { ExtractRequest } from '../../src/extract/from-configuration.js';
import type { ExtractSummary } from '../../src/extract/report/summary.js';
import { runModels } from '../../src/transform/run/run-models.js';
import type { Row } from '../../src/warehouse/engine/connection.js';
import type { Warehouse } from '../../src/warehouse/warehouse.js';
import { bundledProject } from '../support/bundled-project.js';
import type { Pipeline } from '../support/pipeline.js';
import { modelledRows } from '../support/rows.js';
import { canaryPipeline } from './support/canary-pipeline.js';

type Guests = Configuration['privacy']['guests'];

/* The models that read a field of a guest. */
const withGuests = [
  'int_guest_visits',
  'orders',
  'orders_check',
  'orders_check_applied_discount',
  'orders_check_selection',
  'orders_check_selection_applied_discount',
  'orders_check_selection_modifier',
  'payment',
];

/** Extracts under a setting. */
function extract(
  { configuration, extract }: Pipeline,
  guests: Guests,
  request: Partial<ExtractRequest> = {},
): Promise<ExtractSummary> {
  const parsed = configurationSchema.parse({ ...configuration, privacy: { guests } });
  return extract({ configuration: parsed, ...request });
}

async function buildOrders({ warehouse }: Pipeline): Promise<void> {
  const results = await runModels({
    warehouse,
    project: await bundledProject(),
    select: withGuests.map((model) => `+${model}`),
    fullRefresh: false,
    threads: 2,
    runId: 'test',
    clock: Date.now,
    onEvent: () => undefined,
  });
  expect(results.filter(({ status }) => status !== 'success')).toEqual([]);
}

/** Finds the tables of all schemas that hold a canary in some row. */
async function tablesWithCanary(warehouse: Warehouse): Promise<string[]> {
  return warehouse.with(async (connection) => {
    const tables = await connection.all<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.tables
      where table_catalog = current_database() order by all`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await connection.all(
        `select 1 from ${name} as t where contains(to_json(t)::varchar, 'canary') limit 1`,
      );
      if (rows.length > 0) found.push(name);
    }
    return found;
  });
}

/** Finds the files of the database and its spool that hold a canary at this moment. */
function filesWithCanary({ path }: Warehouse): string[] {
  const spool = `${path}.spool`;
  const spooled = existsSync(spool) ? readdirSync(spool).map((name) => join(spool, name)) : [];
  return [path, `${path}.wal`, ...spooled].filter(
    (file) => existsSync(file) && readFileSync(file).includes('canary'),
  );
}

/** Extracts and models, and looks at the disk at every step. */
async function runWatched(pipeline: Pipeline, guests: Guests): Promise<void> {
  const { warehouse } = pipeline;
  const seen = new Set<string>();
  let pages = 0;
  const onEvent = ({ type }: ExtractEvent) => {
    pages += Number(type === 'page');
    for (const file of filesWithCanary(warehouse)) seen.add(file);
  };
  expect((await extract(pipeline, guests, { onEvent })).status).toBe('complete');
  await buildOrders(pipeline);
  expect(pages).toBeGreaterThanOrEqual(3);
  expect([...seen, ...filesWithCanary(warehouse)]).toEqual([]);
  expect(await tablesWithCanary(warehouse)).toEqual([]);
  await warehouse.with((connection) => connection.run('checkpoint warehouse'));
  expect(filesWithCanary(warehouse)).toEqual([]);
}

it('privacy.guests = drop: no guest data reaches the disk', async () => {
  await runWatched(await canaryPipeline(), 'drop');
});

it('privacy.guests = hash: no guest data reaches the disk, guests stay distinct, and all other columns are equal', async () => {
  const kept = await canaryPipeline();
  await extract(kept, 'keep');
  await buildOrders(kept);
  const hashed = await kept.another();
  await runWatched(hashed, 'hash');

  for (const column of ['customer_email', 'customer_phone', 'customer_id']) {
    const visits = await visitsBy(hashed, column);
    expect(visits.length).toBeGreaterThan(0);
    expect(visits, column).toEqual(await visitsBy(kept, column));
  }
  const guests = 'toast_intermediate.int_guest_visits';
  expect(await visitsBy(hashed, 'guest_key', guests)).toEqual(
    await visitsBy(kept, 'guest_key', guests),
  );
  const before = await modelledRows(kept.warehouse);
  const after = await modelledRows(hashed.warehouse);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const [table, rows] of Object.entries(before)) {
    /* Identifiers of a wrong type have no hash, so their checks have no row there. */
    if (table === guests) continue;
    expect(withoutGuests(after[table] ?? []), table).toEqual(withoutGuests(rows));
  }
});

it('a changed privacy.guests applies to what is read from then on, and to everything after a full refresh', async () => {
  const pipeline = await canaryPipeline();
  const { warehouse } = pipeline;
  await extract(pipeline, 'keep');
  await buildOrders(pipeline);
  const kept = await payloads(pipeline);
  const tables = await tablesWithCanary(warehouse);
  expect(filesWithCanary(warehouse)).not.toEqual([]);
  expect(tables).toEqual(expect.arrayContaining(['raw_toast.orders', 'toast.orders_check']));

  await warehouse.with((connection) =>
    connection.run(
      `insert into raw_toast_history.orders by name
      select * exclude (extracted_at, removed_at), extracted_at as valid_from, extracted_at as valid_to
      from raw_toast.orders`,
    ),
  );
  tables.push('raw_toast_history.orders');

  const { resources } = await extract(pipeline, 'drop');
  expect(resources).toMatchObject([{}, { resource: 'orders', rowsUpdated: 0 }]);
  expect(await tablesWithCanary(warehouse)).toEqual(tables.toSorted());

  await extract(pipeline, 'drop', { fullRefresh: true });
  await buildOrders(pipeline);
  expect(await tablesWithCanary(warehouse)).toEqual([]);
  expect(await versions(pipeline)).toEqual(kept.length);

  await extract(pipeline, 'keep', { fullRefresh: true });
  expect(await versions(pipeline)).toEqual(kept.length);
  expect(await payloads(pipeline)).toEqual(kept);
});

async function versions({ warehouse }: Pipeline): Promise<number> {
  return warehouse.with(async (connection) => {
    return (await connection.all('from raw_toast_history.orders')).length;
  });
}

function payloads({ warehouse }: Pipeline): Promise<Row[]> {
  return warehouse.with((connection) =>
    connection.all('select restaurant_id, id, payload from raw_toast.orders order by all'),
  );
}

/* Counts the guests of the simulated world by how often they came, and to how many restaurants. */
function visitsBy(
  { warehouse }: Pipeline,
  column: string,
  table = 'toast.orders_check',
): Promise<Row[]> {
  return warehouse.with((connection) =>
    connection.all(
      `select visits, restaurants, count(*) as guests
      from (
        select count(*) as visits, count(distinct restaurant_id) as restaurants
        from ${table}
        where ${column} is not null and orders_id not like '0000000%'
        group by ${column}
      )
      group by all order by all`,
    ),
  );
}

/* Columns that the setting may change. */
const ofGuests =
  /^(customer|applied_loyalty_info|delivery_info|curbside_pickup_info|house_account)|^(tab_name|display_name|loyalty_details_reference_id|applied_discount_reason_comment|first_6_digits|last_4_digits|card_payment_id|network_transaction_identifier|modifiers|applied_discounts)$/;

function withoutGuests(rows: readonly string[]): string[] {
  return rows
    .map((row) =>
      Object.entries(JSON.parse(row) as Row).filter(([column]) => !ofGuests.test(column)),
    )
    .map((entries) => JSON.stringify(entries))
    .sort();
}
