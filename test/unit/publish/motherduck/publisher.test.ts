import { expect, it } from 'vitest';
import { Secret } from '../../../../src/config/secret.js';
import {
  attachStatements,
  explainMotherDuckError,
} from '../../../../src/publish/motherduck/lake.js';
import { createMotherDuckPublisher } from '../../../../src/publish/motherduck/publisher.js';
import { planTables } from '../../../../src/publish/plan/plan-tables.js';
import type { PublishResult } from '../../../../src/publish/publisher.js';
import { Source } from '../../../../src/publish/source/source.js';
import { chooseTargets, type TargetOf } from '../../../../src/publish/target.js';
import { bundledProject } from '../../../support/bundled-project.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';
import { VirtualRuntime } from '../../../support/virtual-runtime.js';

const token = new Secret('eyJ.t0ken');

it('a database of MotherDuck is attached under its own name, and the token is set', () => {
  expect(attachStatements('sales', token)).toEqual([
    'install motherduck',
    'load motherduck',
    "set motherduck_token = 'eyJ.t0ken'",
    "attach 'md:sales'",
  ]);
  expect(attachStatements('sales', undefined)).toHaveLength(3);
});

it('the same transaction as for a DuckLake runs on a database in place of MotherDuck', async () => {
  const warehouse = await temporaryWarehouse();
  const run = (sql: string) => warehouse.with((connection) => connection.run(sql));
  await run(`
    insert into toast_meta.extract_run values ('run-1', 'done', now(), now());
    create schema if not exists toast;
    create table toast.orders as select 'A' as restaurant_id, date '2026-01-01' + i::int as business_date,
      'o' || i as id, i as amount from range(50) as numbers(i);
    create table toast.dim as select 1 as id`);
  const [target] = chooseTargets(['md:sales'], { publish: {} }) as [TargetOf<'motherduck'>];
  const publisher = createMotherDuckPublisher(async (connection) => {
    await connection.run(`attach if not exists '${warehouse.path}.remote' as sales`);
  });
  const publish = async (verify = true): Promise<PublishResult> => {
    const source = await Source.open({ warehouse, project: await bundledProject() });
    try {
      return await publisher.publish({
        ...{ source, target, full: false, dryRun: false, verify, waitMs: 0 },
        tables: planTables(source.relations, target).tables,
        settings: { s3: { useSsl: true } },
        signal: new AbortController().signal,
        runtime: new VirtualRuntime(),
        onEvent: () => undefined,
      });
    } finally {
      source.close();
    }
  };
  expect(await publish()).toMatchObject({ status: 'published', verified: true });
  expect(await publish()).toMatchObject({ status: 'unchanged', verified: true });
  await run(
    `update toast.orders set amount = 99 where id = 'o7'; alter table toast.dim add column x int`,
  );
  const result = await publish();
  expect(result.tables).toEqual([
    { table: 'toast.dim', rows: 1, written: 1, deleted: 1 },
    { table: 'toast.orders', rows: 50, written: 1, deleted: 1 },
  ]);
});

it.each([
  [
    'IO Error: Failed to download extension "motherduck" at URL "http://extensions.duckdb.org/x.gz"',
    3,
    /extension motherduck is not installed/,
  ],
  [
    'Invalid Input Error: Your MotherDuck token eyJ.t0ken is invalid or expired',
    3,
    /refuses the token for md:sales/,
  ],
  ['Catalog Error: no database/share named "sales" found', 3, /has no database md:sales/],
  [
    'TransactionContext Error: Failed to commit: write-write conflict',
    5,
    /Others wrote to md:sales/,
  ],
  ['Internal: motherduck_token=eyJ.t0ken and more', 5, /md:sales: .*\[hidden\]/],
])('%s', (text, exitCode, message) => {
  const error = explainMotherDuckError(new Error(text), 'md:sales', token);
  expect(error).toMatchObject({ exitCode, suggestion: expect.any(String) });
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain('eyJ.t0ken');
});
