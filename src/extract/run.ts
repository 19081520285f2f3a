import { catalogue } from '../resources/catalogue.js';
import { finishExtractRun, startExtractRun } from '../warehouse/ledger.js';
import { createRawTable } from '../warehouse/raw.js';
import { forgetMendedFailures } from './mended-failures.js';
import { landRestaurants } from './land-restaurants.js';
import type { ExtractOptions } from './options.js';
import { prepare } from './prepare.js';
import { runUnits } from './run-units.js';
import { Spool } from './spool.js';
import { problems, summarize, type ExtractSummary } from './summary.js';

/**
 * Finds the restaurants, plans what has to be read, and reads it: units run concurrently, each
 * commits on its own. @throws what concerns the run as a whole; after that, all that was committed
 * stays, and the next run goes on from there.
 */
export async function runExtract(options: ExtractOptions): Promise<ExtractSummary> {
  const { warehouse, client, runtime, runId } = options;
  const startedAt = runtime.now();
  const connection = await warehouse.connect();
  const spool = await Spool.open(warehouse.path);
  try {
    for (const { name } of catalogue) await createRawTable(connection, name);
    const { discovery, units } = await prepare(options, connection);
    const discovered = await landRestaurants(discovery, options, connection, spool);
    await startExtractRun(connection, { runId, unitsPlanned: units.length, startedAt });
    let status: ExtractSummary['status'] | 'failed' = 'failed';
    try {
      const entries = [discovered, ...(await runUnits(units, options, connection, spool))];
      const unitsLeft = units.length + 1 - entries.length;
      if (unitsLeft > 0) status = 'interrupted';
      else status = entries.every((entry) => entry.status === 'done') ? 'complete' : 'partial';
      return {
        runId,
        status,
        resources: summarize(entries),
        problems: problems(entries),
        unitsLeft,
        requests: client.requests,
        logins: client.auth.logins,
        seconds: (runtime.now() - startedAt) / 1000,
      };
    } finally {
      await finishExtractRun(connection, { runId, status, finishedAt: runtime.now() });
      await forgetMendedFailures(connection, discovery.restaurantIds);
      await connection.run('checkpoint');
    }
  } finally {
    await spool.close();
    connection.close();
  }
}
