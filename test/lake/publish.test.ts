import { describe, expect, it } from 'vitest';
import { planTables } from '../../src/publish/plan/plan-tables.js';
import { Source } from '../../src/publish/source/source.js';
import { bundledProject } from '../support/bundled-project.js';
import { startPipeline } from '../support/pipeline.js';
import { shared } from '../support/vitest/when-done.js';
import { publish, remoteLake } from './support/publish.js';
import { readLake } from './support/read-lake.js';

const pipeline = shared(async () => {
  const started = await startPipeline({ from: '2026-03-01', to: '2026-03-12', restaurants: 2, ordersPerDay: 10 });
  await started.extract();
  await started.transform();
  return started;
});

it('publishes', async () => {
  const { target } = await remoteLake();
  const result = await publish(pipeline().warehouse, target, { verify: true });
  console.log(result.status, result.tables.length, result.seconds, result.snapshot);
  console.log(await publish(pipeline().warehouse, target, { verify: true }));
});
