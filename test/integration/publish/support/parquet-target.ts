import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishTargetSettings } from '../../../../src/config/publish.js';
import { parseManifest, type Manifest } from '../../../../src/publish/parquet/manifest/manifest.js';
import { publishParquet } from '../../../../src/publish/parquet/publisher.js';
import { planTables } from '../../../../src/publish/plan/plan-tables.js';
import type { PublishRequest, PublishResult } from '../../../../src/publish/publisher.js';
import type { Store } from '../../../../src/publish/store/store.js';
import { Source } from '../../../../src/publish/source/source.js';
import { chooseTargets, type TargetOf } from '../../../../src/publish/target.js';
import type { Project } from '../../../../src/transform/project/model.js';
import type { Runtime } from '../../../../src/runtime.js';
import { literals } from '../../../../src/warehouse/engine/sql.js';
import type { Row } from '../../../../src/warehouse/engine/connection.js';
import type { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { projectOf } from '../../../support/project-of.js';
import { tempDir } from '../../../support/temp-dir.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';
import { VirtualRuntime } from '../../../support/virtual-runtime.js';

export type PublishChanges = Partial<Omit<PublishRequest<'parquet'>, 'source' | 'tables'>> & {
  readonly profile?: Partial<PublishTargetSettings>;
  /** In place of the folder. */
  readonly store?: Store;
  /** In place of a project without models. */
  readonly project?: Project;
};

/** Tables that the tests change: orders by day, a view of them, and one with types that only DuckDB has. */
export const tables = `
  create table toast.orders as
    select
      'r' || i % 2 as restaurant_id, 'o' || i as id, date '2026-09-29' + i::integer as business_date,
      (i * 1.25)::decimal(18,4) as amount, timestamptz '2026-09-29 20:00:00-04' as opened_at,
      'guest' || i || '@example.com' as email, {'tip': i}::json as extra
    from range(40) as t(i);
  create view toast_marts.sales_daily as
    select restaurant_id, business_date, sum(amount) as net_sales, count(*)::uinteger as orders
    from toast.orders group by all;
  create table toast.kinds as
    select 'a' as id, 170141183460469231731687303715884105727::hugeint / 10 as large,
      'x'::enum('x', 'y') as kind, time '10:30' as at, interval 2 days as lasts,
      [1, 2]::utinyint[] as list, {'a': 1.5, 'b c': ['x'::enum('x')]} as nested, uuid() as key;
  create table toast.nothing (id varchar, business_date date, restaurant_id varchar);
  insert into toast_meta.extract_run values (uuid(), 'done', now(), now());`;

/** A database with `tables`, a folder to publish to, and a clock that stands at a night in November. */
export async function parquetTarget(files = 'lake/') {
  const warehouse = await temporaryWarehouse();
  await warehouse.with((connection) => connection.run(tables));
  const folder = join(await tempDir(), files);
  const runtime = new VirtualRuntime(Date.parse('2026-11-27T02:00:00Z'));
  /* Two that start in one second have different numbers. */
  let drawn = 0;
  runtime.random = () => (++drawn % 1000) / 1000;
  return {
    ...{ warehouse, folder, runtime },
    edit: (sql: string) => warehouse.with((connection) => connection.run(sql)),
    publish: (changes: PublishChanges = {}) => publish(warehouse, folder, runtime, changes),
    manifest: () => readManifestFile(folder),
  };
}

/** Publishes a database to a folder, with months for tables of 20 rows. A second passes. */
export async function publish(
  warehouse: Pick<Warehouse, 'path' | 'connect'>,
  folder: string,
  runtime: Runtime & { advance?: (ms: number) => void },
  { profile = {}, store, project = projectOf({}), ...changes }: PublishChanges = {},
): Promise<PublishResult> {
  const { signal = new AbortController().signal } = changes;
  const source = await Source.open({ warehouse, project, signal });
  const target = targetOf(folder, profile);
  runtime.advance?.(1000);
  try {
    const { tables: planned } = planTables(source.relations, target);
    const request: PublishRequest<'parquet'> = {
      ...{ source, target, tables: planned, full: false, dryRun: false, verify: false, waitMs: 0 },
      settings: { s3: { useSsl: true } },
      signal,
      onEvent: () => undefined,
      ...{ runtime, ...changes },
    };
    return await publishParquet(request, {
      partitionedFromRows: 20,
      ...(store === undefined ? {} : { store }),
    });
  } finally {
    source.close();
  }
}

export function targetOf(
  folder: string,
  profile: Partial<PublishTargetSettings> = {},
): TargetOf<'parquet'> {
  const usual = { exclude: [], guests: 'keep', employees: 'keep' } as const;
  const lake = { ...usual, evenIfTestsFail: false, encrypted: false, ...profile, to: folder };
  return chooseTargets(['lake'], { publish: { lake } })[0] as TargetOf<'parquet'>;
}

export async function readManifestFile(folder: string): Promise<Manifest> {
  return parseManifest(await readFile(join(folder, 'manifest.json'), 'utf8'), folder);
}

/** Reads the rows of a table by the files that a manifest names. */
export async function rowsOf(
  warehouse: Warehouse,
  folder: string,
  manifest: Manifest,
  label: string,
): Promise<Row[]> {
  const table = manifest.tables.find(({ schema, name }) => `${schema}.${name}` === label);
  const files = (table?.files ?? []).map(({ path }) => join(folder, path));
  return warehouse.with((connection) =>
    connection.all(`from read_parquet(${literals(files)}, hive_partitioning = false) order by all`),
  );
}
