import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, startSimulator } from 'toast-simulator';
import { newKey } from '../config/key.js';
import { configurationSchema } from '../config/schema.js';
import { withExtraction } from '../extract/from-configuration.js';
import type { ExtractEvent } from '../extract/report/events.js';
import type { ExtractSummary } from '../extract/report/summary.js';
import { runExtract } from '../extract/run.js';
import { delayedRuntime, systemRuntime } from '../runtime.js';
import { markAsDemo } from '../warehouse/state/demo-mark.js';
import type { Warehouse } from '../warehouse/warehouse.js';

export interface DemoExtraction {
  readonly warehouse: Warehouse;
  readonly restaurants: number;
  readonly ordersPerDay: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Called once the simulated API answers. */
  readonly onSimulated: () => void;
  /** Called when a run begins. Returns what its events are given to. */
  readonly onRun: () => (event: ExtractEvent) => void;
}

/** Days of sales that the demo has. */
export const demoDays = 30;

const observed = [
  ...['published_menus', 'menu_items', 'discounts'],
  ...['jobs', 'employees', 'stock_inventory', 'shifts'],
];

/* The demo looks back on some weeks of runs. Those before today's read only what it shows the history of,
   prices, wages and stock, and shifts: some are taken off the schedule after they were worked, and then Toast
   no longer lists them. The first run is before all shifts. */
function demoRuns(now: DateTime, from: string) {
  const first = now.toMillis() - Date.parse(from) - minuteMs;
  return [
    { behindMs: first, resources: ['shifts'] },
    ...[28, 18, 8].map((daysAgo) => ({ behindMs: daysAgo * dayMs, resources: observed })),
    { behindMs: 0, resources: undefined },
  ].map((run) => ({ ...run, runId: randomUUID() }));
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * 60_000;

/**
 * Starts a simulated Toast API on this machine, extracts it into the database as if it had been run on
 * several days, and stops it. Returns the summary of the last run.
 * @throws what `runExtract` throws, and the reason of the signal when it aborts.
 */
export async function extractDemo(options: DemoExtraction): Promise<ExtractSummary> {
  const { warehouse, signal } = options;
  /* The clocks of the runs and of the simulator are moved forward together. */
  let behindMs = 0;
  const runtime = delayedRuntime(systemRuntime, () => behindMs);
  const today = DateTime.utc();
  const from = today.minus({ days: demoDays }).toISODate();
  const simulator = await startSimulator({
    restaurants: options.restaurants,
    from,
    to: today.toISODate(),
    now: today.toJSDate(),
    wallClock: runtime.now,
    ordersPerDay: options.ordersPerDay,
    seed: options.seed,
    rateLimits: true,
    latencyMs: 0,
  });
  try {
    options.onSimulated();
    const runs = demoRuns(today, from);
    const runIds = runs.map(({ runId }) => runId);
    await warehouse.with((connection) => markAsDemo(connection, runIds));
    const configuration = {
      clientId: DEMO_CLIENT_ID,
      clientSecret: DEMO_CLIENT_SECRET,
      domain: simulator.url,
      initialSyncStart: from,
      key: newKey(),
      backfillPauseSeconds: 0,
    };
    let summary!: ExtractSummary;
    for (const { resources, runId, ...run } of runs) {
      behindMs = run.behindMs;
      simulator.setNow(new Date(runtime.now()));
      summary = await withExtraction(
        {
          configuration: configurationSchema.parse({ ...configuration, resources }),
          ...{ warehouse, runtime, signal, onEvent: options.onRun() },
        },
        (request) => runExtract({ ...request, runId }),
      );
      signal.throwIfAborted();
    }
    return summary;
  } finally {
    await simulator.close();
  }
}
