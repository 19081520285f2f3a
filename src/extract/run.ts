import { catalogue } from '../resources/catalogue.js';
import { shapeOf } from '../resources/resource.js';
import { day } from '../resources/timestamp.js';
import type { Connection } from '../warehouse/engine/connection.js';
import { pruneHistory } from '../warehouse/raw/history.js';
import { withLeanEngine } from '../warehouse/memory/lean-engine.js';
import { createRawTables } from '../warehouse/raw/raw-table.js';
import { finishExtractRun, startExtractRun } from '../warehouse/state/extract-runs.js';
import type { LedgerEntry } from '../warehouse/state/ledger.js';
import { loadRejections } from '../warehouse/state/rejected.js';
import { compact } from '../warehouse/storage/compact.js';
import { Spool } from './fetch/spool.js';
import type { MissingRestaurants } from './load/missing-restaurants.js';
import { loadRestaurants } from './load/load-restaurants.js';
import { pruneResolvedFailures } from './load/prune-resolved-failures.js';
import type { ExtractOptions } from './options.js';
import { planUnits, prepare, type Prepared } from './prepare.js';
import { redactHistory } from './redact-history.js';
import { describeMissing } from './report/missing.js';
import { withNames } from './report/rejected.js';
import { notFound, problems, summarize, type ExtractSummary } from './report/summary.js';
import { scheduleUnits } from './schedule-units.js';

/**
 * Runs an extraction: finds the restaurants, plans what has to be read and reads it. Units run
 * concurrently and commit one by one.
 * @throws whatever concerns the run as a whole; what was committed before is kept, and the next run
 *   continues from there.
 */
export async function runExtract(options: ExtractOptions): Promise<ExtractSummary> {
  const { warehouse } = options;
  const connection = await warehouse.connect();
  const spool = await Spool.open(warehouse.path);
  try {
    return await withLeanEngine(connection, () => extractInto(connection, spool, options));
  } finally {
    await spool.close();
    connection.close();
  }
}

async function extractInto(
  connection: Connection,
  spool: Spool,
  options: ExtractOptions,
): Promise<ExtractSummary> {
  const { client, runtime, runId } = options;
  const startedAt = runtime.now();
  await createRawTables(connection, catalogue.map(shapeOf));
  const prepared = await prepare(options);
  await startExtractRun(connection, { runId, startedAt });
  const finish = async (status: ExtractSummary['status'] | 'failed') => {
    await finishExtractRun(connection, { runId, status, finishedAt: runtime.now() });
    await pruneResolvedFailures(connection, prepared.restaurantIds);
    await forgetOldVersions(connection, options);
    await connection.run('checkpoint');
  };
  try {
    const { entries, missing, unitsLeft } = await readAll(prepared, options, connection, spool);
    if (options.fullRefresh) await redactHistory(connection, options.redactGuests);
    const rejected = await loadRejections(connection, runId);
    const isInterrupted = unitsLeft > 0 || options.signal.aborted;
    const isComplete =
      rejected.length === 0 &&
      missing.kept.size === 0 &&
      entries.every(({ status }) => status === 'done');
    const status = isInterrupted ? 'interrupted' : isComplete ? 'complete' : 'partial';
    /* Compaction can take longer than an interrupted command has left. */
    if (!options.signal.aborted) await compact(connection, changedTables(entries), 'raw');
    await finish(status);
    return {
      runId,
      status,
      resources: summarize(entries),
      problems: problems(entries, prepared.discovery.names),
      rejected: withNames(rejected, prepared.discovery.names),
      notFound: notFound(entries),
      missingScopes: prepared.missingScopes,
      missingRestaurants: describeMissing(missing, prepared.discovery.names),
      unitsLeft,
      requests: client.requests,
      logins: client.auth.logins,
      seconds: (runtime.now() - startedAt) / 1000,
    };
  } catch (error) {
    /* The first error says more than those that follow from it. */
    await finish('failed').catch(() => undefined);
    throw error;
  }
}

/* The details of restaurants come first: the business days of other resources depend on them. */
async function readAll(
  { discovery, restaurantIds, details, others }: Prepared,
  options: ExtractOptions,
  connection: Connection,
  spool: Spool,
): Promise<{ entries: LedgerEntry[]; missing: MissingRestaurants; unitsLeft: number }> {
  const { runtime, runId } = options;
  const { partnerList, listed, rejected } = discovery;
  const page = partnerList && {
    file: await spool.write(partnerList),
    bytes: partnerList.length,
  };
  const { entry, missing } = await loadRestaurants({
    ...{ connection, runtime, runId, page, listed, rejected },
    restaurantIds: discovery.restaurantIds,
    acceptMissing: options.acceptMissing ?? false,
  });
  const entries = [entry];
  if (page !== undefined) await spool.discard([page.file]);
  let unitsLeft = 0;
  for (const resources of [details, others]) {
    const units = await planUnits(options, connection, restaurantIds, resources);
    options.onEvent({ type: 'planned', units });
    const ended = await scheduleUnits(units, options, connection, spool);
    entries.push(...ended);
    unitsLeft += units.length - ended.length;
  }
  return { entries, missing, unitsLeft };
}

async function forgetOldVersions(
  connection: Connection,
  { history, runtime }: ExtractOptions,
): Promise<void> {
  if (history?.keepDays === undefined) return;
  const tables = catalogue.map(({ name }) => name);
  await pruneHistory(connection, tables, runtime.now() - history.keepDays * day);
}

function changedTables(entries: readonly LedgerEntry[]) {
  const changed = entries.filter(({ rowsNew, rowsUpdated }) => rowsNew + rowsUpdated > 0);
  return [...new Set(changed.map(({ resource }) => resource))].map((name) => ({
    schema: 'raw_toast',
    name,
  }));
}
