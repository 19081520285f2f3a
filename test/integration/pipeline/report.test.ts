import { expect, it } from 'vitest';
import type { Configuration } from '../../../src/config/configuration.js';
import { runPipeline, type PipelineOptions } from '../../../src/pipeline/run-pipeline.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { tempDir } from '../../support/temp-dir.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';

/* Runs only the step that makes a report, of a database in which `statement` was run. */
async function reportOf(statement: string) {
  const warehouse = await temporaryWarehouse();
  await warehouse.with((connection) => connection.run(statement));
  warehouse.close();
  const ignore = () => undefined;
  return runPipeline({
    configuration: { report: { folder: await tempDir() } } as Configuration,
    project: {} as PipelineOptions['project'],
    steps: ['report'],
    runtime: new VirtualRuntime(),
    signal: new AbortController().signal,
    open: (options) => Warehouse.open(warehouse.path, options),
    threads: 1,
    ...{ onStep: ignore, onExtract: ignore, onModel: ignore, onTest: ignore },
    onPublish: ignore,
  });
}

it('a run before the first complete day is complete, and says that there is nothing to report', async () => {
  const restaurant = `select 'r' as restaurant_id, true as is_active,
    null::date as last_complete_business_date, null::date as expected_business_date`;
  const run = await reportOf(`create table toast_marts.dim_restaurant as ${restaurant}`);
  expect(run).toMatchObject({ status: 'complete', exitCode: 0 });
  expect(run.report).toEqual({
    reason: expect.stringMatching(/^No business date is complete yet/),
  });
});

it('a report that cannot be made fails the run and says what to do', async () => {
  const run = await reportOf('select 1');
  expect(run).toMatchObject({
    ...{ status: 'failed', exitCode: 5 },
    failure: { step: 'report', suggestion: 'Run `toast transform`, which builds the tables.' },
  });
});
