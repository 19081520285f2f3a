import { catalogue } from '../resources/catalogue.js';
import { compact } from '../warehouse/storage/compact.js';
import type { Connection } from '../warehouse/engine/connection.js';
import { finishExtractRun, startExtractRun, type LedgerEntry } from '../warehouse/state/ledger.js';
import { createRawTable } from '../warehouse/raw/raw-table.js';
import { landRestaurants } from './load/load-restaurants.js';
import { forgetMendedFailures } from './load/resolved-failures.js';
import type { ExtractOptions } from './options.js';
import { planUnits, prepare, type Prepared } from './prepare.js';
import { runUnits } from './schedule-units.js';
import { Spool } from './fetch/spool.js';
import { problems, summarize, type ExtractSummary } from './report/summary.js';

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
    const prepared = await prepare(options);
    await startExtractRun(connection, { runId, startedAt });
    const finish = async (status: ExtractSummary['status'] | 'failed') => {
      await finishExtractRun(connection, { runId, status, finishedAt: runtime.now() });
      await forgetMendedFailures(connection, prepared.restaurantIds);
      await connection.run('checkpoint');
    };
    try {
      const { entries, unitsLeft } = await readAll(prepared, options, connection, spool);
      const status = statusOf(entries, unitsLeft, options.signal);
      await compact(connection, changedTables(entries), 'raw');
      await finish(status);
      return {
        runId,
        status,
        resources: summarize(entries),
        problems: problems(entries),
        unreadable: prepared.unreadable,
        unitsLeft,
        requests: client.requests,
        logins: client.auth.logins,
        seconds: (runtime.now() - startedAt) / 1000,
      };
    } catch (error) {
      /* What broke the run says more than what breaks in its wake. */
      await finish('failed').catch(() => undefined);
      throw error;
    }
  } finally {
    await spool.close();
    connection.close();
  }
}

function changedTables(entries: readonly LedgerEntry[]) {
  const changed = entries.filter(({ rowsNew, rowsUpdated }) => rowsNew + rowsUpdated > 0);
  return [...new Set(changed.map(({ resource }) => resource))].map((name) => ({
    schema: 'raw_toast',
    name,
  }));
}

function statusOf(
  entries: readonly LedgerEntry[],
  unitsLeft: number,
  signal: AbortSignal,
): ExtractSummary['status'] {
  if (unitsLeft > 0 || signal.aborted) return 'interrupted';
  return entries.every(({ status }) => status === 'done') ? 'complete' : 'partial';
}

/* The settings of restaurants come first: the business days of the others depend on them. */
async function readAll(
  { discovery, restaurantIds, settings, others }: Prepared,
  options: ExtractOptions,
  connection: Connection,
  spool: Spool,
): Promise<{ entries: LedgerEntry[]; unitsLeft: number }> {
  const entries = [await landRestaurants(discovery, options, connection, spool)];
  let unitsLeft = 0;
  for (const resources of [settings, others]) {
    const units = await planUnits(options, connection, restaurantIds, resources);
    options.onEvent({ type: 'planned', units });
    const ended = await runUnits(units, options, connection, spool);
    entries.push(...ended);
    unitsLeft += units.length - ended.length;
  }
  return { entries, unitsLeft };
}
