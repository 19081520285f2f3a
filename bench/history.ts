import type { Simulator } from 'toast-simulator';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET } from 'toast-simulator';
import { newKey } from '../src/config/key.js';
import { configurationSchema } from '../src/config/schema.js';
import { withExtraction } from '../src/extract/from-configuration.js';
import { runExtract } from '../src/extract/run.js';
import { day } from '../src/resources/timestamp.js';
import { delayedRuntime, systemRuntime } from '../src/runtime.js';
import { Warehouse } from '../src/warehouse/warehouse.js';
import { numbers, positive, type Bench } from './support/bench.js';
import { databaseBytes, reading } from './support/database.js';
import { rounded } from './support/spread.js';
import { withWorld } from './support/world.js';

/* Captures, late tips, refunds and voids come days after an order. */
const days = 4;
const daysAfter = 4;

/**
 * Measures the space that `history: { orders: true }` takes when orders are read every so many minutes
 * while they are opened, paid and adjusted, against the same runs without it.
 */
export const bench: Bench<'orders' | 'every'> = {
  defaults: { orders: '4000', every: '60,1440' },
  async run(options) {
    const cases = [];
    for (const every of numbers(options, 'every')) {
      cases.push(await costs(positive(options, 'orders'), every * 60_000));
    }
    return { cases };
  },
};

async function costs(orders: number, every: number) {
  const size = { orders, restaurants: 2, days, daysSince: 0 };
  return withWorld(size, async ({ simulator, start, path }) => {
    const [kept, plain] = [path('kept.duckdb'), path('plain.duckdb')];
    await extractAll(simulator, kept, { start, every, history: true });
    await extractAll(simulator, plain, { start, every, history: false });
    const [read] = await reading(kept, (connection) =>
      connection.all(`select
        count(*) filter (not superseded) as orders,
        count(*) / orders as versions,
        sum(strlen(payload)) / sum(strlen(payload)) filter (not superseded) as json
      from (
        select payload, false as superseded from raw_toast.orders
        union all
        select payload, true as superseded from raw_toast_history.orders
      )`),
    );
    const [keptBytes, plainBytes] = [await databaseBytes(kept), await databaseBytes(plain)];
    return {
      every_minutes: every / 60_000,
      orders: Number(read?.orders),
      versions_per_order: rounded(Number(read?.versions)),
      json_to_current: rounded(Number(read?.json)),
      kept_mb: rounded(keptBytes / 1e6),
      plain_mb: rounded(plainBytes / 1e6),
      kept_to_plain: rounded(keptBytes / plainBytes),
    };
  });
}

interface Runs {
  readonly start: number;
  /** Milliseconds between runs. */
  readonly every: number;
  readonly history: boolean;
}

/* Extracts again and again, in this process: a process for each run would take most of the time. */
async function extractAll(
  simulator: Simulator,
  path: string,
  { start, every, history }: Runs,
): Promise<void> {
  const configuration = configurationSchema.parse({
    clientId: DEMO_CLIENT_ID,
    clientSecret: DEMO_CLIENT_SECRET,
    domain: simulator.url,
    initialSyncStart: new Date(start).toISOString(),
    key: newKey(),
    backfillPauseSeconds: 0,
    resources: ['orders'],
    history: { orders: history },
  });
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  for (let at = start + every; at <= start + (days + daysAfter) * day; at += every) {
    simulator.setNow(new Date(at));
    const behindMs = Date.now() - at;
    await withExtraction(
      {
        ...{ configuration, warehouse },
        runtime: delayedRuntime(systemRuntime, () => behindMs),
        signal: new AbortController().signal,
        onEvent: () => undefined,
      },
      runExtract,
    );
  }
  warehouse.close();
}
