import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from 'toast-simulator';
import { whenDone } from './vitest/when-done.js';

/** A world of one restaurant with five orders a day, unless told otherwise. */
export type WorldOptions = Partial<SimulatorOptions> & Pick<SimulatorOptions, 'from' | 'to'>;

export interface SimulatedApi {
  readonly simulator: Simulator;
  /** What a configuration.json that points at it contains. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

const key = Buffer.alloc(32, 7).toString('base64url').padEnd(44, '=');

/** Starts a simulated API in this process, which ends with the test. */
export async function startSimulatedApi(world: WorldOptions): Promise<SimulatedApi> {
  const simulator = await startSimulator({
    restaurants: 1,
    ordersPerDay: 5,
    seed: 1,
    rateLimits: false,
    latencyMs: 0,
    ...world,
  });
  whenDone(() => simulator.close());
  const configuration = {
    clientId: DEMO_CLIENT_ID,
    clientSecret: DEMO_CLIENT_SECRET,
    domain: simulator.url,
    initialSyncStart: `${world.from}T00:00:00.000Z`,
    key,
    backfillPauseSeconds: 0,
  };
  return { simulator, configuration };
}

/** Starts a simulated API, and writes a configuration.json that points at it to `cwd`. */
export async function startApiFor(
  cwd: string,
  world: WorldOptions & Pick<SimulatorOptions, 'now'>,
): Promise<Simulator> {
  const { simulator, configuration } = await startSimulatedApi(world);
  const text = `${JSON.stringify(configuration, null, 2)}\n`;
  await writeFile(join(cwd, 'configuration.json'), text, { mode: 0o600 });
  return simulator;
}
