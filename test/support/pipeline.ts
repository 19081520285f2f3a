import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { configurationSchema } from '../../src/config/schema.js';
import { checkResources } from '../../src/extract/check-resources.js';
import type { ExtractOptions } from '../../src/extract/options.js';
import { withExtraction, type ExtractRequest } from '../../src/extract/from-configuration.js';
import { runExtract } from '../../src/extract/run.js';
import type { ExtractSummary } from '../../src/extract/summary.js';
import { skippingRuntime } from './skipping-runtime.js';
import {
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/server.js';
import { loadProject } from '../../src/transform/project.js';
import { runModels } from '../../src/transform/run.js';
import type { Row } from '../../src/warehouse/connection.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { tempDir } from './temp-dir.js';

const repository = join(import.meta.dirname, '../..');

export interface Pipeline {
  simulator: Simulator;
  warehouse: Warehouse;
  extract(request?: Partial<ExtractRequest>): Promise<ExtractSummary>;
  /** Whether the credentials can read a resource, by its name. */
  readable(): Promise<(resource: string) => boolean>;
  transform(options?: { fullRefresh?: boolean }): Promise<void>;
  /** A second database, to compare with. */
  another(): Promise<Pipeline>;
}

/** A simulator and a new database, joined by a configuration. All of it goes with the test. */
export async function startPipeline(
  world: Partial<SimulatorOptions> & Pick<SimulatorOptions, 'from' | 'to' | 'now'>,
  configuration: Record<string, unknown> = {},
): Promise<Pipeline> {
  const simulator = await startSimulator({
    restaurants: 3,
    ordersPerDay: 40,
    seed: 1,
    rateLimits: false,
    latencyMs: 0,
    ...world,
  });
  onTestFinished(() => simulator.close());
  return connect(simulator, {
    clientId: DEMO_CLIENT_ID,
    clientSecret: DEMO_CLIENT_SECRET,
    domain: simulator.url,
    initialSyncStart: `${world.from}T00:00:00Z`,
    key: Buffer.alloc(32, 7).toString('base64url').padEnd(44, '='),
    backfillPauseSeconds: 0,
    ...configuration,
  });
}

async function connect(
  simulator: Simulator,
  configuration: Record<string, unknown>,
): Promise<Pipeline> {
  const path = join(await tempDir(), 'test.duckdb');
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  onTestFinished(() => warehouse.close());
  const extraction = <T>(
    work: (options: ExtractOptions) => Promise<T>,
    request: Partial<ExtractRequest> = {},
  ) =>
    withExtraction(
      {
        configuration: configurationSchema.parse(configuration),
        warehouse,
        runtime: skippingRuntime(),
        signal: new AbortController().signal,
        onEvent: () => undefined,
        ...request,
      },
      work,
    );
  return {
    simulator,
    warehouse,
    extract: (request) => extraction(runExtract, request),
    readable: () => extraction(checkResources),
    transform: async ({ fullRefresh = false } = {}) => {
      const results = await runModels({
        warehouse,
        project: await loadProject(repository),
        fullRefresh,
        threads: 2,
        runId: 'test',
        clock: Date.now,
        onEvent: () => undefined,
      });
      const broken = results.find(({ error }) => error !== undefined);
      if (broken?.error) throw broken.error;
    },
    another: () => connect(simulator, configuration),
  };
}

/** Every row of every modelled table, sorted, without when it was synced. */
export async function modelledRows(warehouse: Warehouse): Promise<Record<string, Row[]>> {
  return warehouse.with(async (connection) => {
    const tables = await connection.all<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema in ('toast', 'toast_marts') order by all`,
    );
    const found: Record<string, Row[]> = {};
    for (const { name } of tables) {
      found[name] = await connection.all(
        `select columns(c -> c <> '_synced_at') from ${name} order by all`,
      );
    }
    return found;
  });
}
