import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from 'toast-simulator';
import { newKey } from '../../src/config/key.js';
import { whenDone } from './vitest/when-done.js';

/** Starts a simulated API in this process; writes a configuration.json that points at it to `cwd`. */
export async function startSimulatedApi(
  cwd: string,
  world: Partial<SimulatorOptions> & Pick<SimulatorOptions, 'from' | 'to' | 'now'>,
): Promise<Simulator> {
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
    key: newKey(),
    backfillPauseSeconds: 0,
  };
  const text = `${JSON.stringify(configuration, null, 2)}\n`;
  await writeFile(join(cwd, 'configuration.json'), text, { mode: 0o600 });
  return simulator;
}
