import { join } from 'node:path';
import { expect, it } from 'vitest';
import { publishTargets } from '../../../src/publish/run/publish-targets.js';
import { chooseTargets } from '../../../src/publish/target.js';
import { systemRuntime } from '../../../src/runtime.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { projectOf } from '../../support/project-of.js';
import { tempDir } from '../../support/temp-dir.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';

async function limitOf(warehouse: Warehouse): Promise<unknown> {
  const [row] = await warehouse.with((connection) =>
    connection.all(`select current_setting('memory_limit') as memory_limit`),
  );
  return row?.memory_limit;
}

/* Publishes to a file and to Parquet files; returns the outcomes, and the limits meanwhile. */
async function publish(warehouse: Warehouse, megabytes: number) {
  const folder = await tempDir();
  const limits: Promise<unknown>[] = [];
  const outcomes = await publishTargets({
    ...{ warehouse, project: projectOf({}), runtime: systemRuntime, megabytes },
    targets: chooseTargets([join(folder, 'sales.duckdb'), `${folder}/lake/`], { publish: {} }),
    ...{ full: false, dryRun: false, verify: true, waitMs: () => 0 },
    settings: { s3: { useSsl: true } },
    signal: new AbortController().signal,
    onEvent: () => limits.push(limitOf(warehouse)),
  });
  return { outcomes, limits: await Promise.all(limits) };
}

it('publishing to each kind of target keeps to a limit of memory, which ends with it', async () => {
  const warehouse = await temporaryWarehouse();
  await warehouse.with((connection) => connection.run('create table toast.a as select 1 as id'));
  const usual = await limitOf(warehouse);
  const { outcomes, limits } = await publish(warehouse, 200);
  expect(outcomes.map(({ result }) => result?.status)).toEqual(['published', 'published']);
  /* At the start of each target, and at its table. */
  expect(limits).toEqual(Array(4).fill('190.7 MiB'));
  expect(await limitOf(warehouse)).toBe(usual);
});

it('a table that does not fit into the limit is published without it', async () => {
  const warehouse = await temporaryWarehouse();
  await warehouse.with((connection) =>
    connection.run('create view toast.a as select list(i) as l from range(2_000_000) as t(i)'),
  );
  const usual = await limitOf(warehouse);
  const { outcomes, limits } = await publish(warehouse, 10);
  expect(outcomes.map(({ result }) => result?.verified)).toEqual([true, true]);
  expect(limits).toContain('9.5 MiB');
  expect(limits).toContain(usual);
  expect(await limitOf(warehouse)).toBe(usual);
});
