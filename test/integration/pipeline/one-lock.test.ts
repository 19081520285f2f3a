import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configurationSchema } from '../../../src/config/schema.js';
import { runPipeline } from '../../../src/pipeline/run-pipeline.js';
import type { StepName } from '../../../src/pipeline/steps.js';
import { systemRuntime } from '../../../src/runtime.js';
import { Warehouse, type OpenOptions } from '../../../src/warehouse/warehouse.js';
import { projectOf } from '../../support/project-of.js';
import { startSimulatedApi } from '../../support/simulated-api.js';
import { tempDir } from '../../support/temp-dir.js';

/* Returns what another process says that wants to write the file. */
function tryElsewhere(path: string): string {
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    await DuckDBInstance.create(process.argv[1]).catch((error) => console.log(error.message));
  `;
  const parameters = ['--input-type=module', '--eval', script, path];
  return spawnSync(process.execPath, parameters, { encoding: 'utf8' }).stdout;
}

const steps: readonly StepName[] = ['extract', 'transform', 'test'];

const files = {
  'models/sources.yml': 'sources: [{name: raw_toast, tables: [{name: jobs}]}]',
  'models/job.sql': "select id from {{ source('raw_toast', 'jobs') }}",
  'models/job.yml': 'models: [{name: job, columns: [{name: id, data_tests: [unique]}]}]',
};

it('a run opens an existing database once, and keeps others out from its first step to its last', async () => {
  const api = await startSimulatedApi({ from: '2026-03-01', to: '2026-03-02' });
  const configuration = configurationSchema.parse({
    ...api.configuration,
    resources: ['restaurants', 'jobs'],
  });
  const path = join(await tempDir(), 'warehouse.duckdb');
  const opened: string[] = [];
  const run = (onStep: (step: StepName) => void) =>
    runPipeline({
      ...{ configuration, project: projectOf(files), steps, threads: 1, onStep },
      ...{ runtime: systemRuntime, signal: new AbortController().signal },
      open: (options: OpenOptions) => {
        opened.push(options.mode);
        return Warehouse.open(path, options);
      },
      ...{ onExtract: () => undefined, onModel: () => undefined, onTest: () => undefined },
      onPublish: () => undefined,
    });

  /* The row groups of a first load have another size than those of models. */
  expect(await run(() => undefined)).toMatchObject({ status: 'complete', tests: { passed: 1 } });
  expect(opened.splice(0)).toEqual(['write', 'update']);

  const refusals: string[] = [];
  await run((step) => {
    if (step === 'test') refusals.push(tryElsewhere(path));
  });
  expect(opened).toEqual(['write']);
  expect(refusals).toEqual([expect.stringContaining(`PID ${process.pid}`)]);
  expect(tryElsewhere(path)).toBe('');
});
