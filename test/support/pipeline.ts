import { join } from 'node:path';
import { configurationSchema } from '../../src/config/schema.js';
import { checkResources } from '../../src/extract/check-resources.js';
import type { ExtractOptions } from '../../src/extract/options.js';
import { withExtraction, type ExtractRequest } from '../../src/extract/from-configuration.js';
import { runExtract } from '../../src/extract/run.js';
import type { ExtractSummary } from '../../src/extract/report/summary.js';
import { SharedClock } from './shared-clock.js';
import type { Simulator } from 'toast-simulator';
import { runModels } from '../../src/transform/run/run-models.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { tempDir } from './temp-dir.js';
import { whenDone } from './vitest/when-done.js';
import { bundledProject } from './bundled-project.js';
import { closeAtOnce } from './close-at-once.js';
import { writeNewDatabase } from './database-template.js';
import { startSimulatedApi, type WorldOptions } from './simulated-api.js';

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

/**
 * Starts a simulator and a new database, joined by a configuration. All of it ends with the test. Unless
 * told otherwise, both share a clock that starts half a day after the world's last day: windows up to
 * the machine's date would grow in number with each day.
 */
export async function startPipeline(
  world: WorldOptions,
  configuration: Record<string, unknown> = {},
  request: Partial<ExtractRequest> = {},
): Promise<Pipeline> {
  const clock = new SharedClock((world.now ?? noonAfter(world.to)).getTime());
  const api = await startSimulatedApi({
    restaurants: 3,
    ordersPerDay: 40,
    wallClock: clock.now,
    sleep: clock.sleep,
    ...world,
  });
  return connect(
    api.simulator,
    { ...api.configuration, ...configuration },
    { runtime: clock.runtime, ...request },
  );
}

function noonAfter(date: string): Date {
  return new Date(Date.parse(`${date}T12:00:00Z`) + 24 * 60 * 60_000);
}

async function connect(
  simulator: Simulator,
  configuration: Record<string, unknown>,
  base: Partial<ExtractRequest> & Pick<ExtractRequest, 'runtime'>,
): Promise<Pipeline> {
  const path = join(await tempDir(), 'test.duckdb');
  await writeNewDatabase(path);
  const warehouse = await Warehouse.open(path, { mode: 'write', rowGroups: 'raw' });
  await warehouse.with((connection) => connection.run(closeAtOnce));
  whenDone(() => warehouse.close());
  const extraction = <T>(
    work: (options: ExtractOptions) => Promise<T>,
    request: Partial<ExtractRequest> = {},
  ) =>
    withExtraction(
      {
        configuration: configurationSchema.parse(configuration),
        warehouse,
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
