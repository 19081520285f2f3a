import { join } from 'node:path';
import { configurationSchema } from '../../src/config/schema.js';
import { checkResources } from '../../src/extract/check-resources.js';
import type { ExtractOptions } from '../../src/extract/options.js';
import { withExtraction, type ExtractRequest } from '../../src/extract/from-configuration.js';
import { runExtract } from '../../src/extract/run.js';
import type { ExtractSummary } from '../../src/extract/report/summary.js';
import { SharedClock } from './shared-clock.js';
import {
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from 'toast-simulator';
import { runModels } from '../../src/transform/run/run-models.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { tempDir } from './temp-dir.js';
import { whenDone } from './vitest/when-done.js';
import { bundledProject } from './bundled-project.js';

export interface Pipeline {
  simulator: Simulator;
  warehouse: Warehouse;
  /** As in configuration.json, without the database. */
  configuration: Readonly<Record<string, unknown>>;
  extract(request?: Partial<ExtractRequest>): Promise<ExtractSummary>;
  /** Whether the credentials can read a resource, by its name. */
  readable(): Promise<(resource: string) => boolean>;
  transform(options?: { fullRefresh?: boolean; select?: readonly string[] }): Promise<void>;
  /** Connects another new database to the same simulator. */
  another(): Promise<Pipeline>;
}

/** Starts a simulator and a new database, joined by a configuration. All of it ends with the test. */
export async function startPipeline(
  world: Partial<SimulatorOptions> & Pick<SimulatorOptions, 'from' | 'to'>,
  configuration: Record<string, unknown> = {},
  request: Partial<ExtractRequest> = {},
): Promise<Pipeline> {
  const simulator = await startSimulator({
    restaurants: 3,
    ordersPerDay: 40,
    seed: 1,
    rateLimits: false,
    latencyMs: 0,
    ...world,
  });
  whenDone(() => simulator.close());
  const complete = {
    clientId: DEMO_CLIENT_ID,
    clientSecret: DEMO_CLIENT_SECRET,
    domain: simulator.url,
    initialSyncStart: `${world.from}T00:00:00Z`,
    key: Buffer.alloc(32, 7).toString('base64url').padEnd(44, '='),
    backfillPauseSeconds: 0,
    ...configuration,
  };
  return connect(simulator, complete, request);
}

async function connect(
  simulator: Simulator,
  configuration: Record<string, unknown>,
  base: Partial<ExtractRequest>,
): Promise<Pipeline> {
  const path = join(await tempDir(), 'test.duckdb');
  const warehouse = await Warehouse.open(path, { mode: 'write', lean: true });
  whenDone(() => warehouse.close());
  const extraction = <T>(
    work: (options: ExtractOptions) => Promise<T>,
    request: Partial<ExtractRequest> = {},
  ) =>
    withExtraction(
      {
        configuration: configurationSchema.parse(configuration),
        warehouse,
        runtime: new SharedClock(Date.now()).runtime,
        signal: new AbortController().signal,
        onEvent: () => undefined,
        ...base,
        ...request,
      },
      work,
    );
  return {
    simulator,
    warehouse,
    configuration,
    extract: (request) => extraction(runExtract, request),
    readable: () => extraction(checkResources),
    transform: async ({ fullRefresh = false, select } = {}) => {
      const results = await runModels({
        warehouse,
        project: await bundledProject(),
        fullRefresh,
        ...(select === undefined ? {} : { select }),
        threads: 2,
        runId: 'test',
        clock: Date.now,
        onEvent: () => undefined,
      });
      const broken = results.find(({ error }) => error !== undefined);
      if (broken?.error) throw broken.error;
    },
    another: () => connect(simulator, configuration, base),
  };
}
