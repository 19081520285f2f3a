import { join } from 'node:path';
import type { PublishResult, TargetStatus } from '../../../../src/publish/publisher.js';
import {
  publishTargets,
  type PublishOptions,
} from '../../../../src/publish/run/publish-targets.js';
import { readTargetStatus } from '../../../../src/publish/run/target-status.js';
import { chooseTargets, type PublishTarget } from '../../../../src/publish/target.js';
import type { Project } from '../../../../src/transform/project/model.js';
import type { Row } from '../../../../src/warehouse/engine/connection.js';
import { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { projectOf } from '../../../support/project-of.js';
import { tempDir } from '../../../support/temp-dir.js';

const sql = `
  create table toast.orders (restaurant_id varchar, id varchar, business_date date, amount decimal(18, 4));
  insert into toast.orders
    select 'r' || i % 2, 'o' || i, date '2026-03-01' + (i // 10)::integer, i / 4 from range(40) as rows(i);
  comment on table toast.orders is 'One row per order; it''s all of them.';
  comment on column toast.orders.amount is 'Amount due.';
  create table toast.employee (restaurant_id varchar, id varchar, first_name varchar, "wage" decimal(18, 4));
  insert into toast.employee values ('r0', 'e1', 'Xanthippe', 17.5), ('r1', 'e2', null, 18);
  create table toast_history.employee (id varchar, names varchar[]);
  insert into toast_history.employee values ('e1', ['Old', null]), ('e1', []);
  create schema toast_intermediate;
  create table toast_intermediate.int_days as select distinct restaurant_id, business_date from toast.orders;
  create view toast_marts.sales_daily as
    with days as (from toast_intermediate.int_days)
    select days.restaurant_id, days.business_date, sum(orders.amount) as net_sales
    from days inner join toast.orders as orders using (restaurant_id, business_date) group by all;
  create view toast_marts.employee as select 'mart' as kind;
  create table raw_toast.orders as select 'raw payload' as payload;
  insert into toast_meta.token values ('account', 'encrypted token', now(), now())`;

const project = {
  'models/employee.sql': 'select 1 as id',
  'models/employee.yml': `models:
  - name: employee
    description: Employees.
    columns:
      - name: first_name
        description: Given name.
        config: { meta: { personal_data: employee } }
      - name: wage
        config: { meta: { personal_data: employee } }`,
};

export interface Shop {
  readonly folder: string;
  readonly database: string;
  /** Path of the published file. */
  readonly file: string;
  readonly project: Project;
  /** Changes the local database. */
  change(statements: string): Promise<void>;
  publish(
    options?: Partial<PublishOptions>,
    target?: Partial<PublishTarget>,
  ): Promise<PublishResult>;
  status(target?: Partial<PublishTarget>): Promise<TargetStatus>;
}

/** Makes a small local database and a place to publish it to. */
export async function shop(): Promise<Shop> {
  const folder = await tempDir();
  const [database, file] = [join(folder, 'warehouse.duckdb'), join(folder, 'sales.duckdb')];
  const change = (statements: string) =>
    use(database, 'write', (warehouse) =>
      warehouse.with(async (connection) => {
        await connection.run(statements);
      }),
    );
  await change(sql);
  const shared = { project: projectOf(project), settings: { s3: { useSsl: true } } };
  const [base] = chooseTargets([file], { publish: {} });
  const targetWith = (more: Partial<PublishTarget>) => ({ ...(base as PublishTarget), ...more });
  const runtime = { now: () => 1_700_000_000_000, sleep: async () => undefined, random: () => 0 };
  const { signal } = new AbortController();
  return {
    ...{ folder, database, file, change, project: shared.project },
    publish: async (options = {}, target = {}) => {
      const [outcome] = await use(database, 'read', (warehouse) =>
        publishTargets({
          ...{ warehouse, runtime, signal, ...shared },
          ...{ full: false, dryRun: false, verify: false, waitMs: () => 0 },
          targets: [targetWith(target)],
          onEvent: () => undefined,
          ...options,
        }),
      );
      if (outcome?.error !== undefined) throw outcome.error;
      if (outcome?.result === undefined) throw new Error('Nothing came of it');
      return outcome.result;
    },
    status: (target = {}) =>
      use(database, 'read', (warehouse) =>
        readTargetStatus({
          ...{ warehouse, runtime, signal, ...shared },
          target: targetWith(target),
        }),
      ),
  };
}

async function use<T>(
  path: string,
  mode: 'read' | 'write',
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await Warehouse.open(path, { mode });
  try {
    return await work(warehouse);
  } finally {
    warehouse.close();
  }
}

/** Runs a query on a file as any client does, without telling it about schemas. */
export async function query<T extends Row = Row>(path: string, text: string): Promise<T[]> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
  try {
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(text);
    connection.closeSync();
    return reader.getRowObjectsJson() as T[];
  } finally {
    instance.closeSync();
  }
}
